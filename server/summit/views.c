#include "summit/views.h"

#include "summit/hall.h"

static bool is_team(enum view view)
{
	return view == VIEW_TEAM || view == VIEW_CONTROL;
}

static bool sees_card(enum view view, const struct table *table, const struct card *card)
{
	if (card->held)
		return view == VIEW_CONTROL;
	switch (view) {
	case VIEW_PUBLIC:
		return card->read && !card->withdrawn && card->idea &&
		       card->idea->state == IDEA_PUBLISHED;
	case VIEW_TABLE:
		return card->table == table;
	case VIEW_TEAM:
	case VIEW_CONTROL:
		return true;
	}
	return false;
}

/* What is between a table and the team. */
static bool sees_own(enum view view, const struct table *viewer, const struct table *table)
{
	return is_team(view) || (view == VIEW_TABLE && table == viewer);
}

static bool sees_notice(enum view view, const struct table *table, const struct notice *notice)
{
	return is_team(view) || (view == VIEW_TABLE && notice_is_for(notice, table));
}

bool view_is_of_some_tables(const struct entity *e)
{
	switch (e->type) {
	case ENTITY_CARD:
	case ENTITY_PLAN:
	case ENTITY_BALLOT:
	case ENTITY_CALL:
	case ENTITY_NOTICE:
	case ENTITY_RECEIPT:
	case ENTITY_SIGNOFF:
		return true;
	default:
		return false;
	}
}

bool view_sees(enum view view, const struct table *table, const struct entity *e)
{
	switch (e->type) {
	case ENTITY_CARD:
		return sees_card(view, table, (const struct card *)e);
	case ENTITY_IDEA:
		return is_team(view) || ((const struct idea *)e)->state == IDEA_PUBLISHED;
	case ENTITY_PLAN:
		return sees_own(view, table, ((const struct table_plan *)e)->table);
	case ENTITY_WEIGHING:
		return is_team(view) || ((const struct weighing *)e)->state != WEIGHING_DRAFT;
	case ENTITY_BALLOT:
		return sees_own(view, table, ((const struct ballot *)e)->table);
	case ENTITY_CALL:
		return sees_own(view, table, ((const struct call *)e)->table);
	case ENTITY_NOTICE:
		return sees_notice(view, table, (const struct notice *)e);
	case ENTITY_RECEIPT:
		return sees_own(view, table, ((const struct receipt *)e)->table);
	case ENTITY_SIGNOFF:
		return sees_own(view, table, ((const struct signoff *)e)->table);
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
