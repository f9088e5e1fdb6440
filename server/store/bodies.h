/*
 * The body of a change: what each type's table says of one entity, as JSON made by SQLite. Commit
 * writes a change with it, and check compares the last change with what it says now: there is one
 * definition, so the two cannot come to differ.
 *
 * They are no views, because SQLite 3.40 lets no JSON function into a schema that is not trusted.
 * json_patch leaves out what is NULL. Keys are those of the protocol.
 */
#ifndef BURGERTOP_STORE_BODIES_H
#define BURGERTOP_STORE_BODIES_H

#define BODY(...) "json_patch('{}', json_object(" __VA_ARGS__ "))"

#define SUMMIT_BODY                                                                                \
	BODY("'name', name, 'place', place, 'date', date, 'language', language, 'step', step")
#define ROOM_BODY  BODY("'number', number, 'name', name")
#define TABLE_BODY BODY("'number', number, 'room', room")
#define THEME_BODY BODY("'number', number, 'title', title, 'description', description")
#define STEP_BODY                                                                                  \
	BODY("'number', number, 'kind', kind, 'title', title, 'minutes', minutes, "                \
	     "'question', question, "                                                              \
	     "'work', json(nullif((SELECT json_group_array(json_object('theme', theme, 'tables', " \
	     "json(tables))) FROM (SELECT theme, tables FROM step_work WHERE step_work.step = "    \
	     "step.id ORDER BY position)), '[]')), "                                               \
	     "'started', started, 'ended', ended, 'makes', makes, 'fields', json(fields)")
#define SCENE_BODY BODY("'room', room, 'kind', kind")
/* Versions, newest first. */
#define CARD_WORDS(variant)                                                                        \
	"json(nullif((SELECT json_group_array(version) FROM (SELECT version FROM card_word "       \
	"WHERE card_word.card = card.id AND variant = " variant " ORDER BY version DESC)), '[]'))"
#define CARD_BODY                                                                                  \
	BODY("'table', hall_table, 'number', number, 'step', step, 'theme', theme, "               \
	     "'kind', kind, 'late', json(iif(late, 'true', 'false')), 'at', at, "                  \
	     "'version', version, 'read', read, 'idea', idea, "                                    \
	     "'withdrawn', json(iif(withdrawn, 'true', NULL)), "                                   \
	     "'held', json(iif(held, 'true', NULL)), "                                             \
	     "'earlier', " CARD_WORDS("0") ", 'variants', " CARD_WORDS("1"))
#define IDEA_BODY BODY("'theme', theme, 'version', version, 'state', state")
#define CALL_BODY BODY("'table', hall_table, 'kind', kind, 'at', at, 'ended', ended")
#define NOTICE_BODY                                                                                \
	BODY("'text', text, 'room', room, 'table', hall_table, 'at', at, 'ended', ended")
#define RECEIPT_BODY BODY("'notice', notice, 'table', hall_table, 'at', at")
#define SIGNOFF_BODY BODY("'table', hall_table, 'step', step, 'seen', seen, 'at', at")

#define PLAN_TEXTS_BODY(which)                                                                     \
	"json(nullif((SELECT json_group_array(json_object('field', field, 'version', version)) "   \
	"FROM (SELECT field, version FROM plan_text WHERE plan_text.plan = plan.id AND "           \
	"position " which " ORDER BY field, position)), '[]'))"
#define PLAN_BODY                                                                                  \
	BODY("'table', hall_table, 'step', step, 'theme', theme, "                                 \
	     "'fields', " PLAN_TEXTS_BODY("= 0") ", 'variants', " PLAN_TEXTS_BODY(                 \
		     "> 0") ", 'handed', handed, 'card', card")

#define WEIGHING_IDEAS(select, more)                                                               \
	"json(nullif((SELECT json_group_array(" select ") FROM (SELECT idea, points, tables FROM " \
	"weighing_idea WHERE weighing_idea.weighing = weighing.id " more                           \
	"ORDER BY position)), '[]'))"
#define WEIGHING_BODY                                                                              \
	BODY("'title', title, 'step', step, 'ideas', " WEIGHING_IDEAS(                             \
		"idea", "") ", 'points', points, 'state', state, 'ballots', ballots, "             \
			    "'outcome', " WEIGHING_IDEAS("json_object('idea', idea, 'points', "    \
							 "points, 'tables', tables)",              \
							 "AND weighing_idea.points IS NOT NULL "))
#define BALLOT_BODY                                                                                \
	BODY("'weighing', weighing, 'table', hall_table, 'shares', (SELECT "                       \
	     "json_group_array(json_object('idea', idea, 'points', points)) FROM (SELECT idea, "   \
	     "points FROM ballot_share WHERE ballot_share.ballot = ballot.id ORDER BY "            \
	     "position)), 'at', at, 'late', json(iif(late, 'true', 'false'))")

#endif
