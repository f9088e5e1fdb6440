-- The tables of one summit. SQLite keeps the comments inside each statement: `.schema` in the sqlite3
-- shell shows them. A migration that was released is never edited; a change of tables is the next file.
--
-- References are checked at the end of a transaction, so that a plan may be written in any order. Those to
-- change.seq are left to `burgertop check`: a change is made from its row, so the row comes first, and
-- while such a reference waits, SQLite searches whole tables with every row that it writes.

CREATE TABLE meta (
	-- What this file is, for whoever finds it: SELECT * FROM meta.
	--   about  in a few sentences
	--   epoch  a UUID; another one in every copy made by `burgertop backup`. Devices that see it change
	--          send everything again that they still keep
	--   made   when the file was made, UTC
	--   copied when it was last copied by `burgertop backup`, if it ever was
	key TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES ('about',
	'The record of a citizens'' summit, kept by burgertop. People at numbered tables (hall_table) talked '
	|| 'about themes in rounds (step) and sent cards; a theme team read them, grouped them into ideas and '
	|| 'published those. Read "SELECT * FROM cards" for what was said and "SELECT * FROM history" for how '
	|| 'it came about; ".schema" explains each table.');

CREATE TABLE seat (
	-- Who could take part. A seat's link and code follow from its name, its generation and a key that
	-- is kept beside this file, never in it.
	name TEXT NOT NULL PRIMARY KEY,   -- table/12, desk/3, control/1, stage/2 (the stage of room 2)
	generation INTEGER NOT NULL DEFAULT 1 CHECK (generation >= 1), -- one more each time its link was replaced
	replaced INTEGER                  -- when it last was: milliseconds since 1970, UTC
) STRICT;

CREATE TABLE operation (
	-- Each command that was taken, in order: who did what.
	number INTEGER PRIMARY KEY,
	op TEXT NOT NULL UNIQUE,          -- a UUID, made by the device: the same one sent again is the same operation
	seat TEXT NOT NULL,               -- seat.name, or burgertop for the program itself
	device TEXT,                      -- a UUID that the device keeps
	command TEXT NOT NULL,            -- card.add, idea.publish, programme.go ...
	at INTEGER NOT NULL,              -- when it reached the server: milliseconds since 1970, UTC
	device_at INTEGER,                -- when it was done by the device's own clock, which may be wrong
	first INTEGER NOT NULL,           -- its changes: first to last. It made none when first = last + 1
	last INTEGER NOT NULL CHECK (last >= first - 1)
) STRICT;

CREATE TABLE change (
	-- History: each change of a summit is the whole new state of one thing. Only added to, never altered.
	-- seq orders everything that happened; no number is missing. What the tables below say of a thing is
	-- what its last change says; `burgertop check` compares the two.
	seq INTEGER PRIMARY KEY,
	op TEXT NOT NULL REFERENCES operation (op) DEFERRABLE INITIALLY DEFERRED,
	type TEXT NOT NULL,               -- summit, room, table, theme, step, scene, card, idea
	id TEXT NOT NULL,                 -- of the thing, in the table of that name (table: hall_table)
	body TEXT NOT NULL                -- its columns as JSON; what is not there is NULL. Texts stand in `word`
) STRICT;

CREATE TABLE word (
	-- The texts of cards and the titles of ideas, each as one change brought it in. The number of that
	-- change is the text's version: card.version and idea.version point here, and so does history.
	seq INTEGER NOT NULL,
	slot TEXT NOT NULL,               -- text (of a card) or title (of an idea)
	text TEXT NOT NULL,
	PRIMARY KEY (seq, slot)
) STRICT, WITHOUT ROWID;

-- From here on: one table for each type of thing, as it stands now.

CREATE TABLE summit (
	-- The summit itself: one row.
	id TEXT NOT NULL PRIMARY KEY,     -- a UUID, as every id
	seq INTEGER NOT NULL,             -- its last change (change.seq); likewise in every table below
	name TEXT NOT NULL,
	place TEXT NOT NULL,
	date TEXT NOT NULL,               -- yyyy-mm-dd
	language TEXT NOT NULL,           -- nl, en: what pages start in
	step TEXT REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED -- where the programme is; NULL before it began
) STRICT;

CREATE TABLE room (
	-- A hall with its own screen.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
	name TEXT NOT NULL
) STRICT;

CREATE TABLE hall_table (
	-- A table in a room at which people talk. History calls it `table`.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
	room TEXT NOT NULL REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE theme (
	-- An item of the agenda.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	number INTEGER NOT NULL UNIQUE CHECK (number >= 1), -- its place in the agenda
	title TEXT NOT NULL,
	description TEXT
) STRICT;

CREATE TABLE step (
	-- A stretch of the programme.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	number INTEGER NOT NULL UNIQUE CHECK (number >= 1), -- its place in the programme
	kind TEXT NOT NULL,               -- doors, opening, round, break, weighing, presentation, closing
	title TEXT NOT NULL,
	minutes INTEGER NOT NULL CHECK (minutes >= 1), -- how long it was meant to last
	question TEXT,                    -- what the tables were asked in a round
	started INTEGER,                  -- when it last began: milliseconds since 1970, UTC
	ended INTEGER                     -- when it last ended; NULL while under way
) STRICT;

CREATE TABLE step_work (
	-- Which tables worked on which theme in a round.
	step TEXT NOT NULL REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED,
	position INTEGER NOT NULL,        -- in which order the plan said so, from 1
	theme TEXT NOT NULL REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
	tables TEXT NOT NULL,             -- their numbers, as a JSON array: [1,2,5]
	PRIMARY KEY (step, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE scene (
	-- What the stage (the big screen) of a room shows.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	room TEXT NOT NULL UNIQUE REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED,
	kind TEXT NOT NULL                -- welcome, live, pause
) STRICT;

CREATE TABLE idea (
	-- Cards that belong together, under one title, as the theme team grouped them.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	theme TEXT NOT NULL REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
	version INTEGER NOT NULL,         -- its title: word.text at that seq and slot 'title'
	state TEXT NOT NULL               -- draft; published: everybody sees it
) STRICT;

CREATE TABLE card (
	-- One thing that a table wanted to say, in its own words.
	id TEXT NOT NULL PRIMARY KEY,
	seq INTEGER NOT NULL,
	hall_table TEXT NOT NULL REFERENCES hall_table (id) DEFERRABLE INITIALLY DEFERRED,
	number INTEGER NOT NULL CHECK (number >= 1), -- counted for that table: table 12's third card is 12-3
	step TEXT NOT NULL REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED, -- the round it was typed in
	theme TEXT NOT NULL REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
	kind TEXT NOT NULL,               -- idea, concern, minority
	late INTEGER NOT NULL CHECK (late IN (0, 1)), -- 1: it came after its round had ended
	at INTEGER NOT NULL,              -- when it reached the server: milliseconds since 1970, UTC
	version INTEGER NOT NULL,         -- its text: word.text at that seq and slot 'text'
	read INTEGER,                     -- the version that the theme team last read; NULL when none
	idea TEXT REFERENCES idea (id) DEFERRABLE INITIALLY DEFERRED, -- the idea it was put in
	UNIQUE (hall_table, number)
) STRICT;

-- For reading by people; the program uses neither.

CREATE VIEW cards AS
	-- What was said, in order of table and card.
	SELECT t.number || '-' || c.number AS number, r.title AS round, h.title AS theme, c.kind,
		w.text, i.state AS idea_state, n.text AS idea
	FROM card c
	JOIN hall_table t ON t.id = c.hall_table
	JOIN step r ON r.id = c.step
	JOIN theme h ON h.id = c.theme
	LEFT JOIN word w ON w.seq = c.version AND w.slot = 'text'
	LEFT JOIN idea i ON i.id = c.idea
	LEFT JOIN word n ON n.seq = i.version AND n.slot = 'title'
	ORDER BY t.number, c.number;

CREATE VIEW history AS
	-- What happened, in order; with the text that a change brought in.
	SELECT c.seq, datetime(o.at / 1000, 'unixepoch') AS utc, o.seat, o.command, c.type, c.id, w.text, c.body
	FROM change c
	JOIN operation o ON o.op = c.op
	LEFT JOIN word w ON w.seq = c.seq
	ORDER BY c.seq;
