#include "cli/rehearsal/sight.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/secret.h"

struct thing *sights_find(const struct sights *s, const struct id *id)
{
	return id_map_get(&s->things, id);
}

static struct thing *thing_of(struct sights *s, const struct id *id)
{
	struct thing *thing = sights_find(s, id);

	if (thing)
		return thing;
	thing = mem_new(sizeof *thing);
	thing->id = *id;
	thing->index = (uint32_t)s->thing_count;
	id_map_put(&s->things, &thing->id, thing);
	s->thing_list = mem_grow(s->thing_list, s->thing_count + 1, sizeof thing);
	s->thing_list[s->thing_count++] = thing;
	return thing;
}

static uint64_t hash_of(const struct peer_entity *e)
{
	struct buf b = {0};
	uint64_t version = e->type == ENTITY_CARD ? e->card.version : e->version, hash;

	buf_add(&b, &e->type, sizeof e->type);
	buf_add(&b, &e->id, sizeof e->id);
	buf_add(&b, &version, sizeof version);
	buf_add(&b, &e->card.idea, sizeof e->card.idea);
	buf_add(&b, &e->card.withdrawn, sizeof e->card.withdrawn);
	buf_text(&b, e->type == ENTITY_CARD ? e->card.number : "");
	buf_text(&b, e->type == ENTITY_CARD ? e->card.text : e->title);
	hash = secret_hash(b.data, b.len);
	buf_finish(&b);
	return hash;
}

static struct seen seen_of(struct thing *thing, const struct peer_entity *e)
{
	struct seen seen = {.thing = thing, .type = e->type, .seq = e->seq, .gone = e->gone};

	if (e->gone)
		return seen;
	seen.hash = hash_of(e);
	seen.published = e->published;
	if (e->type == ENTITY_CARD) {
		seen.idea = e->card.idea;
		seen.withdrawn = e->card.withdrawn;
		seen.table = (unsigned)strtoul(e->card.number, NULL, 10);
	}
	return seen;
}

/* The number of this state: one that is known already, or a new one. */
static uint32_t learn(struct sights *s, enum audience audience, const struct peer_entity *e)
{
	struct thing *thing = thing_of(s, &e->id);
	struct seen seen = seen_of(thing, e);
	const struct seen *known = &s->seen[thing->newest[audience]];

	if (thing->newest[audience] && known->seq == seen.seq && known->gone == seen.gone) {
		if (known->hash == seen.hash && known->published == seen.published)
			return thing->newest[audience];
		s->contradicted++;
	}
	if (s->seen_count + 1 >= s->seen_room) {
		s->seen_room = s->seen_room ? s->seen_room * 2 : 1024;
		s->seen = mem_grow(s->seen, s->seen_room, sizeof *s->seen);
	}
	s->seen[++s->seen_count] = seen;
	thing->newest[audience] = (uint32_t)s->seen_count;
	thing->shown[audience] |= !seen.gone;
	return thing->newest[audience];
}

void sights_epoch(struct sights *s, const struct id *epoch)
{
	if (id_equal(&s->epoch, epoch))
		return;
	s->epoch = *epoch;
	for (size_t i = 0; i < s->thing_count; i++)
		memset(s->thing_list[i]->newest, 0, sizeof s->thing_list[i]->newest);
}

static void forget(struct heard *heard)
{
	free(heard->bytes);
	free(heard->seen);
	reply_finish(&heard->reply);
	*heard = (struct heard){0};
}

static bool read_message(struct sights *s, enum audience audience, struct heard *out, struct err *e)
{
	const struct reply *reply = &out->reply;

	if (!reply_read(out->bytes, out->len, &out->reply, e))
		return false;
	out->seen = mem_grow(NULL, reply->set_count + 1, sizeof *out->seen);
	for (size_t i = 0; i < reply->set_count; i++)
		if (reply->set[i].type == ENTITY_CARD || reply->set[i].type == ENTITY_IDEA)
			out->seen[out->seen_count++] = learn(s, audience, &reply->set[i]);
	return true;
}

