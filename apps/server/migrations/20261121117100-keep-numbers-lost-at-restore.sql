-- A number that may have been issued and that no copy has is written into the chain as lost: it is never given again.
ALTER TABLE ledger_records DROP CONSTRAINT ledger_records_kind_known;
ALTER TABLE ledger_records ADD CONSTRAINT ledger_records_kind_known CHECK (kind IN ('opened', 'registered', 'routed',
  'out', 'joined', 'classified', 'corrected', 'annulled', 'sealed', 'erased', 'closed', 'lost'));
DROP INDEX ledger_records_registered_once;
CREATE UNIQUE INDEX ledger_records_registered_once ON ledger_records (book_id, number)
  WHERE kind IN ('registered', 'lost');

-- What the house did to look after itself, and how the log is kept.
CREATE TABLE operation_runs (
  id uuid NOT NULL,
  kind text NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text,
  detail jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT operation_runs_pk PRIMARY KEY (id),
  CONSTRAINT operation_runs_kind_known CHECK (kind IN ('copies', 'restore-drill', 'restore')),
  CONSTRAINT operation_runs_outcome_known CHECK (outcome IN ('done', 'failed')),
  CONSTRAINT operation_runs_end_whole CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT operation_runs_end_later CHECK (ended_at >= started_at)
);
CREATE INDEX operation_runs_kind_idx ON operation_runs (kind, started_at DESC);
COMMENT ON TABLE operation_runs IS 'Copies, restore drills and restores: when, how they ended, sizes and counts; no personal data';
COMMENT ON COLUMN operation_runs.ended_at IS 'Null while it runs, and for ever when its process was killed';
GRANT SELECT, INSERT, UPDATE (ended_at, outcome, detail) ON operation_runs TO opis_app;

CREATE TABLE archive_state (
  only_row boolean NOT NULL DEFAULT true,
  reported_at timestamptz NOT NULL,
  lsn text,
  failure text,
  failing_since timestamptz,
  CONSTRAINT archive_state_pk PRIMARY KEY (only_row),
  CONSTRAINT archive_state_one_row CHECK (only_row),
  CONSTRAINT archive_state_failure_whole CHECK ((failure IS NULL) = (failing_since IS NULL))
);
COMMENT ON TABLE archive_state IS 'What the process that keeps the log in the archive last said';
COMMENT ON COLUMN archive_state.failure IS 'Code of what stands in the way; null while it is written';
GRANT SELECT, INSERT, UPDATE ON archive_state TO opis_app;
