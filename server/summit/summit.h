/*
 * The summit in memory: its entities, and the log of their changes. Pure: no I/O, no clock, no
 * threads.
 *
 * Every entity begins with a struct entity and hangs in one list ordered by its last change, so
 * that "what changed since" is a walk from the newest end. Nothing is ever removed from a summit.
 *
 * A rule (cards.h, ideas.h, programme.h) first checks everything, then changes entities and calls
 * summit_touch for each. Touching gives the entity the next seq and puts a copy of it in the log:
 * what the store writes and history keeps.
 */
#ifndef BURGERTOP_SUMMIT_SUMMIT_H
#define BURGERTOP_SUMMIT_SUMMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/id.h"

#define CARD_TEXT_MOST 1000 /* code points */
#define TITLE_MOST     120
#define FIELD_MOST     600  /* a field of a plan */
#define NOTE_MOST      1000 /* description of a theme */
#define QUESTION_MOST  300
#define LANGUAGE_MOST  3 /* letters of ISO 639 */
#define VARIANTS_MOST  4 /* that a card offers to choose from */
#define EARLIER_MOST   8 /* wordings that a card remembers */
#define NOTICE_MOST    300

/* The highest number that a card can be given back. From there on a table has a long way to go to
 * CARD_NUMBER_MOST, the highest that the protocol has. */
#define GIVEN_BACK_MOST 100000

#define WEIGHING_IDEAS_MOST  60
#define WEIGHING_POINTS_MOST 100

#define PLAN_FIELDS_MOST   6
#define PLAN_TEXTS         (1 + PLAN_FIELDS_MOST) /* its title, and its fields */
#define PLAN_VARIANTS_MOST 4                      /* of one text */

enum entity_type {
	ENTITY_SUMMIT,
	ENTITY_ROOM,
	ENTITY_TABLE,
	ENTITY_THEME,
	ENTITY_STEP,
	ENTITY_SCENE,
	ENTITY_CARD,
	ENTITY_IDEA,
	ENTITY_PLAN,
	ENTITY_WEIGHING,
	ENTITY_BALLOT,
	ENTITY_CALL,
	ENTITY_NOTICE,
	ENTITY_RECEIPT,
	ENTITY_SIGNOFF,
	ENTITY_TALLY, /* counts of a theme: derived, neither stored nor logged */
	ENTITY_TYPES,
};

struct entity {
	enum entity_type type;
	struct id id;
	uint64_t seq;         /* number of its last change */
	struct entity *older; /* in order of last change */
	struct entity *newer;
	unsigned shown; /* hub's: bit for each audience that has it; not part of its state */
};

enum step_kind {
	STEP_DOORS,
	STEP_OPENING,
	STEP_ROUND,
	STEP_BREAK,
	STEP_WEIGHING,
	STEP_PRESENTATION,
	STEP_CLOSING,
	STEP_KINDS
};
enum scene_kind { SCENE_WELCOME, SCENE_LIVE, SCENE_PAUSE, SCENE_KINDS };
enum step_makes { MAKES_CARDS, MAKES_PLAN, STEP_MAKES };
enum card_kind {
	CARD_IDEA,
	CARD_CONCERN,
	CARD_MINORITY,
	CARD_PLAN, /* tables add the kinds before it; a plan is handed in */
	CARD_KINDS
};
enum idea_state { IDEA_DRAFT, IDEA_PUBLISHED, IDEA_STATES };
enum weighing_state {
	WEIGHING_DRAFT,
	WEIGHING_OPEN,
	WEIGHING_CLOSED,
	WEIGHING_SHOWN,
	WEIGHING_STATES
};
enum call_kind { CALL_QUESTION, CALL_TABLET, CALL_TALK, CALL_CARE, CALL_OTHER, CALL_KINDS };
enum language { LANGUAGE_NL, LANGUAGE_EN, LANGUAGES };

