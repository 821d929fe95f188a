-- Scans are checked like every other file; one that cannot be read or split goes whole to the file where it belongs.

INSERT INTO file_works (sha256, kind, requested_at, due_at)
SELECT DISTINCT scan_batches.sha256, 'antivirus', now(), now() FROM scan_batches WHERE scan_batches.sha256 IS NOT NULL
ON CONFLICT (sha256, kind) DO NOTHING;

ALTER TABLE scan_batches ADD COLUMN document_id uuid;
ALTER TABLE scan_batches ADD COLUMN case_file_id uuid;
ALTER TABLE scan_batches ADD CONSTRAINT scan_batches_document_fk FOREIGN KEY (document_id) REFERENCES documents (id);
ALTER TABLE scan_batches ADD CONSTRAINT scan_batches_document_in_file
  CHECK ((document_id IS NULL) = (case_file_id IS NULL));
-- What was taken in goes page by page, and each page to one place.
ALTER TABLE scan_batches ADD CONSTRAINT scan_batches_whole_only_unsplit
  CHECK (document_id IS NULL OR (state = 'refused' AND sha256 IS NOT NULL));
CREATE INDEX scan_batches_document ON scan_batches (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX scan_batches_case_file ON scan_batches (case_file_id) WHERE case_file_id IS NOT NULL;
COMMENT ON COLUMN scan_batches.document_id IS 'The document that the whole file became, when it could not be taken in page by page';
COMMENT ON COLUMN scan_batches.case_file_id IS 'The file in whose opis that document stands';
GRANT UPDATE (document_id, case_file_id) ON scan_batches TO opis_app, opis_worker;
