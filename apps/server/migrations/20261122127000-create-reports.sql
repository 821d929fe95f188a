-- Reports on works that people keep, and those of them that are made by themselves.
CREATE TABLE saved_reports (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  title text NOT NULL,
  request jsonb NOT NULL,
  rhythm text,
  format text NOT NULL,
  next_on date,
  last_made_at timestamptz,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  CONSTRAINT saved_reports_pk PRIMARY KEY (id),
  CONSTRAINT saved_reports_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT saved_reports_said CHECK (title <> ''),
  CONSTRAINT saved_reports_request_object CHECK (jsonb_typeof(request) = 'object'),
  CONSTRAINT saved_reports_rhythm_known CHECK (rhythm IN ('weekly', 'monthly', 'half-yearly')),
  CONSTRAINT saved_reports_format_known CHECK (format IN ('pdf', 'xlsx')),
  CONSTRAINT saved_reports_comes_with_rhythm CHECK ((rhythm IS NULL) = (next_on IS NULL))
);
CREATE INDEX saved_reports_account_idx ON saved_reports (account_id);
CREATE UNIQUE INDEX saved_reports_title_unique ON saved_reports (account_id, title) WHERE removed_at IS NULL;
CREATE INDEX saved_reports_next_idx ON saved_reports (next_on) WHERE removed_at IS NULL AND next_on IS NOT NULL;
COMMENT ON TABLE saved_reports IS 'Questions about works that one person keeps under a title; codes and days only';
COMMENT ON COLUMN saved_reports.rhythm IS 'Made by itself of the week, month or half-year just ended; null: only when asked';
COMMENT ON COLUMN saved_reports.next_on IS 'The day on which it is made next';
GRANT SELECT, INSERT ON saved_reports TO opis_app;
GRANT UPDATE (next_on, last_made_at, removed_at) ON saved_reports TO opis_app;
GRANT SELECT ON saved_reports TO opis_worker;
