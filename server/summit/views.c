#include "summit/views.h"

static bool sees_card(enum view view, const struct table *table, const struct card *card)
{
	switch (view) {
	case VIEW_PUBLIC:
		return card->read && card->idea && card->idea->state == IDEA_PUBLISHED;
	case VIEW_TABLE:
		return card->table == table;
	case VIEW_TEAM:
		return true;
	}
	return false;
}

static bool sees_own(enum view view, const struct table *table, const struct table *own)
{
	return view == VIEW_TEAM || (view == VIEW_TABLE && own == table);
}

bool view_sees(enum view view, const struct table *table, const struct entity *e)
{
	switch (e->type) {
	case ENTITY_CARD:
		return sees_card(view, table, (const struct card *)e);
	case ENTITY_IDEA:
		return view == VIEW_TEAM || ((const struct idea *)e)->state == IDEA_PUBLISHED;
	case ENTITY_PLAN:
		return sees_own(view, table, ((const struct table_plan *)e)->table);
	case ENTITY_SUMMIT:
	case ENTITY_ROOM:
	case ENTITY_TABLE:
	case ENTITY_THEME:
	case ENTITY_STEP:
	case ENTITY_SCENE:
	case ENTITY_TALLY:
	case ENTITY_TYPES:
		break;
	}
	return true;
}

bool view_is_own(const struct entity *e)
{
	return e->type == ENTITY_CARD || e->type == ENTITY_PLAN;
}
