-- What the search box finds inside documents: one row a document, written by the indexer from file_texts (decision 0240).

CREATE TABLE search_documents (
  document_id uuid NOT NULL,
  ordinal int NOT NULL,
  book_id uuid NOT NULL,
  number int NOT NULL,
  registered_at timestamptz NOT NULL,
  own boolean NOT NULL,
  sha256 text NOT NULL,
  page int,
  context text NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT search_documents_pk PRIMARY KEY (document_id, ordinal),
  CONSTRAINT search_documents_document_fk FOREIGN KEY (document_id) REFERENCES documents (id),
  -- What takes the row of an entry away takes its documents along, in the same statement: a paper moved to a sealed register.
  CONSTRAINT search_documents_entry_fk FOREIGN KEY (book_id, number) REFERENCES search_entries (book_id, number) ON DELETE CASCADE,
  CONSTRAINT search_documents_ordinal_from_one CHECK (ordinal >= 1),
  CONSTRAINT search_documents_page_from_one CHECK (page >= 1),
  CONSTRAINT search_documents_sha256_form CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
-- Without a pending list no reader waits for somebody else's merge.
CREATE INDEX search_documents_words_idx ON search_documents USING gin (words) WITH (fastupdate = off);
CREATE INDEX search_documents_entry_idx ON search_documents (book_id, number);
COMMENT ON TABLE search_documents IS 'Index of the words inside documents: exact, rebuildable; names no reader, rights are asked of entry_readers';
COMMENT ON COLUMN search_documents.ordinal IS 'From 1; more than one row only where a document has more different words than a row can hold';
COMMENT ON COLUMN search_documents.own IS 'Held by the case file itself, not by an entry: its place is asked of case_items again at each search';
COMMENT ON COLUMN search_documents.page IS 'The page on which all of it stands, with positions; null: the pages lie in search_pages';
COMMENT ON COLUMN search_documents.context IS 'Hash of what the entry says beside the text: another one, and the row is written anew';
COMMENT ON COLUMN search_documents.words IS 'Words as written and their stems, those of its entry beside them; keys of codes (#c keyed hash), phones (#t) and numbers (#n) in it, and its week (~w)';

CREATE TABLE search_pages (
  document_id uuid NOT NULL,
  ordinal int NOT NULL,
  page int NOT NULL,
  from_char int NOT NULL,
  chars int NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT search_pages_pk PRIMARY KEY (document_id, ordinal, page, from_char),
  CONSTRAINT search_pages_document_fk FOREIGN KEY (document_id, ordinal) REFERENCES search_documents (document_id, ordinal) ON DELETE CASCADE,
  CONSTRAINT search_pages_range CHECK (page >= 1 AND from_char >= 0 AND chars > 0)
);
COMMENT ON TABLE search_pages IS 'Pieces of longer documents with the places of their words: where a phrase stands, and on which page';
COMMENT ON COLUMN search_pages.from_char IS 'Characters of the page''s text before the piece';

CREATE TABLE search_pending (
  id bigint GENERATED ALWAYS AS IDENTITY,
  document_id uuid,
  sha256 text,
  CONSTRAINT search_pending_pk PRIMARY KEY (id),
  CONSTRAINT search_pending_one_named CHECK (num_nonnulls(document_id, sha256) = 1)
);
COMMENT ON TABLE search_pending IS 'Documents whose rows must be looked at again, in order; a file names every document that holds it';

CREATE TABLE search_drain (
  single boolean NOT NULL DEFAULT true,
  CONSTRAINT search_drain_pk PRIMARY KEY (single),
  CONSTRAINT search_drain_one_row CHECK (single)
);
INSERT INTO search_drain DEFAULT VALUES;
COMMENT ON TABLE search_drain IS 'Its row is the lock of whoever indexes documents: two at once could write the older text last';

GRANT SELECT, INSERT, DELETE ON search_documents, search_pages, search_pending TO opis_app, opis_worker;
GRANT SELECT, UPDATE (single) ON search_drain TO opis_app, opis_worker;

-- By trigger, since a document comes in many ways (a registration, a letter, a scan, an e-mail) and each must be found.
CREATE FUNCTION note_documents_to_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_pending (document_id) SELECT DISTINCT changed.document_id FROM changed;
  RETURN NULL;
END $$;
CREATE TRIGGER document_files_searched AFTER INSERT ON document_files REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_documents_to_search();
-- A document of a letter comes into the opis after its file; one of a file that is joined to another goes with it.
CREATE TRIGGER case_items_searched AFTER INSERT ON case_items REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_documents_to_search();
CREATE TRIGGER case_items_moved_searched AFTER UPDATE ON case_items REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_documents_to_search();

-- Rows of entries keep the places of their words apart by field from now on: each book is indexed once more.
UPDATE search_marks SET seq = 0;
