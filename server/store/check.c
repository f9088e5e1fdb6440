/*
 * Looks whether a file can be believed. Each question is a query whose rows are the findings, in
 * words; SQLite's own checks come first, because on a damaged file the others may say anything.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "store/bodies.h"
#include "store/sql.h"

/* Queries are laid out by hand. */
/* clang-format off */

/* What each table says now, as history would put it. */
#define NOW(word, body, table) "SELECT '" word "' AS type, id, seq, " body " AS body FROM " table
#define EVERYTHING_NOW \
	NOW("summit", SUMMIT_BODY, "summit") " UNION ALL " \
	NOW("room", ROOM_BODY, "room") " UNION ALL " \
	NOW("table", TABLE_BODY, "hall_table") " UNION ALL " \
	NOW("theme", THEME_BODY, "theme") " UNION ALL " \
	NOW("step", STEP_BODY, "step") " UNION ALL " \
	NOW("scene", SCENE_BODY, "scene") " UNION ALL " \
	NOW("card", CARD_BODY, "card") " UNION ALL " \
	NOW("idea", IDEA_BODY, "idea") " UNION ALL " \
	NOW("plan", PLAN_BODY, "plan") " UNION ALL " \
	NOW("weighing", WEIGHING_BODY, "weighing") " UNION ALL " \
	NOW("ballot", BALLOT_BODY, "ballot") " UNION ALL " \
	NOW("call", CALL_BODY, "call") " UNION ALL " \
	NOW("notice", NOTICE_BODY, "notice") " UNION ALL " \
	NOW("receipt", RECEIPT_BODY, "receipt") " UNION ALL " \
	NOW("signoff", SIGNOFF_BODY, "signoff")

/* The texts that a change of a plan speaks of: those that stand, and the variants. */
#define PLAN_VERSIONS                                                                              \
	"SELECT c.type, c.id, c.seq, f.value ->> 'version' AS version FROM change c, "             \
	"json_each(c.body, '$.fields') f WHERE c.type = 'plan' UNION ALL "                         \
	"SELECT c.type, c.id, c.seq, v.value ->> 'version' FROM change c, "                        \
	"json_each(c.body, '$.variants') v WHERE c.type = 'plan'"

