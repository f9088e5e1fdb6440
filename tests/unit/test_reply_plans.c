/* What the server says of plans and weighings. */
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

static void a_weighing_is_golden(void **state)
{
	static char title[] = "Wat weegt het zwaarst?";
	struct table table = {.e = is(ENTITY_TABLE, 12, 3), .number = 12},
		     other = {.e = is(ENTITY_TABLE, 13, 3), .number = 13};
	struct step step = {.e = is(ENTITY_STEP, 33, 10)};
	struct idea ideas[] = {{.e = is(ENTITY_IDEA, 200, 4721)},
			       {.e = is(ENTITY_IDEA, 203, 4733)},
			       {.e = is(ENTITY_IDEA, 204, 4734)}};
	struct slate *slate = mem_new(sizeof *slate + 3 * sizeof slate->ideas[0]);
	struct shares *shares = mem_new(sizeof *shares + 2 * sizeof shares->of[0]);
	struct weighing w = {.e = is(ENTITY_WEIGHING, 120, 4740),
			     .title = title,
			     .step = &step,
			     .slate = slate,
			     .points = 10,
			     .state = WEIGHING_OPEN,
			     .ballots = 1};
	struct ballot ballot = {.e = is(ENTITY_BALLOT, 130, 4740),
				.weighing = &w,
				.table = &table,
				.shares = shares,
				.at_ms = MIDNIGHT + 60500};
	struct ballot late = ballot;

	(void)state;
	slate->count = 3;
	for (size_t i = 0; i < 3; i++)
		slate->ideas[i].idea = &ideas[i];
	shares->count = 2;
	shares->of[0] = (struct share){&ideas[0], 6};
	shares->of[1] = (struct share){&ideas[1], 4};
	state_is_golden("state-weighing-open", 4740, 0, false, VIEW_TABLE, SEEN(&ballot.e, &w.e));

	w.e.seq = 4741;
	w.state = WEIGHING_CLOSED;
	w.ballots = 3;
	slate->ideas[0] = (struct weighed){&ideas[0], 6, 1};
	slate->ideas[1] = (struct weighed){&ideas[1], 9, 2};
	slate->ideas[2] = (struct weighed){&ideas[2], 6, 1};
	late.e = is(ENTITY_BALLOT, 131, 4742);
	late.table = &other;
	late.late = true;
	state_is_golden("state-weighing-closed", 4742, 0, false, VIEW_TEAM,
			SEEN(&w.e, &ballot.e, &late.e));

	w.e.seq = 4743;
	w.state = WEIGHING_SHOWN;
	state_is_golden("state-weighing-shown", 4743, 0, false, VIEW_PUBLIC, SEEN(&w.e));
	free(slate);
	free(shares);
}

static void an_outcome_is_hidden_until_it_may_be_seen(void **state)
{
	static char title[] = "Wat weegt het zwaarst?";
	struct slate *slate = mem_new(sizeof *slate);
	struct weighing w = {
		.e = is(ENTITY_WEIGHING, 120, 4740), .title = title, .slate = slate, .points = 10};
	struct buf out = {0};

	(void)state;
	for (int when = WEIGHING_DRAFT; when < WEIGHING_STATES; when++)
		for (int view = VIEW_PUBLIC; view <= VIEW_CONTROL; view++) {
			bool may = when == WEIGHING_SHOWN ||
				   (when == WEIGHING_CLOSED && view >= VIEW_TEAM);
			w.state = (enum weighing_state)when;
			entity_write(&out, &w.e, (enum view)view);
			assert_int_equal(strstr(out.data, "outcome") != NULL, may);
			buf_clear(&out);
		}
	buf_finish(&out);
	free(slate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plan_is_golden),
		cmocka_unit_test(a_weighing_is_golden),
		cmocka_unit_test(an_outcome_is_hidden_until_it_may_be_seen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
