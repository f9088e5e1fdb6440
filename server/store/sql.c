/* Every statement that the program runs on a summit, but those of check. All are prepared when a
 * file is opened: a mistake in one shows at the start, not in the middle of a day. */
#include "store/sql.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/bodies.h"

#define CHANGE(word, body, table)                                                                  \
	"INSERT INTO change (seq, op, type, id, body) SELECT seq, ?1, '" word "', id, " body       \
	" FROM " table " WHERE id = ?2"

static const char *const texts[STMTS] = {
	[STMT_BEGIN_READ] = "BEGIN",
	[STMT_BEGIN_WRITE] = "BEGIN IMMEDIATE",
	[STMT_COMMIT] = "COMMIT",
	[STMT_ROLLBACK] = "ROLLBACK",
	[STMT_LAST_SEQ] = "SELECT coalesce(max(seq), 0) FROM change",
	[STMT_COUNT] = "SELECT (SELECT count(*) FROM hall_table), (SELECT count(*) FROM theme), "
		       "(SELECT count(*) FROM card), (SELECT count(*) FROM idea), "
		       "(SELECT count(*) FROM operation), (SELECT count(*) FROM change)",
	[STMT_GET_META] = "SELECT value FROM meta WHERE key = ?1",
	[STMT_PUT_META] = "INSERT INTO meta (key, value) VALUES (?1, ?2) "
			  "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
	[STMT_PUT_SEAT] = "INSERT INTO seat (name, generation) VALUES (?1, ?2)",
	[STMT_REPLACE_SEAT] = "UPDATE seat SET generation = generation + 1, replaced = ?2 "
			      "WHERE name = ?1",
	[STMT_EACH_SEAT] = "SELECT name, generation FROM seat ORDER BY rowid",
	[STMT_EACH_OPERATION] = "SELECT op, seat, device, command, at, device_at, first, last "
				"FROM operation ORDER BY number",
	[STMT_EACH_CHANGE] = "SELECT c.seq, c.type, c.id, c.body, o.op, o.seat, o.command, o.at "
			     "FROM change c JOIN operation o ON o.op = c.op ORDER BY c.seq",
	[STMT_EACH_WORD] = "SELECT seq, slot, text, kind, language, translation "
			   "FROM word ORDER BY seq, slot",

	[STMT_LOAD + ENTITY_SUMMIT] =
		"SELECT id, seq, name, place, date, language, step FROM summit",
	[STMT_LOAD + ENTITY_ROOM] = "SELECT id, seq, number, name FROM room ORDER BY number",
	[STMT_LOAD + ENTITY_TABLE] = "SELECT id, seq, number, room FROM hall_table ORDER BY number",
	[STMT_LOAD + ENTITY_THEME] =
		"SELECT id, seq, number, title, description FROM theme ORDER BY number",
	[STMT_LOAD + ENTITY_STEP] =
		"SELECT id, seq, number, kind, title, minutes, question, started, ended, makes "
		"FROM step ORDER BY number",
	[STMT_LOAD + ENTITY_SCENE] = "SELECT s.id, s.seq, s.room, s.kind "
				     "FROM scene s JOIN room r ON r.id = s.room ORDER BY r.number",
	[STMT_LOAD + ENTITY_CARD] =
		"SELECT c.id, c.seq, c.hall_table, c.number, c.step, c.theme, c.late, c.withdrawn, "
		"c.at, c.idea, c.version, v.text, v.kind, v.language, v.translation, "
		"nullif(c.read, c.version) AS read, r.text, r.kind, r.language, r.translation, "
		"c.read IS NOT NULL, c.held FROM card c "
		"LEFT JOIN word v ON v.seq = c.version AND v.slot = 'text' "
		"LEFT JOIN word r ON r.seq = nullif(c.read, c.version) AND r.slot = 'text' "
		"ORDER BY c.rowid",
	[STMT_LOAD + ENTITY_IDEA] =
		"SELECT i.id, i.seq, i.theme, i.state, i.version, w.text FROM idea i "
		"LEFT JOIN word w ON w.seq = i.version AND w.slot = 'title' ORDER BY i.rowid",
	[STMT_LOAD + ENTITY_PLAN] = "SELECT id, seq, hall_table, step, theme, handed, card "
				    "FROM plan ORDER BY rowid",
	[STMT_LOAD_PLAN_TEXT] =
		"SELECT t.plan, t.field, t.position, t.version, w.text FROM plan_text t "
		"LEFT JOIN word w ON w.seq = t.version AND w.slot = 'field' "
		"ORDER BY t.plan, t.field, t.position",
	[STMT_LOAD + ENTITY_WEIGHING] =
		"SELECT id, seq, title, step, points, state, ballots FROM weighing ORDER BY rowid",
	[STMT_LOAD_WEIGHED] = "SELECT weighing, position, idea, points, tables FROM weighing_idea "
			      "ORDER BY weighing, position",
	[STMT_LOAD + ENTITY_BALLOT] =
		"SELECT id, seq, weighing, hall_table, at, late FROM ballot ORDER BY rowid",
	[STMT_LOAD_SHARES] = "SELECT ballot, position, idea, points FROM ballot_share "
			     "ORDER BY ballot, position",
	[STMT_LOAD_FIELDS] = "SELECT s.id, f.value AS field FROM step s, json_each(s.fields) f "
			     "ORDER BY s.number, f.key",
	[STMT_LOAD + ENTITY_CALL] =
		"SELECT id, seq, hall_table, kind, at, ended FROM call ORDER BY rowid",
	[STMT_LOAD + ENTITY_NOTICE] =
		"SELECT id, seq, text, room, hall_table, at, ended FROM notice ORDER BY rowid",
	[STMT_LOAD + ENTITY_RECEIPT] =
		"SELECT id, seq, notice, hall_table, at FROM receipt ORDER BY rowid",
	[STMT_LOAD + ENTITY_SIGNOFF] =
		"SELECT id, seq, hall_table, step, seen, at FROM signoff ORDER BY rowid",
	[STMT_LOAD_WORK] = "SELECT w.step, w.position, w.theme, t.value AS number "
			   "FROM step_work w LEFT JOIN json_each(w.tables) t "
			   "ORDER BY w.step, w.position, t.key",

	[STMT_LOAD_CARD_WORDS] =
		"SELECT o.card, o.variant, o.version, w.text, w.kind, w.language, w.translation "
		"FROM card_word o LEFT JOIN word w ON w.seq = o.version AND w.slot = 'text' "
		"ORDER BY o.card, o.version DESC",

	[STMT_PUT_OPERATION] =
		"INSERT INTO operation (op, seat, device, command, at, device_at, first, last) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[STMT_PUT_WORD] = "INSERT INTO word (seq, slot, text, kind, language, translation) "
			  "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[STMT_CLEAR_WORK] = "DELETE FROM step_work WHERE step = ?1",
	[STMT_PUT_WORK] = "INSERT INTO step_work (step, position, theme, tables) "
			  "VALUES (?1, ?2, ?3, ?4)",
	[STMT_CLEAR_CARD_WORDS] = "DELETE FROM card_word WHERE card = ?1",
	[STMT_PUT_CARD_WORD] = "INSERT INTO card_word (card, version, variant) VALUES (?1, ?2, ?3)",
	[STMT_CLEAR_WEIGHED] = "DELETE FROM weighing_idea WHERE weighing = ?1",
	[STMT_PUT_WEIGHED] = "INSERT INTO weighing_idea (weighing, position, idea, points, tables) "
			     "VALUES (?1, ?2, ?3, ?4, ?5)",
	[STMT_CLEAR_SHARES] = "DELETE FROM ballot_share WHERE ballot = ?1",
	[STMT_PUT_SHARE] = "INSERT INTO ballot_share (ballot, position, idea, points) "
			   "VALUES (?1, ?2, ?3, ?4)",
	[STMT_CLEAR_PLAN_TEXT] = "DELETE FROM plan_text WHERE plan = ?1",
	[STMT_PUT_PLAN_TEXT] = "INSERT INTO plan_text (plan, field, position, version) "
			       "VALUES (?1, ?2, ?3, ?4)",

	/* In all of them ?1 is id, ?2 seq. */
	[STMT_PUT + ENTITY_SUMMIT] =
		"INSERT INTO summit (id, seq, name, place, date, language, step) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET "
		"seq = excluded.seq, name = excluded.name, place = excluded.place, "
		"date = excluded.date, language = excluded.language, step = excluded.step",
	[STMT_PUT + ENTITY_ROOM] =
		"INSERT INTO room (id, seq, number, name) VALUES (?1, ?2, ?3, ?4) "
		"ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, "
		"number = excluded.number, name = excluded.name",
	[STMT_PUT + ENTITY_TABLE] =
		"INSERT INTO hall_table (id, seq, number, room) VALUES (?1, ?2, ?3, ?4) "
		"ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, number = excluded.number, "
		"room = excluded.room",
	[STMT_PUT + ENTITY_THEME] =
		"INSERT INTO theme (id, seq, number, title, description) "
		"VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, "
		"number = excluded.number, title = excluded.title, "
		"description = excluded.description",
	[STMT_PUT + ENTITY_STEP] =
		"INSERT INTO step (id, seq, number, kind, title, minutes, question, started, "
		"ended, makes, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
		"ON CONFLICT (id) DO UPDATE SET "
		"seq = excluded.seq, number = excluded.number, kind = excluded.kind, "
		"title = excluded.title, minutes = excluded.minutes, question = excluded.question, "
		"started = excluded.started, ended = excluded.ended, "
		"makes = excluded.makes, fields = excluded.fields",
	[STMT_PUT + ENTITY_SCENE] =
		"INSERT INTO scene (id, seq, room, kind) VALUES (?1, ?2, ?3, ?4) "
		"ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, room = excluded.room, "
		"kind = excluded.kind",
	/* A card's table, number and time never change: its index is left alone. */
	[STMT_PUT + ENTITY_CARD] =
		"INSERT INTO card (id, seq, hall_table, number, step, theme, kind, late, at, "
		"version, read, idea, withdrawn, held) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) "
		"ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, step = excluded.step, "
		"theme = excluded.theme, kind = excluded.kind, late = excluded.late, "
		"version = excluded.version, read = excluded.read, idea = excluded.idea, "
		"withdrawn = excluded.withdrawn, held = excluded.held",
	[STMT_PUT + ENTITY_IDEA] =
		"INSERT INTO idea (id, seq, theme, version, state) VALUES (?1, ?2, ?3, ?4, ?5) "
		"ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, theme = excluded.theme, "
		"version = excluded.version, state = excluded.state",
	[STMT_PUT + ENTITY_PLAN] =
		"INSERT INTO plan (id, seq, hall_table, step, theme, handed, card) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET "
		"seq = excluded.seq, handed = excluded.handed, card = excluded.card",

	[STMT_PUT + ENTITY_WEIGHING] =
		"INSERT INTO weighing (id, seq, title, step, points, state, ballots) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET "
		"seq = excluded.seq, title = excluded.title, step = excluded.step, "
		"points = excluded.points, state = excluded.state, ballots = excluded.ballots",
	[STMT_PUT + ENTITY_BALLOT] =
		"INSERT INTO ballot (id, seq, weighing, hall_table, at, late) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET "
		"seq = excluded.seq, at = excluded.at, late = excluded.late",
	[STMT_PUT + ENTITY_CALL] =
		"INSERT INTO call (id, seq, hall_table, kind, at, ended) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
		"ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, ended = excluded.ended",
	[STMT_PUT + ENTITY_NOTICE] =
		"INSERT INTO notice (id, seq, text, room, hall_table, at, ended) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
		"ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, ended = excluded.ended",
	[STMT_PUT + ENTITY_RECEIPT] = "INSERT INTO receipt (id, seq, notice, hall_table, at) "
				      "VALUES (?1, ?2, ?3, ?4, ?5)",
	[STMT_PUT + ENTITY_SIGNOFF] =
		"INSERT INTO signoff (id, seq, hall_table, step, seen, at) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET "
		"seq = excluded.seq, seen = excluded.seen, at = excluded.at",

	[STMT_PUT_CHANGE + ENTITY_SUMMIT] = CHANGE("summit", SUMMIT_BODY, "summit"),
	[STMT_PUT_CHANGE + ENTITY_ROOM] = CHANGE("room", ROOM_BODY, "room"),
	[STMT_PUT_CHANGE + ENTITY_TABLE] = CHANGE("table", TABLE_BODY, "hall_table"),
	[STMT_PUT_CHANGE + ENTITY_THEME] = CHANGE("theme", THEME_BODY, "theme"),
	[STMT_PUT_CHANGE + ENTITY_STEP] = CHANGE("step", STEP_BODY, "step"),
	[STMT_PUT_CHANGE + ENTITY_SCENE] = CHANGE("scene", SCENE_BODY, "scene"),
	[STMT_PUT_CHANGE + ENTITY_CARD] = CHANGE("card", CARD_BODY, "card"),
	[STMT_PUT_CHANGE + ENTITY_IDEA] = CHANGE("idea", IDEA_BODY, "idea"),
	[STMT_PUT_CHANGE + ENTITY_PLAN] = CHANGE("plan", PLAN_BODY, "plan"),
	[STMT_PUT_CHANGE + ENTITY_WEIGHING] = CHANGE("weighing", WEIGHING_BODY, "weighing"),
	[STMT_PUT_CHANGE + ENTITY_BALLOT] = CHANGE("ballot", BALLOT_BODY, "ballot"),
	[STMT_PUT_CHANGE + ENTITY_CALL] = CHANGE("call", CALL_BODY, "call"),
	[STMT_PUT_CHANGE + ENTITY_NOTICE] = CHANGE("notice", NOTICE_BODY, "notice"),
	[STMT_PUT_CHANGE + ENTITY_RECEIPT] = CHANGE("receipt", RECEIPT_BODY, "receipt"),
	[STMT_PUT_CHANGE + ENTITY_SIGNOFF] = CHANGE("signoff", SIGNOFF_BODY, "signoff"),
};