static const char *const questions[] = {
	"SELECT 'file: ' || integrity_check FROM pragma_integrity_check(100) "
	"WHERE integrity_check <> 'ok'",

	"SELECT printf('%s: row %s refers to a row of %s that is not there', "
	"\"table\", coalesce(rowid, '(in it)'), parent) FROM pragma_foreign_key_check",

	"SELECT printf('history: changes %d to %d are missing', before + 1, seq - 1) "
	"FROM (SELECT seq, lag(seq, 1, 0) OVER (ORDER BY seq) AS before FROM change) "
	"WHERE seq <> before + 1",

	"SELECT printf('operation %d (%s, %s): its changes are %d to %d, but those before it end "
	"at %d', number, command, op, first, last, before) "
	"FROM (SELECT *, lag(last, 1, 0) OVER (ORDER BY number) AS before FROM operation) "
	"WHERE first <> before + 1",

	"SELECT printf('history: it ends at change %d, but its operations at %d', changed, done) "
	"FROM (SELECT coalesce((SELECT max(seq) FROM change), 0) AS changed, "
	"coalesce((SELECT last FROM operation ORDER BY number DESC LIMIT 1), 0) AS done) "
	"WHERE changed <> done",

	"SELECT printf('change %d: it says operation %s, whose changes are %d to %d', "
	"c.seq, o.op, o.first, o.last) FROM change c JOIN operation o ON o.op = c.op "
	"WHERE c.seq NOT BETWEEN o.first AND o.last",

	/* Sorted together rather than joined: a full join would search all of one for each row of
	 * the other. */
	"SELECT type || ' ' || id || ': ' || CASE "
	"WHEN past_seq IS NULL THEN 'its table has it, history does not' "
	"WHEN now_seq IS NULL THEN "
	"printf('history has it (change %d), its table does not', past_seq) "
	"WHEN now_seq <> past_seq THEN "
	"printf('its table says that change %d was its last, history says %d', now_seq, past_seq) "
	"ELSE printf('its table differs from what change %d made of it', past_seq) END "
	"FROM (SELECT type, id, max(now_seq) AS now_seq, max(now_body) AS now_body, "
	"max(past_seq) AS past_seq, max(past_body) AS past_body FROM "
	"(SELECT type, id, seq AS now_seq, body AS now_body, NULL AS past_seq, NULL AS past_body "
	"FROM (" EVERYTHING_NOW ") UNION ALL SELECT type, id, NULL, NULL, seq, body FROM "
	"(SELECT type, id, max(seq) AS seq, body FROM change GROUP BY type, id)) "
	"GROUP BY type, id) WHERE now_seq IS NOT past_seq OR now_body IS NOT past_body",

	"SELECT printf('%s %s: change %d says that its %s is version %d, whose words are missing', "
	"type, id, seq, key, version) FROM "
	"(SELECT type, id, seq, 'text' AS key, 'text' AS slot, body ->> 'version' AS version "
	"FROM change WHERE type = 'card' UNION ALL "
	"SELECT type, id, seq, 'reading', 'text', body ->> 'read' FROM change "
	"WHERE type = 'card' AND body ->> 'read' IS NOT NULL UNION ALL "
	"SELECT c.type, c.id, c.seq, 'earlier wording', 'text', j.value "
	"FROM change c, json_each(c.body, '$.earlier') j WHERE c.type = 'card' UNION ALL "
	"SELECT c.type, c.id, c.seq, 'variant', 'text', j.value "
	"FROM change c, json_each(c.body, '$.variants') j WHERE c.type = 'card' UNION ALL "
	"SELECT type, id, seq, 'title', 'title', body ->> 'version' FROM change "
	"WHERE type = 'idea' UNION ALL "
	"SELECT type, id, seq, 'text', 'field', version FROM (" PLAN_VERSIONS ")) v "
	"WHERE NOT EXISTS (SELECT 1 FROM word w WHERE w.seq = v.version AND w.slot = v.slot)",

	"SELECT printf('words: version %d (%s) belongs to nothing', w.seq, w.slot) "
	"FROM word w LEFT JOIN change c ON c.seq = w.seq WHERE CASE c.type "
	"WHEN 'card' THEN w.slot = 'text' AND w.kind IS NOT NULL AND "
	"w.seq IN (c.body ->> 'version', c.body ->> '$.variants[0]') "
	"WHEN 'idea' THEN w.slot = 'title' AND c.body ->> 'version' = w.seq "
	"WHEN 'plan' THEN w.slot = 'field' AND EXISTS (SELECT 1 FROM (" PLAN_VERSIONS ") p "
	"WHERE p.seq = c.seq AND p.version = w.seq) END IS NOT TRUE",

	"SELECT printf('card %d-%d: its number was given to %d cards', t.number, c.number, "
	"count(*)) "
	"FROM card c JOIN hall_table t ON t.id = c.hall_table "
	"GROUP BY t.number, c.number HAVING count(*) > 1",
};

/* clang-format on */

struct checking {
	struct store *store;
	void (*each)(void *self, const char *finding);
	void *self;
	size_t findings;
};

static void find(struct checking *c, const char *finding)
{
	c->findings++;
	c->each(c->self, finding);
}

/* A question that cannot be answered is a finding too: the file is damaged. */
static void ask(struct checking *c, const char *question)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(c->store->db, question, -1, &s, NULL);

	while (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
		find(c, column_text(s, 0));
	if (rc == SQLITE_OK)
		rc = sqlite3_finalize(s);
	if (rc != SQLITE_OK) {
		struct buf line = {0};
		buf_print(&line, "file: it cannot be read further: %s",
			  sqlite3_errmsg(c->store->db));
		find(c, line.data);
		buf_finish(&line);
	}
}

/* Whether a server could start with it. */
static void try_to_load(struct checking *c)
{
	struct summit *s = summit_create();
	struct id epoch;
	struct err e;

	if (!store_load(c->store, s, &e) || !store_epoch(c->store, &epoch, &e))
		find(c, e.text);
	summit_destroy(s);
}

bool store_check(struct store *st, void (*each)(void *self, const char *finding), void *self,
		 size_t *findings, struct err *e)
{
	struct checking c = {st, each, self, 0};

	/* Not store_read_begin: it looks into the file, and what it meets there is a finding. */
	if (sql_run(st, STMT_BEGIN_READ) != SQLITE_OK)
		return sql_fail(st, e);
	for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
		ask(&c, questions[i]);
	try_to_load(&c);
	store_read_end(st);
	*findings = c.findings;
	return true;
}
