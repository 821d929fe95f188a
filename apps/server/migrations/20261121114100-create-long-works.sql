-- What a person asked for and need not wait for: found again after a reload, left and finished meanwhile.
CREATE TABLE long_works (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  request_id uuid NOT NULL,
  kind text NOT NULL,
  params jsonb NOT NULL,
  label jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting',
  attempt int NOT NULL DEFAULT 0,
  stage text,
  done int NOT NULL DEFAULT 0,
  total int,
  cancel_requested boolean NOT NULL DEFAULT false,
  error_code text,
  counts jsonb NOT NULL DEFAULT '{}',
  file_sha256 text,
  file_name text,
  file_size bigint,
  media_type text,
  expires_at timestamptz,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  CONSTRAINT long_works_pk PRIMARY KEY (id),
  CONSTRAINT long_works_request_unique UNIQUE (account_id, request_id),
  CONSTRAINT long_works_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT long_works_state_known CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  CONSTRAINT long_works_finished_whole CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  CONSTRAINT long_works_failure_named CHECK ((state = 'failed') = (error_code IS NOT NULL)),
  CONSTRAINT long_works_counted CHECK (attempt >= 0 AND done >= 0 AND total >= 0),
  CONSTRAINT long_works_file_form CHECK (file_sha256 ~ '^[0-9a-f]{64}$' AND file_size > 0),
  CONSTRAINT long_works_file_whole CHECK ((file_sha256 IS NULL) = (file_name IS NULL)
    AND (file_sha256 IS NULL) = (file_size IS NULL) AND (file_sha256 IS NULL) = (media_type IS NULL)
    AND (file_sha256 IS NULL) = (expires_at IS NULL) AND (file_sha256 IS NULL OR state = 'done'))
);
CREATE INDEX long_works_account_idx ON long_works (account_id, created_at);
CREATE INDEX long_works_unfinished_idx ON long_works (id) WHERE finished_at IS NULL;
CREATE INDEX long_works_finished_idx ON long_works (finished_at) WHERE finished_at IS NOT NULL;
COMMENT ON TABLE long_works IS 'Works in the background with their progress and result, each its owner''s own; rows go a week after the end';
COMMENT ON COLUMN long_works.attempt IS 'Which run holds the work: one that was thought dead and comes back finds another number and stops';
COMMENT ON COLUMN long_works.params IS 'What was asked: codes, days and numbers only';
COMMENT ON COLUMN long_works.label IS 'What its line in the list says, as values for the catalogue';
COMMENT ON COLUMN long_works.expires_at IS 'From then on the file is given to nobody; its bytes, named by no document, are swept';
GRANT SELECT, INSERT, DELETE ON long_works TO opis_app;
GRANT UPDATE (state, attempt, stage, done, total, cancel_requested, error_code, counts, file_sha256, file_name, file_size,
  media_type, expires_at, started_at, finished_at) ON long_works TO opis_app;
