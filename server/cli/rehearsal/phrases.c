/* What simulated tables say. Two lists of lengths without a common factor run through all their
 * pairs. */
#include "base/buf.h"
#include "cli/rehearsal/tables.h"

static const char *const wishes[] = {
	"Meer bankjes",
	"Een buurtmoestuin",
	"Betere verlichting",
	"Extra prullenbakken",
	"Een watertappunt",
	"Geveltuintjes",
	"Een speelplek zonder hekken",
	"Gratis fietsenstalling",
	"Een deelauto",
	"Schaduw door bomen",
	"Een repaircafé",
	"Een zebrapad",
	"Een pleintje waar je mag blijven zitten",
	"Een hondenveldje",
	"Kleine woningen voor starters",
	"Een hofje voor jong en oud",
	"Een open atelier",
	"Een maandelijkse maaltijd voor iedereen",
	"Een klusbus",
	"Huiswerkhulp door studenten",
	"Een taalmaatje",
	"Een plek om te oefenen met muziek",
	"Zonnepanelen",
	"Een buurtbatterij",
	"Een ruilkast",
	"Rustige wandelpaden",
	"Een openbaar toilet",
	"Een kunstwerk gemaakt door bewoners",
	"Eén telefoonnummer voor alle vragen",
};
static const char *const places[] = {
	"langs de singel",
	"bij het station",
	"in elke wijk",
	"rond de scholen",
	"op het marktplein",
	"bij de sporthal",
	"in het park",
	"achter de bibliotheek",
	"voor wie weinig geld heeft",
	"voor jongeren tot achttien",
	"voor ouderen die alleen wonen",
	"op de daken van grote gebouwen",
	"bij de bushaltes",
	"in lege winkels",
	"langs de grachten",
	"naast het zwembad",
	"in de binnenstad",
	"aan de rand van de stad",
	"bij het ziekenhuis",
	"met hulp van de buren",
	"als proef voor een jaar",
	"ook in het weekend",
	"die we samen onderhouden",
	"waar nu auto's staan",
	"met steun van bedrijven",
	"op loopafstand",
	"zonder drempels",
	"ook 's avonds",
	"tussen de flats",
	"bij de molen",
	"in en om het buurthuis",
};
enum { WISHES = sizeof wishes / sizeof wishes[0], PLACES = sizeof places / sizeof places[0] };

char *phrase(size_t index)
{
	struct buf b = {0};

	buf_print(&b, "%s %s", wishes[index % WISHES], places[index % PLACES]);
	return b.data;
}
