#include "wire/plan_work.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* For each table, the number of the theme that it works on; 0 for none. */
struct deal {
	const struct summit *s;
	bool complete;
	unsigned *theme_of; /* by table number */
};

/* The rule of plan.h: in turn, so that each room has all themes; on by one from round to round, so
 * that no table keeps its theme. */
static void spread(struct deal *d, unsigned round)
{
	if (!d->s->theme_count)
		return;
	for (unsigned table = 1; table <= d->s->table_count; table++)
		d->theme_of[table] = (table + round - 2) % (unsigned)d->s->theme_count + 1;
}

static void deal_range(struct plan_reader *r, const struct plan_place *at, struct deal *d,
		       unsigned theme, unsigned first, unsigned last)
{
	unsigned count = (unsigned)d->s->table_count;
	bool told = false;

	if (first > last) {
		plan_problem(r, at, NULL, "%u-%u runs backwards", first, last);
		return;
	}
	if (d->complete && (first < 1 || last > count))
		plan_problem(r, at, NULL, "no table has the number %u", first < 1 ? first : last);
	for (unsigned table = first < 1 ? 1 : first; table <= last && table <= count; table++) {
		if (d->theme_of[table] && !told) {
			plan_problem(r, at, NULL, "table %u has a theme in this round already",
				     table);
			told = true;
		}
		d->theme_of[table] = theme;
	}
}

/* A number of at most six digits, and the spaces around it. */
static bool scan_number(const char **text, unsigned *out)
{
	const char *c = *text + strspn(*text, " ");
	size_t digits = strspn(c, "0123456789");

	if (!digits || digits > 6)
		return false;
	*out = (unsigned)strtoul(c, NULL, 10);
	c += digits;
	*text = c + strspn(c, " ");
	return true;
}

/* "1-12, 15" */
static void deal_tables(struct plan_reader *r, const struct plan_place *at, struct deal *d,
			unsigned theme, const char *text)
{
	for (;;) {
		unsigned first, last;
		if (!scan_number(&text, &first))
			break;
		last = first;
		if (*text == '-') {
			text++;
			if (!scan_number(&text, &last))
				break;
		}
		deal_range(r, at, d, theme, first, last);
		if (!*text)
			return;
		if (*text++ != ',')
			break;
	}
	plan_problem(r, at, NULL, "must be table numbers such as \"1-12, 15\"");
}

static void entry_read(struct plan_reader *r, const struct plan_place *at, json_t *entry,
		       struct deal *d)
{
	static const char *const known[] = {"theme", "tables", NULL};
	const struct plan_place tables_at = {at, "tables", 0};
	unsigned theme = 0;

	if (!plan_check(r, at, entry, known))
		return;
	if (plan_number(r, at, entry, "theme", 1, 1000000, true, &theme) && d->complete &&
	    theme > d->s->theme_count)
		plan_problem(r, at, "theme", "no theme has the number %u", theme);
	/* A theme that is wrong still takes its tables, so that theirs are noted too. */
	const json_t *tables = json_object_get(entry, "tables");
	if (!tables)
		plan_problem(r, at, "tables", "is missing");
	else if (!json_is_string(tables))
		plan_problem(r, at, "tables", "must be table numbers such as \"1-12, 15\"");
	else
		deal_tables(r, &tables_at, d, theme ? theme : 1, json_string_value(tables));
}

static void work_build(const struct deal *d, struct step *step)
{
	const struct summit *s = d->s;

	for (unsigned theme = 1; theme <= s->theme_count; theme++) {
		struct work work = {.theme = s->themes[theme - 1]};
		for (unsigned table = 1; table <= s->table_count; table++) {
			if (d->theme_of[table] != theme)
				continue;
			work.tables =
				mem_grow(work.tables, work.table_count + 1, sizeof *work.tables);
			work.tables[work.table_count++] = table;
		}
		if (!work.table_count)
			continue;
		step->work = mem_grow(step->work, step->work_count + 1, sizeof *step->work);
		step->work[step->work_count++] = work;
	}
}

void plan_work(struct plan_reader *r, const struct plan_place *at, const json_t *value,
	       const struct summit *s, unsigned round, bool complete, struct step *step)
{
	struct deal d = {s, complete, mem_new((s->table_count + 1) * sizeof *d.theme_of)};
	const char *word = json_string_value(value);

	if (!value || (word && !strcmp(word, "spread"))) {
		spread(&d, round);
	} else if (!json_is_array(value) || !json_array_size(value)) {
		plan_problem(r, at, NULL,
			     "must be \"spread\" or a list of themes with their tables");
	} else {
		for (size_t i = 0; i < json_array_size(value); i++) {
			const struct plan_place entry_at = {at, NULL, i};
			entry_read(r, &entry_at, json_array_get(value, i), &d);
		}
	}
	work_build(&d, step);
	free(d.theme_of);
}
