-- A document is found by what it is called and by how it left, too; a message by what it says, before anybody decided.

CREATE FUNCTION note_departed_letters_to_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_pending (document_id)
    SELECT DISTINCT letter_documents.document_id FROM changed
    JOIN letter_documents ON letter_documents.letter_id = changed.letter_id;
  RETURN NULL;
END $$;
-- The number of a consignment is noted when the letter leaves, long after its document is there.
CREATE TRIGGER letter_departures_searched AFTER INSERT ON letter_departures REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_departed_letters_to_search();
-- The scan of a signed paper may be brought after the letter left.
CREATE TRIGGER letter_documents_searched AFTER INSERT ON letter_documents REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_documents_to_search();

CREATE TABLE search_messages (
  message_id uuid NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT search_messages_pk PRIMARY KEY (message_id),
  CONSTRAINT search_messages_message_fk FOREIGN KEY (message_id) REFERENCES incoming_messages (id)
);
CREATE INDEX search_messages_words_idx ON search_messages USING gin (words) WITH (fastupdate = off);
COMMENT ON TABLE search_messages IS 'Index of messages that came in: exact, rebuildable; names no reader, rights are asked of the message';
COMMENT ON COLUMN search_messages.words IS 'Words of sender (A), subject (B), text and names of files as written and their stems; keys of codes (#c keyed hash), phones (#t), numbers (#n) and consignments (#a) in them';

ALTER TABLE search_pending ADD COLUMN message_id uuid,
  DROP CONSTRAINT search_pending_one_named,
  ADD CONSTRAINT search_pending_one_named CHECK (num_nonnulls(document_id, sha256, message_id) = 1);
COMMENT ON TABLE search_pending IS 'Documents and messages whose rows must be looked at again, in order; a file names every document that holds it';

CREATE FUNCTION note_messages_to_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_pending (message_id) SELECT changed.message_id FROM changed;
  RETURN NULL;
END $$;
-- With the proposal, since that keeps the beginning of the text; both are written when the message comes and stay.
CREATE TRIGGER intake_proposals_searched AFTER INSERT ON intake_proposals REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_messages_to_search();

COMMENT ON COLUMN intake_proposals.words IS 'Beginning of its text, folded: a rule is tried on it, and it is searched';

GRANT SELECT, INSERT, DELETE ON search_messages TO opis_app, opis_worker;

-- What is there already is looked at once more.
INSERT INTO search_pending (document_id) SELECT documents.id FROM documents ORDER BY documents.id;
INSERT INTO search_pending (message_id) SELECT intake_proposals.message_id FROM intake_proposals ORDER BY intake_proposals.message_id;
UPDATE search_marks SET seq = 0;
