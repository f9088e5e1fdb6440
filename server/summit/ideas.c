#include "summit/ideas.h"

#include "base/mem.h"
#include "summit/cards.h"

static struct idea *find(struct summit *s, const struct id *id, struct err *e)
{
	struct idea *idea = summit_find(s, ENTITY_IDEA, id);

	if (!idea)
		err_set(e, ERR_UNKNOWN_ID, "id: there is no such idea");
	return idea;
}

static struct idea *find_version(struct summit *s, const struct id *id, uint64_t version,
				 struct err *e)
{
	struct idea *idea = find(s, id, e);

	if (!idea || idea->title->seq == version)
		return idea;
	err_set(e, ERR_VERSION_CHANGED, "the title is \"%.120s\", version %llu, by now",
		idea->title->text, (unsigned long long)idea->title->seq);
	return NULL;
}

bool idea_add(struct summit *s, const struct id *id, const struct id *theme_id, const char *title,
	      size_t title_len, const struct card_version *cards, size_t card_count, struct err *e)
{
	struct theme *theme = summit_find(s, ENTITY_THEME, theme_id);

	if (!summit_id_is_free(s, id, e))
		return false;
	if (!theme)
		return err_set(e, ERR_UNKNOWN_ID, "theme: there is no such theme");
	for (size_t i = 0; i < card_count; i++)
		if (!card_find_version(s, &cards[i].id, cards[i].version, e))
			return false;

	struct idea *idea = mem_new(sizeof *idea);
	idea->e.type = ENTITY_IDEA;
	idea->e.id = *id;
	idea->theme = theme;
	idea->state = IDEA_DRAFT;
	idea->title = word_create(title, title_len);
	summit_add(s, &idea->e);
	summit_touch(s, &idea->e, idea->title);
	for (size_t i = 0; i < card_count; i++)
		card_settle(s, summit_find(s, ENTITY_CARD, &cards[i].id), idea);
	return true;
}

bool idea_edit(struct summit *s, const struct id *id, uint64_t base, const char *title,
	       size_t title_len, struct err *e)
{
	struct idea *idea = find_version(s, id, base, e);

	if (!idea)
		return false;
	summit_spend(s, idea->title);
	idea->title = word_create(title, title_len);
	summit_touch(s, &idea->e, idea->title);
	return true;
}

static void set_state(struct summit *s, struct idea *idea, enum idea_state state)
{
	if (idea->state == state)
		return;
	idea->state = state;
	summit_touch(s, &idea->e, NULL);
	for (struct card *card = idea->cards; card; card = card->idea_next)
		summit_touch(s, &card->e, NULL);
}

bool idea_publish(struct summit *s, const struct id *id, uint64_t version, struct err *e)
{
	struct idea *idea = find_version(s, id, version, e);

	if (idea)
		set_state(s, idea, IDEA_PUBLISHED);
	return idea;
}

bool idea_withdraw(struct summit *s, const struct id *id, struct err *e)
{
	struct idea *idea = find(s, id, e);

	if (idea)
		set_state(s, idea, IDEA_DRAFT);
	return idea;
}
