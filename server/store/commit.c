/*
 * Writing a batch: one transaction. For each change first its row, then its line of history, which
 * SQLite makes from that row; so a batch may change one thing several times.
 */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "store/sql.h"
#include "wire/put.h"

#define CHECKPOINT_PAGES 1000

/* A time that is not known is 0 in memory and NULL in the tables. What is not bound is NULL. */
static void bind_time(sqlite3_stmt *s, int at, int64_t ms)
{
	if (ms)
		bind_int(s, at, ms);
}

static void bind_summit(sqlite3_stmt *s, const struct event *event)
{
	bind_text(s, 3, event->name);
	bind_text(s, 4, event->place);
	bind_text(s, 5, event->date);
	bind_text(s, 6, language_words[event->language]);
	if (event->step)
		bind_id(s, 7, &event->step->e.id);
}

static void bind_room(sqlite3_stmt *s, const struct room *room)
{
	bind_int(s, 3, room->number);
	bind_text(s, 4, room->name);
}

static void bind_table(sqlite3_stmt *s, const struct table *table)
{
	bind_int(s, 3, table->number);
	bind_id(s, 4, &table->room->e.id);
}

static void bind_theme(sqlite3_stmt *s, const struct theme *theme)
{
	bind_int(s, 3, theme->number);
	bind_text(s, 4, theme->title);
	bind_text(s, 5, theme->description);
}

static void bind_step(sqlite3_stmt *s, const struct step *step, const char *fields)
{
	bind_int(s, 3, step->number);
	bind_text(s, 4, step_kind_words[step->kind]);
	bind_text(s, 5, step->title);
	bind_int(s, 6, step->minutes);
	bind_text(s, 7, step->question);
	bind_time(s, 8, step->started_ms);
	bind_time(s, 9, step->ended_ms);
	if (step->makes == MAKES_PLAN)
		bind_text(s, 10, step_makes_words[MAKES_PLAN]);
	bind_text(s, 11, fields);
}

static void bind_scene(sqlite3_stmt *s, const struct scene *scene)
{
	bind_id(s, 3, &scene->room->e.id);
	bind_text(s, 4, scene_kind_words[scene->kind]);
}

static void bind_card(sqlite3_stmt *s, const struct card *card)
{
	bind_id(s, 3, &card->table->e.id);
	bind_int(s, 4, card->number);
	bind_id(s, 5, &card->step->e.id);
	bind_id(s, 6, &card->theme->e.id);
	bind_text(s, 7, card_kind_words[card->text->kind]);
	bind_int(s, 8, card->late);
	bind_int(s, 9, card->at_ms);
	bind_int(s, 10, (int64_t)card->text->seq);
	if (card->read)
		bind_int(s, 11, (int64_t)card->read->seq);
	if (card->idea)
		bind_id(s, 12, &card->idea->e.id);
	bind_int(s, 13, card->withdrawn);
	bind_int(s, 14, card->held);
}

static void bind_idea(sqlite3_stmt *s, const struct idea *idea)
{
	bind_id(s, 3, &idea->theme->e.id);
	bind_int(s, 4, (int64_t)idea->title->seq);
	bind_text(s, 5, idea_state_words[idea->state]);
}

static void bind_plan(sqlite3_stmt *s, const struct table_plan *plan)
{
	bind_id(s, 3, &plan->table->e.id);
	bind_id(s, 4, &plan->step->e.id);
	bind_id(s, 5, &plan->theme->e.id);
	bind_time(s, 6, plan->handed_ms);
	if (plan->card)
		bind_id(s, 7, &plan->card->e.id);
}

static bool has_outcome(const struct weighing *w)
{
	return w->state == WEIGHING_CLOSED || w->state == WEIGHING_SHOWN;
}

static void bind_weighing(sqlite3_stmt *s, const struct weighing *w)
{
	bind_text(s, 3, w->title);
	if (w->step)
		bind_id(s, 4, &w->step->e.id);
	bind_int(s, 5, w->points);
	bind_text(s, 6, weighing_state_words[w->state]);
	if (has_outcome(w))
		bind_int(s, 7, w->ballots);
}

