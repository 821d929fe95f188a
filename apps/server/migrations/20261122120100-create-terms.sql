-- The terms of case files: what must be done by which day, and how that day was found.
CREATE TABLE terms (
  id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  role text NOT NULL,
  rule_id text NOT NULL,
  rule_valid_from date NOT NULL,
  extension_cap int NOT NULL,
  suspendable boolean NOT NULL,
  started_at timestamptz NOT NULL,
  start_on date NOT NULL,
  target_on date NOT NULL,
  limit_on date NOT NULL,
  limit_at timestamptz,
  due_on date NOT NULL,
  status text NOT NULL DEFAULT 'running',
  extended_by int NOT NULL DEFAULT 0,
  extended_at timestamptz,
  suspended_on date,
  suspended_days int NOT NULL DEFAULT 0,
  met_at timestamptz,
  met_cause text,
  met_cause_id uuid,
  cancelled_at timestamptz,
  cancel_reason text,
  missed_at timestamptz,
  CONSTRAINT terms_pk PRIMARY KEY (id),
  CONSTRAINT terms_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  -- Cap and suspension are those of the rule itself: what goes beyond them is refused whoever writes it.
  CONSTRAINT terms_rule_fk FOREIGN KEY (rule_id, rule_valid_from, extension_cap, suspendable)
    REFERENCES deadline_rules (id, valid_from, extension_cap, suspendable),
  CONSTRAINT terms_role_form CHECK (role ~ '^[a-z][a-z-]{0,39}$'),
  CONSTRAINT terms_status_known CHECK (status IN ('running', 'suspended', 'met', 'cancelled')),
  CONSTRAINT terms_dates_ordered CHECK (target_on <= limit_on),
  CONSTRAINT terms_due_one_of_two CHECK (due_on = target_on OR due_on = limit_on),
  CONSTRAINT terms_extension_within_cap CHECK (extended_by BETWEEN 0 AND extension_cap),
  CONSTRAINT terms_extension_whole CHECK ((extended_by > 0) = (extended_at IS NOT NULL)),
  CONSTRAINT terms_suspended_where_allowed CHECK (suspendable OR (status <> 'suspended' AND suspended_days = 0)),
  CONSTRAINT terms_suspension_whole CHECK ((status = 'suspended') = (suspended_on IS NOT NULL)),
  CONSTRAINT terms_suspended_days_positive CHECK (suspended_days >= 0),
  CONSTRAINT terms_met_whole CHECK ((status = 'met') = (met_at IS NOT NULL) AND (met_at IS NULL) = (met_cause IS NULL)),
  CONSTRAINT terms_met_after_start CHECK (met_at >= started_at),
  CONSTRAINT terms_met_cause_form CHECK (met_cause ~ '^[a-z][a-z-]{0,39}$'),
  CONSTRAINT terms_cancelled_whole CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)
    AND (cancelled_at IS NULL) = (cancel_reason IS NULL)),
  CONSTRAINT terms_cancel_reason_known CHECK (cancel_reason IN ('closed', 'joined', 'annulled', 'reclassified', 'replaced', 'other')),
  CONSTRAINT terms_missed_after_start CHECK (missed_at >= started_at)
);
-- Two terms of one role cannot run at once: nobody would know which of them the answer meets.
CREATE UNIQUE INDEX terms_one_running_a_role ON terms (case_file_id, role) WHERE status IN ('running', 'suspended');
CREATE INDEX terms_case_file_idx ON terms (case_file_id);
CREATE INDEX terms_rule_idx ON terms (rule_id, rule_valid_from);
CREATE INDEX terms_running_due_idx ON terms (due_on) WHERE status = 'running';
COMMENT ON TABLE terms IS 'Legal terms of case files; that one was missed is computed (past its due day and not met)';
COMMENT ON COLUMN terms.start_on IS 'The legal day from which it is counted; for one counted back, the day before which it must be done';
COMMENT ON COLUMN terms.target_on IS 'Last working day within the term: the cautious date';
COMMENT ON COLUMN terms.limit_on IS 'Last legal day by the count mode of the rule';
COMMENT ON COLUMN terms.due_on IS 'The one of the two that people are given';
COMMENT ON COLUMN terms.extended_by IS 'By how much it was extended, once, in the unit of the rule; never more than the law allows';
COMMENT ON COLUMN terms.met_cause IS 'What met it: closed, dispatched, letter; with the id of that, so that a bounce can take it back';
COMMENT ON COLUMN terms.missed_at IS 'When it was recorded, once, that its day had passed';
CREATE TRIGGER terms_kept BEFORE DELETE OR TRUNCATE ON terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE case_files ADD COLUMN due_on date;
COMMENT ON COLUMN case_files.due_on IS 'The earliest due day of its running terms, kept by a trigger on terms; null without one';
CREATE INDEX case_files_unit_due_idx ON case_files (unit_id, status, (coalesce(due_on, 'infinity'::date)), id) WHERE unit_id IS NOT NULL;
CREATE INDEX case_files_handler_due_idx ON case_files (handler_id, status, (coalesce(due_on, 'infinity'::date)), id) WHERE handler_id IS NOT NULL;
CREATE INDEX case_files_unassigned_due_idx ON case_files ((coalesce(due_on, 'infinity'::date)), id) WHERE status = 'unassigned';
CREATE INDEX case_files_due_idx ON case_files ((coalesce(due_on, 'infinity'::date)), id);

-- Whoever registers writes the due day with the file: then there is nothing left to do here.
CREATE FUNCTION follow_terms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE case_files SET due_on = first.due_on
  FROM (SELECT touched.id, (SELECT min(terms.due_on) FROM terms
      WHERE terms.case_file_id = touched.id AND terms.status = 'running') AS due_on
    FROM (SELECT DISTINCT changed.case_file_id AS id FROM changed) AS touched) AS first
  WHERE case_files.id = first.id AND case_files.due_on IS DISTINCT FROM first.due_on;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION follow_terms() FROM PUBLIC;
CREATE TRIGGER terms_follow_insert AFTER INSERT ON terms REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION follow_terms();
CREATE TRIGGER terms_follow_update AFTER UPDATE ON terms REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION follow_terms();

GRANT SELECT, INSERT ON terms TO opis_app;
GRANT UPDATE (target_on, limit_on, limit_at, due_on, status, extended_by, extended_at, suspended_on, suspended_days, met_at,
  met_cause, met_cause_id, cancelled_at, cancel_reason, missed_at) ON terms TO opis_app;
GRANT SELECT ON terms TO opis_worker;