const struct heard *sights_hear(struct sights *s, enum audience audience, const char *message,
				size_t len, struct err *e)
{
	struct heard *place, fresh = {.len = len};

	for (size_t i = 0; i < HEARD_KEPT; i++) {
		struct heard *kept = &s->kept[audience][i];
		if (kept->bytes && kept->len == len && !memcmp(kept->bytes, message, len))
			return kept;
	}
	if (!s->seen) /* number 0 is no state */
		s->seen = mem_new((s->seen_room = 1024) * sizeof *s->seen);
	fresh.bytes = mem_copy_text(message, len);
	if (!read_message(s, audience, &fresh, e)) {
		forget(&fresh);
		return NULL;
	}
	place = &s->other;
	if (fresh.reply.kind == REPLY_STATE)
		place = &s->kept[audience][s->next[audience]++ % HEARD_KEPT];
	forget(place);
	*place = fresh;
	return place;
}

static void make_room(uint32_t **list, size_t *room, size_t wanted)
{
	size_t wider = *room ? *room : 64;

	if (wanted <= *room)
		return;
	while (wider < wanted)
		wider *= 2;
	*list = mem_grow(*list, wider, sizeof **list);
	memset(*list + *room, 0, (wider - *room) * sizeof **list);
	*room = wider;
}

static bool newly_published(const struct sights *s, uint32_t before, const struct seen *now)
{
	return now->type == ENTITY_IDEA && now->published && !(before && s->seen[before].published);
}

static void begin_full(struct sight *own)
{
	if (own->coming)
		memset(own->coming, 0, own->coming_room * sizeof *own->coming);
	own->gathering = true;
}

static void end_full(struct sight *own)
{
	uint32_t *has = own->has;
	size_t room = own->has_room;

	own->has = own->coming;
	own->has_room = own->coming_room;
	own->coming = has;
	own->coming_room = room;
	own->gathering = false;
}

static uint32_t held(const struct sight *own, uint32_t index)
{
	return index < own->has_room ? own->has[index] : 0;
}

void sight_take(struct sights *s, struct sight *own, const struct heard *heard,
		void (*fresh)(void *self, const struct thing *idea), void *self)
{
	const struct reply *reply = &heard->reply;
	uint32_t **list = reply->full ? &own->coming : &own->has;
	size_t *room = reply->full ? &own->coming_room : &own->has_room;

	if (reply->full && reply->part <= 1)
		begin_full(own);
	make_room(list, room, s->thing_count + 1);
	for (size_t i = 0; i < heard->seen_count; i++) {
		const struct seen *seen = &s->seen[heard->seen[i]];
		uint32_t index = seen->thing->index, before = held(own, index);
		if (!reply->full && before && s->seen[before].seq > seen->seq)
			continue;
		(*list)[index] = seen->gone ? 0 : heard->seen[i];
		if (newly_published(s, before, seen))
			fresh(self, seen->thing);
	}
	if (reply->full && reply->last)
		end_full(own);
	if (!reply->full || reply->last) {
		own->cursor = reply->seq;
		own->has_cursor = true;
	}
}

void sight_break_off(struct sight *own)
{
	own->gathering = false;
}

const struct seen *sight_of(const struct sights *s, const struct sight *own, const struct id *id)
{
	const struct thing *thing = sights_find(s, id);
	uint32_t number = thing ? held(own, thing->index) : 0;
	return number ? &s->seen[number] : NULL;
}

struct fold sight_fold(const struct sights *s, const struct sight *own,
		       bool (*wanted)(const void *self, const struct seen *seen), const void *self)
{
	struct fold fold = {0};

	for (size_t i = 0; i < own->has_room; i++) {
		const struct seen *seen = &s->seen[own->has[i]];
		if (!own->has[i] || (wanted && !wanted(self, seen)))
			continue;
		fold.ideas += seen->type == ENTITY_IDEA;
		fold.cards += seen->type == ENTITY_CARD;
		fold.hash += seen->hash;
	}
	return fold;
}

bool fold_equal(const struct fold *a, const struct fold *b)
{
	return a->ideas == b->ideas && a->cards == b->cards && a->hash == b->hash;
}

void sight_finish(struct sight *own)
{
	free(own->has);
	free(own->coming);
	*own = (struct sight){0};
}

void sights_finish(struct sights *s)
{
	for (size_t a = 0; a < AUDIENCES; a++)
		for (size_t i = 0; i < HEARD_KEPT; i++)
			forget(&s->kept[a][i]);
	forget(&s->other);
	for (size_t i = 0; i < s->thing_count; i++)
		free(s->thing_list[i]);
	free(s->thing_list);
	free(s->seen);
	id_map_finish(&s->things);
}