static void bind_ballot(sqlite3_stmt *s, const struct ballot *ballot)
{
	bind_id(s, 3, &ballot->weighing->e.id);
	bind_id(s, 4, &ballot->table->e.id);
	bind_int(s, 5, ballot->at_ms);
	bind_int(s, 6, ballot->late);
}

static void bind_call(sqlite3_stmt *s, const struct call *call)
{
	bind_id(s, 3, &call->table->e.id);
	bind_text(s, 4, call_kind_words[call->kind]);
	bind_int(s, 5, call->at_ms);
	bind_time(s, 6, call->ended_ms);
}

static void bind_notice(sqlite3_stmt *s, const struct notice *notice)
{
	bind_text(s, 3, notice->text);
	if (notice->room)
		bind_id(s, 4, &notice->room->e.id);
	if (notice->table)
		bind_id(s, 5, &notice->table->e.id);
	bind_int(s, 6, notice->at_ms);
	bind_time(s, 7, notice->ended_ms);
}

static void bind_receipt(sqlite3_stmt *s, const struct receipt *receipt)
{
	bind_id(s, 3, &receipt->notice->e.id);
	bind_id(s, 4, &receipt->table->e.id);
	bind_int(s, 5, receipt->at_ms);
}

static void bind_signoff(sqlite3_stmt *s, const struct signoff *signoff)
{
	bind_id(s, 3, &signoff->table->e.id);
	bind_id(s, 4, &signoff->step->e.id);
	bind_int(s, 5, (int64_t)signoff->seen);
	bind_int(s, 6, signoff->at_ms);
}

static int put_work(struct store *st, const struct step *step)
{
	int rc;

	bind_id(st->stmts[STMT_CLEAR_WORK], 1, &step->e.id);
	rc = sql_run(st, STMT_CLEAR_WORK);
	for (size_t i = 0; i < step->work_count && rc == SQLITE_OK; i++) {
		const struct work *work = &step->work[i];
		sqlite3_stmt *s = st->stmts[STMT_PUT_WORK];
		struct buf tables = {0};

		for (size_t t = 0; t < work->table_count; t++)
			buf_print(&tables, "%c%u", t ? ',' : '[', work->tables[t]);
		buf_text(&tables, work->table_count ? "]" : "[]");
		bind_id(s, 1, &step->e.id);
		bind_int(s, 2, (int64_t)i + 1);
		bind_id(s, 3, &work->theme->e.id);
		bind_text(s, 4, tables.data);
		rc = sql_run(st, STMT_PUT_WORK);
		buf_finish(&tables);
	}
	return rc;
}

static int put_card_words(struct store *st, const struct card *card, struct word *const *words,
			  size_t count, bool variant)
{
	sqlite3_stmt *s = st->stmts[STMT_PUT_CARD_WORD];
	int rc = SQLITE_OK;

	for (size_t i = 0; i < count && rc == SQLITE_OK; i++) {
		bind_id(s, 1, &card->e.id);
		bind_int(s, 2, (int64_t)words[i]->seq);
		bind_int(s, 3, variant);
		rc = sql_run(st, STMT_PUT_CARD_WORD);
	}
	return rc;
}

static int put_plan_text(struct store *st, const struct table_plan *plan, unsigned field,
			 unsigned position, const struct word *word)
{
	sqlite3_stmt *s = st->stmts[STMT_PUT_PLAN_TEXT];

	bind_id(s, 1, &plan->e.id);
	bind_int(s, 2, field);
	bind_int(s, 3, position);
	bind_int(s, 4, (int64_t)word->seq);
	return sql_run(st, STMT_PUT_PLAN_TEXT);
}