bool sql_prepare(struct store *st, struct err *e)
{
	for (int i = 0; i < STMTS; i++)
		if (sqlite3_prepare_v3(st->db, texts[i], -1, SQLITE_PREPARE_PERSISTENT,
				       &st->stmts[i], NULL) != SQLITE_OK)
			return sql_fail(st, e);
	return true;
}

bool sql_exec(struct store *st, const char *sql, struct err *e)
{
	return sqlite3_exec(st->db, sql, NULL, NULL, NULL) == SQLITE_OK || sql_fail(st, e);
}

static void bound(int rc)
{
	if (rc != SQLITE_OK) {
		fprintf(stderr, "burgertop: a value cannot be bound: %s\n", sqlite3_errstr(rc));
		abort();
	}
}

void bind_int(sqlite3_stmt *s, int at, int64_t value)
{
	bound(sqlite3_bind_int64(s, at, value));
}

void bind_text(sqlite3_stmt *s, int at, const char *text)
{
	bound(sqlite3_bind_text(s, at, text, -1, SQLITE_STATIC));
}

void bind_id(sqlite3_stmt *s, int at, const struct id *id)
{
	char text[ID_TEXT_LEN + 1];

	id_write(id, text);
	bound(sqlite3_bind_text(s, at, text, ID_TEXT_LEN, SQLITE_TRANSIENT));
}

