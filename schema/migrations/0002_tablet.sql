-- What the tablet of a table brought.

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

-- 1: the card came over a link that was replaced, and waits until the control room releases it.
ALTER TABLE card ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));

-- Observers see what their table sees. A new summit has no table yet: `burgertop new` adds its own.
INSERT INTO seat (name) SELECT 'observer/' || number FROM hall_table ORDER BY number;
