-- What the search box looks in: one row an entry, written by an indexer that follows the ledger of each book.

-- unaccent comes first: the stock stemmer gives three stems for „cetățenilor” with a comma, a cedilla and no mark at all.
-- PostgreSQL ships no Romanian stop words, and a migration cannot put a file on the server's disk: the writer and the
-- reader of the index strip them, by one list (decision 0070).
CREATE TEXT SEARCH CONFIGURATION ro (COPY = romanian);
ALTER TEXT SEARCH CONFIGURATION ro ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword,
  hword_part, hword_asciipart, hword_numpart WITH unaccent, romanian_stem;
COMMENT ON TEXT SEARCH CONFIGURATION ro IS 'Romanian stems of words without diacritics';

CREATE TABLE search_entries (
  book_id uuid NOT NULL,
  number int NOT NULL,
  register_id uuid NOT NULL,
  year int NOT NULL,
  registered_at timestamptz NOT NULL,
  status text NOT NULL,
  direction text NOT NULL,
  channel text NOT NULL,
  unit_id uuid,
  words tsvector NOT NULL,
  CONSTRAINT search_entries_pk PRIMARY KEY (book_id, number),
  CONSTRAINT search_entries_entry_fk FOREIGN KEY (book_id, number) REFERENCES entries (book_id, number)
);
-- Without a pending list every row costs its writer the same, and no reader waits for somebody else's merge.
CREATE INDEX search_entries_words_idx ON search_entries USING gin (words) WITH (fastupdate = off);
CREATE INDEX search_entries_register_idx ON search_entries (register_id, registered_at);
COMMENT ON TABLE search_entries IS 'Index of entries: exact, rebuildable from ledger and entries; names no reader, rights are asked of entry_readers';
COMMENT ON COLUMN search_entries.words IS 'Words as written and their stems (A names, B subject, C resolution and issuer''s number, D file names); beside them keys of numbers (#…), units (~u…), registers (~r…) and weeks (~w…)';

CREATE TABLE search_marks (
  book_id uuid NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT search_marks_pk PRIMARY KEY (book_id),
  CONSTRAINT search_marks_book_fk FOREIGN KEY (book_id) REFERENCES books (id),
  CONSTRAINT search_marks_seq_positive CHECK (seq >= 0)
);
COMMENT ON TABLE search_marks IS 'Up to which record of each book the index has come; its row is the lock of the indexer';

GRANT SELECT, INSERT, DELETE, UPDATE (status, direction, channel, unit_id, words) ON search_entries TO opis_app, opis_worker;
GRANT SELECT, INSERT, UPDATE (seq) ON search_marks TO opis_app, opis_worker;