const char *column_text(sqlite3_stmt *s, int column)
{
	const unsigned char *text = sqlite3_column_text(s, column);

	return text ? (const char *)text : "";
}

bool column_is_null(sqlite3_stmt *s, int column)
{
	return sqlite3_column_type(s, column) == SQLITE_NULL;
}

bool column_id(sqlite3_stmt *s, int column, struct id *out)
{
	return id_read(column_text(s, column), out);
}

static int put_back(sqlite3_stmt *s)
{
	int rc = sqlite3_reset(s);

	sqlite3_clear_bindings(s);
	return rc;
}

int sql_run(struct store *st, enum stmt which)
{
	sqlite3_stmt *s = st->stmts[which];
	int rc = sqlite3_step(s);

	assert(rc != SQLITE_ROW);
	return put_back(s);
}

bool sql_each(struct store *st, enum stmt which, bool (*row)(void *self, sqlite3_stmt *s),
	      void *self, struct err *e)
{
	sqlite3_stmt *s = st->stmts[which];
	bool good = true;

	assert(!sqlite3_stmt_busy(s));
	while (good && sqlite3_step(s) == SQLITE_ROW)
		good = row(self, s);
	if (!good) {
		put_back(s);
		return false;
	}
	return put_back(s) == SQLITE_OK || sql_fail(st, e);
}

bool sql_fail(struct store *st, struct err *e)
{
	int code = sqlite3_extended_errcode(st->db);
	const char *more = "";

	switch (code & 0xff) {
	case SQLITE_NOMEM:
		fputs("burgertop: out of memory\n", stderr);
		abort();
	case SQLITE_CORRUPT:
		more = "; burgertop check says more, and the newest backup may be whole";
		break;
	case SQLITE_BUSY:
		more = "; end what else uses the file";
		break;
	}
	return err_set(e, ERR_DATABASE, "%s: %s%s", st->path, sqlite3_errmsg(st->db), more);
}