/* How a card reads, or is to read: all that an edit may change. Texts are cleaned, NUL-terminated
 * and borrowed. */
struct wording {
	enum card_kind kind;
	char language[LANGUAGE_MOST + 1]; /* "": Dutch */
	const char *text;
	const char *translation; /* NULL when there is none */
};

/* What change `seq` brought in: the title of an idea, a text of a plan, or a whole wording of a
 * card. Never altered, so whoever holds one may read it from any thread. */
struct word {
	uint64_t seq;
	const char *translation;          /* NULL when there is none; it lies behind the text */
	enum card_kind kind;              /* of a card: the others are a text alone */
	char language[LANGUAGE_MOST + 1]; /* "": Dutch */
	size_t len;
	char text[]; /* NUL-terminated */
};

/* The wordings of a card beside the one that stands, newest first. Never altered either: a change
 * makes another one. */
struct others {
	size_t variant_count;
	size_t earlier_count;
	struct word *variants[VARIANTS_MOST]; /* written beside what stands; to choose from */
	struct word *earlier[EARLIER_MOST];   /* what the card forgets is still in the record */
};

struct event { /* the summit itself, as an entity */
	struct entity e;
	char *name;
	char *place;
	char date[11]; /* yyyy-mm-dd */
	enum language language;
	struct step *step; /* the step the programme is in; NULL before the first */
};

struct room {
	struct entity e;
	unsigned number;
	char *name;
};

struct table {
	struct entity e;
	unsigned number;
	struct room *room;
	unsigned cards; /* the highest card number given out; the next card is this + 1. Not part of
			   its state, as what follows */
	uint8_t *taken; /* a bit for each number that a card has, up to GIVEN_BACK_MOST */
	size_t taken_room;        /* bytes */
	struct table_plan *plans; /* its newest */
	struct signoff *signoffs; /* its newest */
};

struct theme {
	struct entity e;
	unsigned number;
	char *title;
	char *description; /* NULL when it has none */
	struct tally *tally;
};

struct work { /* which tables work on a theme in a round */
	struct theme *theme;
	unsigned *tables; /* numbers */
	size_t table_count;
};

struct step {
	struct entity e;
	unsigned number;
	enum step_kind kind;
	char *title;
	unsigned minutes;
	char *question;                 /* NULL when it has none */
	enum step_makes makes;          /* in a round: what each table does */
	char *fields[PLAN_FIELDS_MOST]; /* what stands above each field of a plan */
	unsigned field_count;
	struct work *work;
	size_t work_count;
	int64_t started_ms; /* 0: not yet */
	int64_t ended_ms;   /* 0: not yet, or under way */
};

struct scene {
	struct entity e;
	struct room *room;
	enum scene_kind kind;
};

struct card {
	struct entity e;
	struct table *table;
	unsigned number; /* within its table */
	struct step *step;
	struct theme *theme;
	bool late;
	bool withdrawn; /* by its table: it counts nowhere, and the public does not have it */
	bool held;      /* it came over a replaced link, and waits for the control room */
	int64_t at_ms;  /* when it reached the server */
	struct word *text;
	struct others *others; /* NULL when it has none */
	struct word *read;     /* the version last read by the theme team; NULL when none was */
	struct idea *idea;     /* NULL when in none */
	struct card
		*idea_prev; /* the cards of an idea, in no promised order. Not part of its state */
	struct card *idea_next;
	struct table_plan *plan; /* that it was handed in as; NULL when none. Not part of its
				    state: the plan says so */
};

struct idea {
	struct entity e;
	struct theme *theme;
	struct word *title;
	enum idea_state state;
	struct card *cards; /* first of its cards. Not part of its state */
};

