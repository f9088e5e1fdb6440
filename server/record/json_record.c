#include <jansson.h>
#include <stdlib.h>

#include "record/tables.h"
#include "wire/reply.h"

static void put_text(FILE *file, const char *key, const char *text)
{
	json_t *value = json_string(text);
	char *json = json_dumps(value, JSON_ENCODE_ANY);

	fprintf(file, "\"%s\":%s", key, json);
	free(json);
	json_decref(value);
}

static void put_entities(FILE *file, const char *key, const struct summit *s, enum entity_type type)
{
	struct buf b = {0};
	bool first = true;

	fprintf(file, ",\n\"%s\":[", key);
	for (const struct entity *x = s->oldest; x; x = x->newer) {
		if (x->type != type)
			continue;
		buf_clear(&b);
		entity_write(&b, x, VIEW_TEAM);
		fprintf(file, "%s\n%s", first ? "" : ",", b.data);
		first = false;
	}
	fputs("]", file);
	buf_finish(&b);
}

struct history {
	FILE *file;
	uint64_t until;
	bool first;
};

static void put_change(void *self, const struct history_row *row)
{
	struct history *h = self;
	char id[ID_TEXT_LEN + 1], op[ID_TEXT_LEN + 1];

	if (row->seq > h->until)
		return;
	id_write(&row->id, id);
	id_write(&row->op, op);
	fprintf(h->file, "%s\n{\"seq\":%llu,\"at\":%lld,", h->first ? "" : ",",
		(unsigned long long)row->seq, (long long)row->at_ms);
	put_text(h->file, "seat", row->seat);
	fputs(",", h->file);
	put_text(h->file, "command", row->command);
	fprintf(h->file, ",\"op\":\"%s\",\"type\":\"%s\",\"id\":\"%s\",\"body\":%s}", op,
		entity_type_words[row->type], id, row->body);
	h->first = false;
}

bool json_write_record(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	struct history h = {file, s->seq, true};
	struct buf summit = {0};

	entity_write(&summit, &s->event.e, VIEW_TEAM);
	fputs("{", file);
	put_text(file, "format", "burgertop-record/1");
	fprintf(file, ",\n\"seq\":%llu,\n\"summit\":%s", (unsigned long long)s->seq, summit.data);
	buf_finish(&summit);
	put_entities(file, "rooms", s, ENTITY_ROOM);
	put_entities(file, "tables", s, ENTITY_TABLE);
	put_entities(file, "themes", s, ENTITY_THEME);
	put_entities(file, "steps", s, ENTITY_STEP);
	put_entities(file, "scenes", s, ENTITY_SCENE);
	put_entities(file, "ideas", s, ENTITY_IDEA);
	put_entities(file, "cards", s, ENTITY_CARD);
	fputs(",\n\"history\":[", file);
	if (!store_each_change(store, put_change, &h, e))
		return false;
	fputs("]}\n", file);
	return !ferror(file) ||
	       err_set(e, ERR_FILE, "the record cannot be written: is the disk full?");
}