static int put_plan_texts(struct store *st, const struct table_plan *plan)
{
	int rc;

	bind_id(st->stmts[STMT_CLEAR_PLAN_TEXT], 1, &plan->e.id);
	rc = sql_run(st, STMT_CLEAR_PLAN_TEXT);
	for (unsigned i = 0; i < PLAN_TEXTS && rc == SQLITE_OK; i++) {
		struct word *const *variants = plan->variants[i];
		if (plan->texts[i])
			rc = put_plan_text(st, plan, i, 0, plan->texts[i]);
		for (unsigned k = 0; k < PLAN_VARIANTS_MOST && variants[k] && rc == SQLITE_OK; k++)
			rc = put_plan_text(st, plan, i, k + 1, variants[k]);
	}
	return rc;
}

/* A card that has others never comes to have none. */
static int put_others(struct store *st, const struct card *card)
{
	const struct others *o = card->others;
	int rc = SQLITE_OK;

	if (!o)
		return rc;
	bind_id(st->stmts[STMT_CLEAR_CARD_WORDS], 1, &card->e.id);
	rc = sql_run(st, STMT_CLEAR_CARD_WORDS);
	if (rc == SQLITE_OK)
		rc = put_card_words(st, card, o->variants, o->variant_count, true);
	if (rc == SQLITE_OK)
		rc = put_card_words(st, card, o->earlier, o->earlier_count, false);
	return rc;
}

static int put_slate(struct store *st, const struct weighing *w)
{
	sqlite3_stmt *s = st->stmts[STMT_PUT_WEIGHED];
	int rc;

	bind_id(st->stmts[STMT_CLEAR_WEIGHED], 1, &w->e.id);
	rc = sql_run(st, STMT_CLEAR_WEIGHED);
	for (size_t i = 0; i < w->slate->count && rc == SQLITE_OK; i++) {
		const struct weighed *weighed = &w->slate->ideas[i];
		bind_id(s, 1, &w->e.id);
		bind_int(s, 2, (int64_t)i + 1);
		bind_id(s, 3, &weighed->idea->e.id);
		if (has_outcome(w)) {
			bind_int(s, 4, weighed->points);
			bind_int(s, 5, weighed->tables);
		}
		rc = sql_run(st, STMT_PUT_WEIGHED);
	}
	return rc;
}

static int put_shares(struct store *st, const struct ballot *ballot)
{
	sqlite3_stmt *s = st->stmts[STMT_PUT_SHARE];
	int rc;

	bind_id(st->stmts[STMT_CLEAR_SHARES], 1, &ballot->e.id);
	rc = sql_run(st, STMT_CLEAR_SHARES);
	for (size_t i = 0; i < ballot->shares->count && rc == SQLITE_OK; i++) {
		const struct share *share = &ballot->shares->of[i];
		bind_id(s, 1, &ballot->e.id);
		bind_int(s, 2, (int64_t)i + 1);
		bind_id(s, 3, &share->idea->e.id);
		bind_int(s, 4, share->points);
		rc = sql_run(st, STMT_PUT_SHARE);
	}
	return rc;
}

/* As JSON; a step that has none has no text here. */
static void fields_text(const struct step *step, struct buf *out)
{
	if (!step->field_count)
		return;
	put_list(out, NULL);
	for (unsigned i = 0; i < step->field_count; i++)
		put_string(out, NULL, step->fields[i]);
	put_list_end(out);
}

/* What of an entity stands in rows of its own. */
static int put_parts(struct store *st, const union any_entity *is)
{
	switch (is->e.type) {
	case ENTITY_STEP:
		return put_work(st, &is->step);
	case ENTITY_CARD:
		return put_others(st, &is->card);
	case ENTITY_PLAN:
		return put_plan_texts(st, &is->plan);
	case ENTITY_WEIGHING:
		return put_slate(st, &is->weighing);
	case ENTITY_BALLOT:
		return put_shares(st, &is->ballot);
	default:
		return SQLITE_OK;
	}
}

