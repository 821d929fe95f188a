-- What the house does with every file that it keeps, once for each distinct content: the rows are the queue themselves.
CREATE TABLE file_works (
  sha256 text NOT NULL,
  kind text NOT NULL,
  status text NOT NULL DEFAULT 'waiting',
  flags text[] NOT NULL DEFAULT '{}',
  done int NOT NULL DEFAULT 0,
  total int,
  attempts int NOT NULL DEFAULT 0,
  error_code text,
  tool text,
  detail text,
  run_id uuid,
  requested_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  started_at timestamptz,
  leased_until timestamptz,
  finished_at timestamptz,
  CONSTRAINT file_works_pk PRIMARY KEY (sha256, kind),
  CONSTRAINT file_works_blob_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256) ON DELETE CASCADE,
  CONSTRAINT file_works_kind_known CHECK (kind IN ('antivirus', 'text', 'preview', 'small', 'archive')),
  CONSTRAINT file_works_status_known CHECK (status IN ('waiting', 'running', 'done', 'flagged', 'failed')),
  CONSTRAINT file_works_counted CHECK (attempts >= 0 AND done >= 0 AND done <= coalesce(total, done)),
  CONSTRAINT file_works_flags_said CHECK ((status <> 'flagged' OR cardinality(flags) > 0) AND (status <> 'done' OR flags = '{}')),
  CONSTRAINT file_works_failure_named CHECK (status <> 'failed' OR error_code IS NOT NULL),
  CONSTRAINT file_works_run_whole CHECK ((status = 'running') = (run_id IS NOT NULL)
    AND (status = 'running') = (leased_until IS NOT NULL)),
  CONSTRAINT file_works_finished_whole CHECK ((status IN ('done', 'flagged', 'failed')) = (finished_at IS NOT NULL))
);
CREATE INDEX file_works_due_idx ON file_works (kind, due_at) WHERE status = 'waiting';
CREATE INDEX file_works_running_idx ON file_works (leased_until) WHERE status = 'running';
CREATE INDEX file_works_said_idx ON file_works (kind, finished_at) WHERE status IN ('flagged', 'failed');
COMMENT ON TABLE file_works IS 'One work a content and kind, done once whoever brings the same bytes; the file itself is never changed by it';
COMMENT ON COLUMN file_works.status IS 'flagged: ended, and there is something about the file that people must be told; failed: given up, for a reason of ours';
COMMENT ON COLUMN file_works.flags IS 'Codes of what is to be told (contracts, FileFlag)';
COMMENT ON COLUMN file_works.done IS 'Pages behind it, of total; after a kill the work goes on from what is kept';
COMMENT ON COLUMN file_works.tool IS 'Which program did it, for whoever asks how far it can be trusted';
COMMENT ON COLUMN file_works.detail IS 'The name of the virus, as the antivirus says it; nothing of the file';
COMMENT ON COLUMN file_works.run_id IS 'Which run holds the work; one that was thought dead finds another and stops';
COMMENT ON COLUMN file_works.leased_until IS 'Past it the run is dead and another takes the work up';
GRANT SELECT, INSERT ON file_works TO opis_app;
GRANT UPDATE (status, flags, done, total, attempts, error_code, tool, detail, run_id, due_at, started_at, leased_until,
  finished_at) ON file_works TO opis_app;

CREATE TABLE file_texts (
  sha256 text NOT NULL,
  page int NOT NULL,
  text text NOT NULL,
  source text NOT NULL,
  CONSTRAINT file_texts_pk PRIMARY KEY (sha256, page),
  CONSTRAINT file_texts_blob_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256) ON DELETE CASCADE,
  CONSTRAINT file_texts_page_from_one CHECK (page >= 1),
  CONSTRAINT file_texts_text_bounded CHECK (char_length(text) <= 200000),
  CONSTRAINT file_texts_source_known CHECK (source IN ('layer', 'ocr', 'office', 'mail'))
);
COMMENT ON TABLE file_texts IS 'What can be read in a file, page by page; shown and searched only through the documents that hold the file';
COMMENT ON COLUMN file_texts.text IS 'May hold personal data: never logged, never in an event. Empty when the page was read and holds nothing';
COMMENT ON COLUMN file_texts.source IS 'layer: written in the file; ocr: recognised in a picture, with mistakes; office, mail: of an unpaged document';
GRANT SELECT, INSERT, DELETE, UPDATE (text, source) ON file_texts TO opis_app;

CREATE TABLE file_copies (
  sha256 text NOT NULL,
  kind text NOT NULL,
  copy_sha256 text NOT NULL,
  standard text,
  made_at timestamptz NOT NULL,
  CONSTRAINT file_copies_pk PRIMARY KEY (sha256, kind),
  CONSTRAINT file_copies_blob_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256) ON DELETE CASCADE,
  CONSTRAINT file_copies_copy_fk FOREIGN KEY (copy_sha256) REFERENCES blobs (sha256),
  CONSTRAINT file_copies_kind_known CHECK (kind IN ('small', 'archive')),
  CONSTRAINT file_copies_another CHECK (copy_sha256 <> sha256),
  CONSTRAINT file_copies_standard_of_archive CHECK ((kind = 'archive') = (standard IS NOT NULL)),
  CONSTRAINT file_copies_standard_known CHECK (standard IN ('pdf-a-2b'))
);
CREATE INDEX file_copies_copy_idx ON file_copies (copy_sha256);
COMMENT ON TABLE file_copies IS 'What we made of a file: to send, to archive. The original stays as it came and is the record';
COMMENT ON COLUMN file_copies.standard IS 'Only what the program that wrote the copy enforces: a copy that does not conform is not kept';
GRANT SELECT, INSERT, DELETE, UPDATE (copy_sha256, standard, made_at) ON file_copies TO opis_app;

-- An office document is shown by the pages of a PDF that was made of it.
ALTER TABLE blobs ADD COLUMN shown_as text;
ALTER TABLE blobs ADD CONSTRAINT blobs_shown_as_fk FOREIGN KEY (shown_as) REFERENCES blobs (sha256);
ALTER TABLE blobs ADD CONSTRAINT blobs_shown_as_another CHECK (shown_as <> sha256);
CREATE INDEX blobs_shown_as_idx ON blobs (shown_as) WHERE shown_as IS NOT NULL;
COMMENT ON COLUMN blobs.shown_as IS 'The PDF whose pages stand for these bytes on the screen; what is downloaded is always these bytes';
GRANT UPDATE (shown_as) ON blobs TO opis_app;
