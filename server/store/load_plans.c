/* Plans and their texts. */
#include "base/mem.h"
#include "store/load.h"

bool load_plan(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct table_plan plan = {0}, *kept;

	if (!get_entity(l, s, ENTITY_PLAN, &plan.e) ||
	    !get_ref(l, s, 2, ENTITY_TABLE, &plan.table) ||
	    !get_ref(l, s, 3, ENTITY_STEP, &plan.step) ||
	    !get_ref(l, s, 4, ENTITY_THEME, &plan.theme) ||
	    (!column_is_null(s, 6) && !get_ref(l, s, 6, ENTITY_CARD, &plan.card)))
		return false;
	plan.handed_ms = sqlite3_column_int64(s, 5);
	kept = mem_new(sizeof *kept);
	*kept = plan;
	summit_add(l->summit, &kept->e);
	return true;
}

/* Of a field first the text that stands, then its variants in their order. */
bool load_plan_text(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct table_plan *plan;
	struct word **place;

	if (!get_ref(l, s, 0, ENTITY_PLAN, &plan))
		return false;
	const int64_t field = sqlite3_column_int64(s, 1), position = sqlite3_column_int64(s, 2);
	if (field < 0 || field > plan->step->field_count)
		return refuse(l, s, 1);
	if (position < 0 || position > PLAN_VARIANTS_MOST ||
	    (position > 1 && !plan->variants[field][position - 2]))
		return refuse(l, s, 2);
	place = position ? &plan->variants[field][position - 1] : &plan->texts[field];
	*place = load_text(l, s, 3, 4);
	return *place;
}