static int put_entity(struct store *st, const union any_entity *is)
{
	const enum stmt which = STMT_PUT + is->e.type;
	sqlite3_stmt *s = st->stmts[which];
	struct buf fields = {0};

	bind_id(s, 1, &is->e.id);
	bind_int(s, 2, (int64_t)is->e.seq);
	switch (is->e.type) {
	case ENTITY_SUMMIT:
		bind_summit(s, &is->event);
		break;
	case ENTITY_ROOM:
		bind_room(s, &is->room);
		break;
	case ENTITY_TABLE:
		bind_table(s, &is->table);
		break;
	case ENTITY_THEME:
		bind_theme(s, &is->theme);
		break;
	case ENTITY_STEP:
		fields_text(&is->step, &fields);
		bind_step(s, &is->step, fields.data);
		break;
	case ENTITY_SCENE:
		bind_scene(s, &is->scene);
		break;
	case ENTITY_CARD:
		bind_card(s, &is->card);
		break;
	case ENTITY_IDEA:
		bind_idea(s, &is->idea);
		break;
	case ENTITY_PLAN:
		bind_plan(s, &is->plan);
		break;
	case ENTITY_WEIGHING:
		bind_weighing(s, &is->weighing);
		break;
	case ENTITY_BALLOT:
		bind_ballot(s, &is->ballot);
		break;
	case ENTITY_CALL:
		bind_call(s, &is->call);
		break;
	case ENTITY_NOTICE:
		bind_notice(s, &is->notice);
		break;
	case ENTITY_RECEIPT:
		bind_receipt(s, &is->receipt);
		break;
	case ENTITY_SIGNOFF:
		bind_signoff(s, &is->signoff);
		break;
	case ENTITY_TALLY:
	case ENTITY_TYPES:
		abort();
	}
	int rc = sql_run(st, which);
	buf_finish(&fields);
	return rc == SQLITE_OK ? put_parts(st, is) : rc;
}

static int put_word(struct store *st, const struct change *c)
{
	static const char *const slots[STORED_TYPES] = {
		[ENTITY_CARD] = "text", [ENTITY_IDEA] = "title", [ENTITY_PLAN] = "field"};
	sqlite3_stmt *s = st->stmts[STMT_PUT_WORD];

	assert(slots[c->is.e.type] && c->word->seq == c->seq);
	bind_int(s, 1, (int64_t)c->seq);
	bind_text(s, 2, slots[c->is.e.type]);
	bind_text(s, 3, c->word->text);
	if (c->is.e.type == ENTITY_CARD) {
		bind_text(s, 4, card_kind_words[c->word->kind]);
		bind_text(s, 5, *c->word->language ? c->word->language : NULL);
		bind_text(s, 6, c->word->translation);
	}
	return sql_run(st, STMT_PUT_WORD);
}

static int put_change(struct store *st, const struct operation *o, const struct change *c)
{
	const enum stmt which = STMT_PUT_CHANGE + c->is.e.type;
	int rc = c->word ? put_word(st, c) : SQLITE_OK;

	assert(c->is.e.seq == c->seq);
	if (rc == SQLITE_OK)
		rc = put_entity(st, &c->is);
	if (rc != SQLITE_OK)
		return rc;
	bind_id(st->stmts[which], 1, &o->op);
	bind_id(st->stmts[which], 2, &c->is.e.id);
	rc = sql_run(st, which);
	assert(rc != SQLITE_OK || sqlite3_changes(st->db) == 1);
	return rc;
}

static int put_operation(struct store *st, const struct operation *o)
{
	sqlite3_stmt *s = st->stmts[STMT_PUT_OPERATION];

	bind_id(s, 1, &o->op);
	bind_text(s, 2, o->seat);
	if (!id_is_nil(&o->device))
		bind_id(s, 3, &o->device);
	bind_text(s, 4, o->command);
	bind_int(s, 5, o->at_ms);
	bind_time(s, 6, o->device_at_ms);
	bind_int(s, 7, (int64_t)o->first);
	bind_int(s, 8, (int64_t)o->last);
	return sql_run(st, STMT_PUT_OPERATION);
}

