#include "record/links.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct loading {
	struct links *links;
	const struct secret_key *key;
	const char *base;
	size_t base_len;
};

void links_key_path(const char *db, char *out, size_t size)
{
	snprintf(out, size, "%s.key", db);
}

static void add_link(struct links *links, const struct link *link)
{
	links->items = mem_grow(links->items, links->count + 1, sizeof *link);
	links->items[links->count++] = *link;
}

/* The page of a seat is its kind: table/12 joins at /table. Who looks on there sees what it sees.
 */
static void add_page(struct buf *url, const char *seat)
{
	if (!strncmp(seat, "observer/", strlen("observer/")))
		buf_text(url, "table");
	else
		buf_add(url, seat, strcspn(seat, "/"));
}

static void add_seat(void *self, const struct seat_row *row)
{
	struct loading *l = self;
	struct link link = {0};
	struct buf url = {0};
	char code[SECRET_CODE_LEN + 1];

	snprintf(link.seat, sizeof link.seat, "%s", row->name);
	secret_token(l->key, row->name, row->generation, link.token);
	secret_code(l->key, row->name, row->generation, code);
	snprintf(link.code, sizeof link.code, "%.4s-%.4s", code, code + 4);
	buf_print(&url, "%.*s/", (int)l->base_len, l->base);
	add_page(&url, row->name);
	buf_print(&url, "#%s", link.token);
	link.url = url.data;
	add_link(l->links, &link);
}

bool links_load(struct links *links, struct store *store, const struct secret_key *key,
		const char *base, struct err *e)
{
	struct loading l = {links, key, base, strlen(base)};

	*links = (struct links){0};
	while (l.base_len && base[l.base_len - 1] == '/')
		l.base_len--;
	return store_each_seat(store, add_seat, &l, e);
}

void links_finish(struct links *links)
{
	for (size_t i = 0; i < links->count; i++)
		free(links->items[i].url);
	free(links->items);
	*links = (struct links){0};
}

const struct link *links_find(const struct links *links, const char *seat)
{
	for (size_t i = 0; i < links->count; i++)
		if (!strcmp(links->items[i].seat, seat))
			return &links->items[i];
	return NULL;
}

void links_print(const struct links *links, FILE *out)
{
	for (size_t i = 0; i < links->count; i++)
		fprintf(out, "%-12s %s  %s\n", links->items[i].seat, links->items[i].code,
			links->items[i].url);
}

void links_write(const struct links *links, struct buf *out)
{
	json_t *all = json_array();
	char *text;

	for (size_t i = 0; i < links->count; i++) {
		const struct link *link = &links->items[i];
		json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:s}", "seat", link->seat,
						     "link", link->url, "code", link->code, "token",
						     link->token));
	}
	text = json_dumps(all, JSON_INDENT(2));
	buf_text(out, text);
	buf_text(out, "\n");
	free(text);
	json_decref(all);
}

static bool read_link(const json_t *value, struct links *links)
{
	const char *seat = json_string_value(json_object_get(value, "seat"));
	const char *url = json_string_value(json_object_get(value, "link"));
	const char *code = json_string_value(json_object_get(value, "code"));
	const char *token = json_string_value(json_object_get(value, "token"));
	struct link link = {0};

	if (!seat || !url || !code || !token || strlen(seat) >= sizeof link.seat ||
	    strlen(code) >= sizeof link.code || strlen(token) >= sizeof link.token)
		return false;
	snprintf(link.seat, sizeof link.seat, "%s", seat);
	snprintf(link.code, sizeof link.code, "%s", code);
	snprintf(link.token, sizeof link.token, "%s", token);
	link.url = mem_copy_text(url, strlen(url));
	add_link(links, &link);
	return true;
}

bool links_read(const char *path, struct links *links, struct err *e)
{
	json_error_t why;
	json_t *all = json_load_file(path, JSON_REJECT_DUPLICATES, &why);
	bool good = json_is_array(all);

	*links = (struct links){0};
	if (!all)
		return err_set(e, ERR_FILE, "%s, line %d: %s", path, why.line, why.text);
	for (size_t i = 0; good && i < json_array_size(all); i++)
		good = read_link(json_array_get(all, i), links);
	json_decref(all);
	if (good)
		return true;
	links_finish(links);
	return err_set(e, ERR_FILE, "%s: not what `burgertop links --json` prints", path);
}
