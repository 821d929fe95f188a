-- The monthly lists of requests not finished 30 days after their registration, one a structure of rank I, as they were sent.
CREATE TABLE unfinished_lists (
  id uuid NOT NULL,
  month date NOT NULL,
  unit_id uuid NOT NULL,
  counted_on date NOT NULL,
  made_at timestamptz NOT NULL,
  works int NOT NULL,
  sha256 bytea NOT NULL,
  size bigint NOT NULL,
  mailed_at timestamptz,
  CONSTRAINT unfinished_lists_pk PRIMARY KEY (id),
  CONSTRAINT unfinished_lists_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT unfinished_lists_once UNIQUE (month, unit_id),
  CONSTRAINT unfinished_lists_month_first_day CHECK (extract(day FROM month) = 1),
  CONSTRAINT unfinished_lists_some CHECK (works > 0 AND size > 0),
  CONSTRAINT unfinished_lists_hash_length CHECK (octet_length(sha256) = 32)
);
CREATE INDEX unfinished_lists_unit_idx ON unfinished_lists (unit_id, month);
COMMENT ON TABLE unfinished_lists IS 'Lists of requests unfinished after 30 days, kept as they were made; the paper lies in the file store under its hash';
COMMENT ON COLUMN unfinished_lists.month IS 'First day of the month in which it was made';
COMMENT ON COLUMN unfinished_lists.mailed_at IS 'When the heads of the structure were mailed; null: no mail server, no address, or not yet';
CREATE TRIGGER unfinished_lists_kept BEFORE DELETE OR TRUNCATE ON unfinished_lists
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON unfinished_lists TO opis_app;
GRANT UPDATE (mailed_at) ON unfinished_lists TO opis_app;
GRANT SELECT ON unfinished_lists TO opis_worker;
