-- Everything that happens is an event, written in the transaction that made it happen.
CREATE TABLE events (
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  type text NOT NULL,
  account_id uuid,
  on_behalf_of uuid,
  unit_id uuid,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  data jsonb NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT events_pk PRIMARY KEY (at, id),
  CONSTRAINT events_hash_length CHECK (octet_length(hash) = 32)
) PARTITION BY RANGE (at);
COMMENT ON TABLE events IS 'Append-only list of what happened; ids and codes only, no personal data';
COMMENT ON COLUMN events.hash IS 'SHA-256 of the canonical JSON of the other columns; the day is sealed over these';
CREATE INDEX events_subject_idx ON events (subject_id, at);

-- Reading is another table, with a retention of its own: who looked at whom, and for what.
CREATE TABLE access_log (
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  purpose text NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT access_log_pk PRIMARY KEY (at, id),
  CONSTRAINT access_log_kind_known CHECK (kind IN ('viewed', 'file-read', 'revealed')),
  CONSTRAINT access_log_hash_length CHECK (octet_length(hash) = 32)
) PARTITION BY RANGE (at);
COMMENT ON TABLE access_log IS 'Append-only list of reads of personal data through a person''s or a file''s page';
CREATE INDEX access_log_subject_idx ON access_log (subject_id, at);

CREATE TABLE day_seals (
  journal text NOT NULL,
  day date NOT NULL,
  row_count bigint NOT NULL,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL,
  sealed_at timestamptz NOT NULL,
  CONSTRAINT day_seals_pk PRIMARY KEY (journal, day),
  CONSTRAINT day_seals_journal_known CHECK (journal IN ('events', 'access_log')),
  CONSTRAINT day_seals_hash_length CHECK (octet_length(hash) = 32 AND octet_length(prev_hash) = 32)
);
COMMENT ON TABLE day_seals IS 'Nightly chained seal over the hashes of a day''s events or reads (Europe/Bucharest days)';

-- A partition for each month; the default one only catches what a forgotten clock would lose.
CREATE FUNCTION ensure_month_partitions(first_month date, months int) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  parent text;
  month_start date;
  part text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['events', 'access_log'] LOOP
    FOR i IN 0 .. months - 1 LOOP
      month_start := (date_trunc('month', first_month) + make_interval(months => i))::date;
      part := parent || '_' || to_char(month_start, 'YYYY_MM');
      IF to_regclass(part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent,
          month_start::timestamp AT TIME ZONE 'UTC', (month_start + interval '1 month')::timestamp AT TIME ZONE 'UTC');
      END IF;
    END LOOP;
  END LOOP;
END $$;
COMMENT ON FUNCTION ensure_month_partitions(date, int) IS 'Makes the month partitions of events and access_log that are missing';
REVOKE ALL ON FUNCTION ensure_month_partitions(date, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_month_partitions(date, int) TO opis_app, opis_worker;

CREATE TABLE events_default PARTITION OF events DEFAULT;
CREATE TABLE access_log_default PARTITION OF access_log DEFAULT;
SELECT ensure_month_partitions('2026-01-01', 36);

CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER day_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON day_seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON events, access_log TO opis_app;
GRANT SELECT, INSERT ON day_seals TO opis_app;
