/* What the server says of plans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "reply_fixture.h"

/* A plan that was handed in; somebody wrote beside what stands in its first field. */
static void a_plan_is_golden(void **state)
{
	static char title[] = "Ons plan", asked[] = "Hoe pakken we het aan?", what[] = "Wat",
		    who[] = "Wie";
	struct word *words[] = {word("Het Waterplein", 4727), word("Een plein met bomen", 4728),
				word("Een plein met een pomp", 4730),
				word("Het Waterplein\n\nWat\nEen plein met bomen", 4731)};
	struct table table = {.e = is(ENTITY_TABLE, 12, 3), .number = 12};
	struct theme theme = {.e = is(ENTITY_THEME, 20, 4), .number = 1};
	unsigned tables[] = {12};
	struct work work = {.theme = &theme, .tables = tables, .table_count = 1};
	struct step round = {.e = is(ENTITY_STEP, 32, 9),
			     .number = 3,
			     .kind = STEP_ROUND,
			     .title = title,
			     .minutes = 25,
			     .question = asked,
			     .makes = MAKES_PLAN,
			     .fields = {what, who},
			     .field_count = 2,
			     .work = &work,
			     .work_count = 1};
	struct table_plan plan = {.e = is(ENTITY_PLAN, 110, 4732),
				  .table = &table,
				  .step = &round,
				  .theme = &theme,
				  .texts = {words[0], words[1]},
				  .variants = {{NULL}, {words[2]}},
				  .handed_ms = MIDNIGHT + 60500};
	struct card card = {.e = is(ENTITY_CARD, 106, 4731),
			    .table = &table,
			    .number = 5,
			    .step = &round,
			    .theme = &theme,
			    .at_ms = MIDNIGHT + 60500,
			    .text = words[3],
			    .plan = &plan};
	struct ack a = {.op = id(900), .seq = 4732, .card = &card};
	struct buf out = {0};

	(void)state;
	words[3]->kind = CARD_PLAN;
	plan.card = &card;
	state_is_golden("state-plan", 4732, 0, false, VIEW_TABLE, SEEN(&round.e, &card.e, &plan.e));
	ack_write(&out, &a);
	is_golden("ack-plan", &out);
	a = (struct ack){.op = id(900), .seq = 4731, .variant = true};
	ack_write(&out, &a);
	is_golden("ack-variant", &out);
	buf_finish(&out);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		free(words[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plan_is_golden),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
