-- What the tablet of a table brought: cards are edited, taken back and given again.
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

-- For reading by people; the program uses neither.

DROP VIEW cards;

CREATE VIEW cards AS
	-- What was said, in order of table and card; what was taken back too.
	SELECT t.number || '-' || c.number AS number, r.title AS round, h.title AS theme, c.kind,
		w.text, w.language, w.translation, c.withdrawn, i.state AS idea_state, n.text AS idea
	FROM card c
	JOIN hall_table t ON t.id = c.hall_table
	JOIN step r ON r.id = c.step
	JOIN theme h ON h.id = c.theme
	LEFT JOIN word w ON w.seq = c.version AND w.slot = 'text'
	LEFT JOIN idea i ON i.id = c.idea
	LEFT JOIN word n ON n.seq = i.version AND n.slot = 'title'
	ORDER BY t.number, c.number;