static int replace_seat(struct store *st, const struct operation *o)
{
	sqlite3_stmt *s = st->stmts[STMT_REPLACE_SEAT];

	bind_text(s, 1, o->replaces);
	bind_int(s, 2, o->at_ms);
	int rc = sql_run(st, STMT_REPLACE_SEAT);
	assert(rc != SQLITE_OK || sqlite3_changes(st->db) == 1);
	return rc;
}

static int put_batch(struct store *st, const struct batch *batch)
{
	const struct change *c = batch->changes;
	const struct change *end = batch->changes + batch->change_count;
	int rc = SQLITE_OK;

	for (size_t i = 0; i < batch->operation_count && rc == SQLITE_OK; i++) {
		const struct operation *o = &batch->operations[i];
		rc = put_operation(st, o);
		if (o->replaces[0] && rc == SQLITE_OK)
			rc = replace_seat(st, o);
		for (uint64_t seq = o->first; seq <= o->last && rc == SQLITE_OK; seq++) {
			assert(c < end && c->seq == seq);
			rc = put_change(st, o, c++);
		}
	}
	assert(rc != SQLITE_OK || c == end);
	return rc;
}

/* What a failure of the disk means. A full one takes no write, so what was not written is not
 * there; after any other error of reading, writing or syncing nobody knows what is. */
static enum commit_result judge(int rc, int system_errno)
{
	switch (rc & 0xff) {
	case SQLITE_FULL:
	case SQLITE_READONLY:
	case SQLITE_BUSY:
	case SQLITE_CANTOPEN:
		return COMMIT_REFUSED;
	case SQLITE_IOERR:
		if (rc == SQLITE_IOERR_WRITE && (system_errno == EDQUOT || system_errno == EFBIG))
			return COMMIT_REFUSED;
		return COMMIT_LOST;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_PROTOCOL:
		return COMMIT_LOST;
	}
	return COMMIT_DONE; /* not the disk's fault */
}

static enum commit_result fail(struct store *st, int rc, struct err *e)
{
	enum commit_result result = judge(rc, sqlite3_system_errno(st->db));

	if (rc == SQLITE_IOERR_NOMEM)
		abort();
	sql_fail(st, e);
	if (result == COMMIT_DONE) {
		/* Our own fault: memory and tables disagree about what may be. Devices keep what
		 * was not acknowledged, and memory is read anew at the start. */
		fprintf(stderr, "burgertop: the tables refused a change: %s\n", e->text);
		abort();
	}
	if (!sqlite3_get_autocommit(st->db) && sql_run(st, STMT_ROLLBACK) != SQLITE_OK)
		result = COMMIT_LOST;
	st->lost = result == COMMIT_LOST;
	return result;
}

enum commit_result store_commit(struct store *st, const struct batch *batch, struct err *e)
{
	int rc;

	assert(st->mode == STORE_WRITE && sqlite3_get_autocommit(st->db));
	if (st->lost) {
		err_set(e, ERR_DATABASE, "%s: the disk failed before", st->path);
		return COMMIT_LOST;
	}
	rc = sql_run(st, STMT_BEGIN_WRITE);
	if (rc == SQLITE_OK)
		rc = put_batch(st, batch);
	if (rc == SQLITE_OK)
		rc = sql_run(st, STMT_COMMIT);
	return rc == SQLITE_OK ? COMMIT_DONE : fail(st, rc, e);
}

bool store_checkpoint(struct store *st, struct err *e)
{
	int rc;

	if (st->wal_pages < st->wal_tried)
		st->wal_tried = 0; /* all of it was moved, and it began anew */
	if (st->lost || st->wal_pages - st->wal_tried < CHECKPOINT_PAGES)
		return true;
	st->wal_tried = st->wal_pages;
	/* Not one that waits for readers: a long export would hold up the hall. */
	rc = sqlite3_wal_checkpoint_v2(st->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	if (rc == SQLITE_OK || rc == SQLITE_BUSY)
		return true;
	st->lost = judge(rc, sqlite3_system_errno(st->db)) == COMMIT_LOST;
	return sql_fail(st, e);
}
