-- Paper that was scanned: files that came in watched folders or from a browser, their pages, and where each page went.

-- A counter of an office, known by its folder: the scans of its machine are its own.
CREATE TABLE scan_counters (
  office_id uuid NOT NULL,
  code text NOT NULL,
  seen_at timestamptz NOT NULL,
  CONSTRAINT scan_counters_pk PRIMARY KEY (office_id, code),
  CONSTRAINT scan_counters_office_fk FOREIGN KEY (office_id) REFERENCES offices (id),
  CONSTRAINT scan_counters_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$')
);
COMMENT ON TABLE scan_counters IS 'Counters that have a folder of their own among the watched ones';
GRANT SELECT, INSERT, UPDATE (seen_at) ON scan_counters TO opis_app, opis_worker;

CREATE TABLE scan_batches (
  id uuid NOT NULL,
  office_id uuid,
  counter text,
  uploaded_by uuid,
  name text NOT NULL,
  size bigint NOT NULL,
  modified_ms bigint,
  sha256 text,
  media_type text,
  arrived_at timestamptz NOT NULL,
  state text NOT NULL,
  refusal text,
  page_count integer,
  edits jsonb NOT NULL DEFAULT '[]',
  version integer NOT NULL DEFAULT 1,
  settled_at timestamptz,
  settled_by uuid,
  CONSTRAINT scan_batches_pk PRIMARY KEY (id),
  CONSTRAINT scan_batches_office_fk FOREIGN KEY (office_id) REFERENCES offices (id),
  CONSTRAINT scan_batches_sha256_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256),
  CONSTRAINT scan_batches_name_length CHECK (char_length(name) BETWEEN 1 AND 1000),
  CONSTRAINT scan_batches_state_known CHECK (state IN ('reading', 'ready', 'refused')),
  CONSTRAINT scan_batches_refused_for_a_reason CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  CONSTRAINT scan_batches_read_have_bytes CHECK (state = 'refused' OR (sha256 IS NOT NULL AND media_type IS NOT NULL)),
  CONSTRAINT scan_batches_ready_have_pages CHECK (state <> 'ready' OR page_count >= 1),
  CONSTRAINT scan_batches_come_one_way CHECK ((uploaded_by IS NULL) = (modified_ms IS NOT NULL)),
  CONSTRAINT scan_batches_settled_by_somebody CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
  CONSTRAINT scan_batches_edits_listed CHECK (jsonb_typeof(edits) = 'array')
);
-- What makes a file of a folder the same file: taken in once, however often it is looked at and by however many.
CREATE UNIQUE INDEX scan_batches_taken_once
  ON scan_batches (office_id, counter, name, size, modified_ms) NULLS NOT DISTINCT WHERE uploaded_by IS NULL;
CREATE INDEX scan_batches_sha256 ON scan_batches (sha256);
CREATE INDEX scan_batches_open ON scan_batches (office_id, arrived_at) WHERE settled_at IS NULL;
COMMENT ON TABLE scan_batches IS 'One file as it came from a scanner; its bytes never change, whatever is done to its pages';
COMMENT ON COLUMN scan_batches.office_id IS 'The office whose folder it came in, or of who sent it; its staff who register see it';
COMMENT ON COLUMN scan_batches.counter IS 'The counter whose folder it came in; null: the office''s own';
COMMENT ON COLUMN scan_batches.modified_ms IS 'Of a file in a folder, its time of change; null for what a browser sent';
COMMENT ON COLUMN scan_batches.refusal IS 'Why it was not taken in; the file is still in its folder';
COMMENT ON COLUMN scan_batches.edits IS 'Acts on the page strip, in their order; the layout is these applied to what was read';
COMMENT ON COLUMN scan_batches.settled_at IS 'When nothing of it waited any more, or a person put it away';
GRANT SELECT, INSERT, UPDATE (state, refusal, page_count, edits, version, settled_at, settled_by)
  ON scan_batches TO opis_app, opis_worker;

CREATE TABLE scan_pages (
  batch_id uuid NOT NULL,
  page integer NOT NULL,
  blank boolean NOT NULL,
  turned smallint NOT NULL,
  skew real NOT NULL,
  codes jsonb NOT NULL,
  thumbnail bytea NOT NULL,
  CONSTRAINT scan_pages_pk PRIMARY KEY (batch_id, page),
  CONSTRAINT scan_pages_batch_fk FOREIGN KEY (batch_id) REFERENCES scan_batches (id),
  CONSTRAINT scan_pages_page_from_one CHECK (page >= 1),
  CONSTRAINT scan_pages_turned_known CHECK (turned IN (0, 90, 180, 270)),
  CONSTRAINT scan_pages_codes_listed CHECK (jsonb_typeof(codes) = 'array')
);
COMMENT ON TABLE scan_pages IS 'What was read on each page of a file that came';
COMMENT ON COLUMN scan_pages.turned IS 'Degrees clockwise from upright, by the label on it';
COMMENT ON COLUMN scan_pages.skew IS 'Degrees clockwise that its lines are off the level';
GRANT SELECT, INSERT ON scan_pages TO opis_app, opis_worker;

CREATE TABLE scan_placements (
  batch_id uuid NOT NULL,
  page integer NOT NULL,
  document_id uuid,
  upload_id uuid,
  case_file_id uuid,
  placed_at timestamptz NOT NULL,
  placed_by uuid NOT NULL,
  CONSTRAINT scan_placements_pk PRIMARY KEY (batch_id, page),
  CONSTRAINT scan_placements_page_fk FOREIGN KEY (batch_id, page) REFERENCES scan_pages (batch_id, page),
  CONSTRAINT scan_placements_document_fk FOREIGN KEY (document_id) REFERENCES documents (id),
  CONSTRAINT scan_placements_go_one_way CHECK ((document_id IS NULL) <> (upload_id IS NULL)),
  CONSTRAINT scan_placements_document_in_file CHECK ((document_id IS NULL) = (case_file_id IS NULL))
);
CREATE INDEX scan_placements_document ON scan_placements (document_id);
CREATE INDEX scan_placements_case_file ON scan_placements (case_file_id);
COMMENT ON TABLE scan_placements IS 'Where a page went: the key lets it be in one document only';
COMMENT ON COLUMN scan_placements.upload_id IS 'Taken to the counter: it is the page of an entry once that upload is used, and free again if it is let go';
COMMENT ON COLUMN scan_placements.case_file_id IS 'The file in whose opis the document stands';
GRANT SELECT, INSERT, DELETE ON scan_placements TO opis_app, opis_worker;
