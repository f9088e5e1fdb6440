-- What the tablet of a table brought: cards are edited, taken back and given again; plans; weighing; help, messages, sign-off.
--
-- In sections, one for each thing; the views at the end.

-- Cards.

-- What a card says is more than a text: a wording, all of it brought in by one change.
ALTER TABLE word ADD COLUMN kind /* of a card: idea, concern, minority, plan; NULL of a title */ TEXT;
ALTER TABLE word ADD COLUMN language /* of a card, ISO 639; NULL: Dutch */ TEXT;
ALTER TABLE word ADD COLUMN translation /* of a card, in Dutch, made at the table; NULL when there is none */ TEXT;

UPDATE word SET kind = card.kind FROM card WHERE word.seq = card.version AND word.slot = 'text';

ALTER TABLE card ADD COLUMN withdrawn /* 1: its table took it back */ INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));

CREATE TABLE card_word (
	-- How a card read before, and what was written on another device beside the text that stands: what
	-- the card remembers. All that was ever written is in `word`.
	card TEXT NOT NULL REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
	version INTEGER NOT NULL,         -- word.seq
	variant INTEGER NOT NULL CHECK (variant IN (0, 1)), -- 1: to choose from; 0: an earlier wording
	PRIMARY KEY (card, version)
) STRICT, WITHOUT ROWID;

-- Plans: in a round that asks for one, a table works it out and hands it in as a card of kind `plan`.

ALTER TABLE step ADD COLUMN makes TEXT;  -- plan; NULL: cards. What a table makes in a round
ALTER TABLE step ADD COLUMN fields TEXT; -- what stands above each field of a plan, as a JSON array

CREATE TABLE plan (
	-- What a table worked out in a round that asked for a plan. Its texts stand in plan_text and word.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	hall_table TEXT NOT NULL REFERENCES hall_table (id) DEFERRABLE INITIALLY DEFERRED,
	step TEXT NOT NULL REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED,
	theme TEXT NOT NULL REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
	handed INTEGER,                   -- when it was last handed in: milliseconds since 1970, UTC
	card TEXT REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED, -- the card that it was handed in as
	UNIQUE (hall_table, step)
) STRICT;

CREATE TABLE plan_text (
	-- The texts of a plan: of each field the one that stands, and variants that were written beside it.
	plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
	field INTEGER NOT NULL CHECK (field BETWEEN 0 AND 6), -- 0: the title; then the fields of the step
	position INTEGER NOT NULL,        -- 0: it stands; from 1: a variant, the oldest first
	version INTEGER NOT NULL,         -- the text: word.text at that seq and slot 'field'
	PRIMARY KEY (plan, field, position)
) STRICT, WITHOUT ROWID;

-- Weighing: tables divide points over ideas.

CREATE TABLE weighing (
	-- Ideas that the tables divided points over.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	title TEXT NOT NULL,
	step TEXT REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED, -- NULL: it belongs to none
	points INTEGER NOT NULL CHECK (points >= 1), -- how many each table divided
	state TEXT NOT NULL,              -- draft, open, closed; shown: everybody might know the outcome
	ballots INTEGER                   -- how many tables the outcome is of; NULL when it is not closed
) STRICT;