/* What a table works out in a round that makes a plan. (struct plan is a file: wire/plan.h.) */
struct table_plan {
	struct entity e;
	struct table *table;
	struct step *step;
	struct theme *theme;
	struct word *texts[PLAN_TEXTS]; /* [0]: its title. NULL: nobody wrote there yet */
	struct word *variants[PLAN_TEXTS][PLAN_VARIANTS_MOST]; /* beside them, the oldest first; the
								  rest NULL */
	int64_t handed_ms;                                     /* when it last was; 0: never */
	struct card *card;       /* that it was handed in as; NULL: never */
	struct table_plan *next; /* of its table. Not part of its state */
};

struct weighed { /* an idea that is weighed; points and tables: of the outcome */
	struct idea *idea;
	unsigned points;
	unsigned tables; /* how many gave it any */
};

/* The ideas of a weighing. Never altered: a change makes another one. */
struct slate {
	size_t count;
	struct weighed ideas[];
};

struct weighing { /* ideas that the tables divide points over */
	struct entity e;
	char *title;       /* never altered: a change makes another one */
	struct step *step; /* NULL: it belongs to none */
	struct slate *slate;
	unsigned points;
	enum weighing_state state;
	unsigned
		ballots; /* how many tables gave points. While it is open derived and neither stored
			    nor logged, as a tally; once closed, how many the outcome is of */
	struct ballot *cast; /* its newest. Not part of its state, as what follows */
	bool counted;        /* ballots changed since it was last moved in the list */
	uint64_t told;       /* its last change of more than ballots */
};

struct share {
	struct idea *idea;
	unsigned points;
};

/* Never altered: a change makes other ones. */
struct shares {
	size_t count;
	struct share of[];
};

struct ballot { /* how a table divided its points */
	struct entity e;
	struct weighing *weighing;
	struct table *table;
	struct shares *shares;
	int64_t at_ms;       /* when it last came */
	bool late;           /* the weighing was closed by then: it does not count */
	struct ballot *next; /* of the weighing. Not part of its state */
};

struct call { /* a table asks for help */
	struct entity e;
	struct table *table;
	enum call_kind kind;
	int64_t at_ms;
	int64_t ended_ms; /* 0: it still waits */
};

struct notice { /* the control room says something: to a table, to a room, or (neither) to all */
	struct entity e;
	char *text;
	struct room *room;
	struct table *table;
	int64_t at_ms;
	int64_t ended_ms;         /* when it was taken back; 0: it was not */
	struct receipt *receipts; /* its newest. Not part of its state */
};

struct receipt { /* a table has seen a notice */
	struct entity e;
	struct notice *notice;
	struct table *table;
	int64_t at_ms;
	struct receipt *next; /* of the notice. Not part of its state */
};

struct signoff { /* a table says that its result of a round is right */
	struct entity e;
	struct table *table;
	struct step *step;
	uint64_t seen; /* what changed later was not looked at */
	int64_t at_ms;
	struct signoff *next; /* of the table. Not part of its state */
};

struct tally {
	struct entity e; /* its id is the theme's */
	struct theme *theme;
	unsigned cards;
	unsigned read;
	unsigned tables;
	unsigned *cards_of; /* by table number */
	unsigned cards_of_room;
	bool changed; /* since it was last moved in the list */
};

union any_entity { /* by value: what a change made of an entity. Pointers in it stay the summit's */
	struct entity e;
	struct event event;
	struct room room;
	struct table table;
	struct theme theme;
	struct step step;
	struct scene scene;
	struct card card;
	struct idea idea;
	struct table_plan plan;
	struct weighing weighing;
	struct ballot ballot;
	struct call call;
	struct notice notice;
	struct receipt receipt;
	struct signoff signoff;
};

struct change {
	uint64_t seq;
	const struct word *word; /* what this change brought to read; NULL when nothing */
	union any_entity is;
};

struct change_log {
	struct change *items;
	size_t count;
	size_t room;
};

