/* What can be rehearsed. The figures are those of summits that were held: tables of eight to ten,
 * three to five cards a table in a round of 25 minutes, a third of the people not coming. */
#include <string.h>

#include "cli/rehearsal/incident.h"

static const struct planned storm[] = {
	{&incident_no_show, BEFORE_THE_DAY, 0, ONCE, 0.30},
	{&incident_arabic, 0.00, 0.05, ONCE, 0},
	{&incident_telephone, 0.10, 0.30, ONCE, 0},
	{&incident_room_dark, 0.35, 0.45, ONCE, 0},
	{&incident_same_card, 0.50, 0.60, ONCE, 0},
	{&incident_same_title, 0.60, 0.70, ONCE, 0},
	{&incident_reboot, 0.05, 0.90, OF_TABLES_AN_HOUR, 0.10},
};

static const struct profile profiles[] = {
	{"plan", 3, 5, NULL, 0},
	{"leiden", 4, 8, NULL, 0},
	{"storm", 3, 5, storm, sizeof storm / sizeof storm[0]},
};

const struct profile *profile_find(const char *name)
{
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++)
		if (!strcmp(profiles[i].name, name))
			return &profiles[i];
	return NULL;
}