CREATE TABLE weighing_idea (
	-- The ideas of a weighing, and what came of it.
	weighing TEXT NOT NULL REFERENCES weighing (id) DEFERRABLE INITIALLY DEFERRED,
	position INTEGER NOT NULL,        -- in which order they were put up, from 1
	idea TEXT NOT NULL REFERENCES idea (id) DEFERRABLE INITIALLY DEFERRED,
	points INTEGER,                   -- that it was given in all; NULL when the weighing is not closed
	tables INTEGER,                   -- how many gave it any; likewise
	PRIMARY KEY (weighing, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballot (
	-- How a table divided its points, as it last said.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	weighing TEXT NOT NULL REFERENCES weighing (id) DEFERRABLE INITIALLY DEFERRED,
	hall_table TEXT NOT NULL REFERENCES hall_table (id) DEFERRABLE INITIALLY DEFERRED,
	at INTEGER NOT NULL,              -- when it last reached the server: milliseconds since 1970, UTC
	late INTEGER NOT NULL CHECK (late IN (0, 1)), -- 1: the weighing was closed by then; it does not count
	UNIQUE (weighing, hall_table)
) STRICT;

CREATE TABLE ballot_share (
	-- The points of a ballot.
	ballot TEXT NOT NULL REFERENCES ballot (id) DEFERRABLE INITIALLY DEFERRED,
	position INTEGER NOT NULL,        -- in which order the table said them, from 1
	idea TEXT NOT NULL REFERENCES idea (id) DEFERRABLE INITIALLY DEFERRED,
	points INTEGER NOT NULL CHECK (points >= 1),
	PRIMARY KEY (ballot, position)
) STRICT, WITHOUT ROWID;

-- Around a table: help, messages, sign-off.

CREATE TABLE call (
	-- A table asked for help.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	hall_table TEXT NOT NULL REFERENCES hall_table (id) DEFERRABLE INITIALLY DEFERRED,
	kind TEXT NOT NULL,               -- question, tablet, talk, care, other
	at INTEGER NOT NULL,              -- when it reached the server: milliseconds since 1970, UTC
	ended INTEGER                     -- when help had come, or was no longer wanted
) STRICT;

CREATE TABLE notice (
	-- A message from the control room: to a table, to the tables of a room, or (both NULL) to all.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	text TEXT NOT NULL,
	room TEXT REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED,
	hall_table TEXT REFERENCES hall_table (id) DEFERRABLE INITIALLY DEFERRED,
	at INTEGER NOT NULL,
	ended INTEGER                     -- when it was taken back
) STRICT;

CREATE TABLE receipt (
	-- A table saw a notice.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	notice TEXT NOT NULL REFERENCES notice (id) DEFERRABLE INITIALLY DEFERRED,
	hall_table TEXT NOT NULL REFERENCES hall_table (id) DEFERRABLE INITIALLY DEFERRED,
	at INTEGER NOT NULL,
	UNIQUE (notice, hall_table)
) STRICT;

CREATE TABLE signoff (
	-- A table said that its result of a round was right.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	hall_table TEXT NOT NULL REFERENCES hall_table (id) DEFERRABLE INITIALLY DEFERRED,
	step TEXT NOT NULL REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED,
	seen INTEGER NOT NULL,            -- as it stood after this change (change.seq); what came later was not seen
	at INTEGER NOT NULL,
	UNIQUE (hall_table, step)
) STRICT;

-- Lost tablets, and who looks on.

ALTER TABLE card ADD COLUMN held /* 1: it came over a link that was replaced, and waits for the control room */ INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));

-- Observers see what their table sees. A new summit has no table yet: `burgertop new` adds its own.
INSERT INTO seat (name) SELECT 'observer/' || number FROM hall_table ORDER BY number;

-- For reading by people; the program uses neither.

DROP VIEW cards;

CREATE VIEW cards AS
	-- What was said, in order of table and card; what was taken back too.
	SELECT t.number || '-' || c.number AS number, r.title AS round, h.title AS theme, c.kind,
		w.text, w.language, w.translation, c.withdrawn, c.held, i.state AS idea_state, n.text AS idea
	FROM card c
	JOIN hall_table t ON t.id = c.hall_table
	JOIN step r ON r.id = c.step
	JOIN theme h ON h.id = c.theme
	LEFT JOIN word w ON w.seq = c.version AND w.slot = 'text'
	LEFT JOIN idea i ON i.id = c.idea
	LEFT JOIN word n ON n.seq = i.version AND n.slot = 'title'
	ORDER BY t.number, c.number;

CREATE VIEW plans AS
	-- What was worked out, by round, table and field.
	SELECT r.title AS round, t.number AS hall_table, x.field,
		iif(x.field = 0, NULL, r.fields ->> (x.field - 1)) AS name, w.text, c.number AS card
	FROM plan p
	JOIN step r ON r.id = p.step
	JOIN hall_table t ON t.id = p.hall_table
	JOIN plan_text x ON x.plan = p.id AND x.position = 0
	LEFT JOIN word w ON w.seq = x.version AND w.slot = 'field'
	LEFT JOIN card c ON c.id = p.card
	ORDER BY r.number, t.number, x.field;

CREATE VIEW weighings AS
	-- What came of the weighings, most points first.
	SELECT w.title AS weighing, w.state, w.ballots, n.text AS idea, x.points, x.tables
	FROM weighing w
	JOIN weighing_idea x ON x.weighing = w.id
	JOIN idea i ON i.id = x.idea
	LEFT JOIN word n ON n.seq = i.version AND n.slot = 'title'
	ORDER BY w.rowid, x.points DESC, x.position;