struct summit {
	uint64_t seq; /* number of the last change */
	struct event event;
	struct room **rooms;
	size_t room_count;
	struct table **tables; /* [number - 1] is table `number`: numbers run from 1 without gaps */
	size_t table_count;
	struct theme **themes; /* in agenda order, likewise */
	size_t theme_count;
	struct step **steps; /* in programme order, likewise */
	size_t step_count;
	struct scene **scenes; /* one for each room, in their order */
	size_t scene_count;
	size_t card_count;
	size_t idea_count;
	struct table_plan **plans; /* in the order in which they came, as the following */
	size_t plan_count;
	struct weighing **weighings;
	size_t weighing_count;
	struct ballot **ballots;
	size_t ballot_count;
	struct call **calls;
	size_t call_count;
	struct notice **notices;
	size_t notice_count;
	struct receipt **receipts;
	size_t receipt_count;
	struct signoff **signoffs;
	size_t signoff_count;
	struct id_map by_id; /* all but the tallies */
	struct entity *oldest;
	struct entity *newest;
	struct change_log log;
	void **spent; /* what was replaced: a batch in flight may still read it */
	size_t spent_count;
};

struct summit *summit_create(void);
void summit_destroy(struct summit *s); /* with everything in it; NULL is fine */

/*
 * Adding: takes over the entity, whose id (and for cards and ideas: references) are set, puts it in
 * the list and the maps, and sets up what is derived from it (tallies, the cards of an idea,
 * numbers given out). Does not touch: entities loaded from the store keep the seq that they have
 * and are added in its order; new ones are touched afterwards.
 */
void summit_add(struct summit *s, struct entity *e);

/* After everything was added from the store: puts the list in order of seq. The tallies count as
 * changed by the last one. */
void summit_loaded(struct summit *s, uint64_t seq);

/* The entity of that type and id, or NULL. Borrowed. */
void *summit_find(const struct summit *s, enum entity_type type, const struct id *id);

/* Whether something new may be called so. ERR_ID_TAKEN (also for nil). */
bool summit_id_is_free(const struct summit *s, const struct id *id, struct err *e);

struct room *summit_room(const struct summit *s, unsigned number);   /* NULL when there is none */
struct table *summit_table(const struct summit *s, unsigned number); /* NULL when there is none */

/*
 * Gives the entity the next seq, moves it to the newest end and logs a copy of it. word is what the
 * change brought to read: it is given the same seq (its owner made it with seq 0), or NULL. A
 * changed tally is moved along with it, under the same seq.
 */
void summit_touch(struct summit *s, struct entity *e, struct word *word);

/*
 * Takes over what an entity no longer has and a change replaced: a word, a card's others, a
 * weighing's title or slate, a ballot's shares. Released with the summit, so that those who still
 * point to it may: a card's `read`, its others, a batch in flight.
 */
void summit_spend(struct summit *s, void *spent);

/* Whether a card of the table has that number, or no card could be given it. */
bool table_has_number(const struct table *table, unsigned number);

/* Moves a card to an idea, or to none (NULL), keeping the ideas' lists of cards right. Does not
 * touch. */
void card_move(struct card *card, struct idea *idea);

/* Both copy; the word is the summit's once an entity has it. */
struct word *word_create(const char *text, size_t len); /* a title, or a text of a plan */
struct word *word_of(const struct wording *wording);

/* Names of enum values, as protocol and database spell them; table of as many words as the enum has
 * values. */
extern const char *const entity_type_words[ENTITY_TYPES];
extern const char *const step_kind_words[STEP_KINDS];
extern const char *const scene_kind_words[SCENE_KINDS];
extern const char *const step_makes_words[STEP_MAKES];
extern const char *const card_kind_words[CARD_KINDS];
extern const char *const idea_state_words[IDEA_STATES];
extern const char *const weighing_state_words[WEIGHING_STATES];
extern const char *const call_kind_words[CALL_KINDS];
extern const char *const language_words[LANGUAGES];
int word_index(const char *const *words, int count,
	       const char *word); /* -1 when it is none of them */

#endif
