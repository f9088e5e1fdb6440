/* What happened around the tables, for people with a spreadsheet. */
#include "record/csv_write.h"
#include "record/tables.h"

static void put_table(struct csv *csv, const struct table *table)
{
	csv_number(csv, table->number);
	csv_text(csv, table->room->name);
}

bool csv_write_calls(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	static const char *const header[] = {"table", "room", "kind", "at", "ended"};
	struct csv csv = {file, false};

	(void)store;
	(void)e;
	csv_header(&csv, header, sizeof header / sizeof header[0]);
	for (size_t i = 0; i < s->call_count; i++) {
		const struct call *call = s->calls[i];
		put_table(&csv, call->table);
		csv_text(&csv, call_kind_words[call->kind]);
		csv_time(&csv, call->at_ms);
		csv_time(&csv, call->ended_ms);
		csv_end(&csv);
	}
	return true;
}

static size_t seen_by(const struct notice *notice)
{
	size_t count = 0;

	for (const struct receipt *r = notice->receipts; r; r = r->next)
		count++;
	return count;
}

bool csv_write_notices(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	static const char *const header[] = {"text", "room",  "table",
					     "at",   "ended", "seen_by_tables"};
	struct csv csv = {file, false};

	(void)store;
	(void)e;
	csv_header(&csv, header, sizeof header / sizeof header[0]);
	for (size_t i = 0; i < s->notice_count; i++) {
		const struct notice *notice = s->notices[i];
		csv_text(&csv, notice->text);
		csv_text(&csv, notice->room ? notice->room->name : NULL);
		if (notice->table)
			csv_number(&csv, notice->table->number);
		else
			csv_text(&csv, NULL);
		csv_time(&csv, notice->at_ms);
		csv_time(&csv, notice->ended_ms);
		csv_number(&csv, seen_by(notice));
		csv_end(&csv);
	}
	return true;
}

bool csv_write_signoffs(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	static const char *const header[] = {"table", "room", "round", "at", "seen"};
	struct csv csv = {file, false};

	(void)store;
	(void)e;
	csv_header(&csv, header, sizeof header / sizeof header[0]);
	for (size_t i = 0; i < s->signoff_count; i++) {
		const struct signoff *signoff = s->signoffs[i];
		put_table(&csv, signoff->table);
		csv_text(&csv, signoff->step->title);
		csv_time(&csv, signoff->at_ms);
		csv_number(&csv, signoff->seen);
		csv_end(&csv);
	}
	return true;
}
