-- A jurist of the institution may find that a term is counted otherwise than we read it: what it was, what it is from then
-- on and why stays, for whoever asks later why a day was another.
CREATE TABLE deadline_rule_corrections (
  id uuid NOT NULL,
  rule_id text NOT NULL,
  rule_valid_from date NOT NULL,
  before_mode text NOT NULL,
  after_mode text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  CONSTRAINT deadline_rule_corrections_pk PRIMARY KEY (id),
  CONSTRAINT deadline_rule_corrections_rule_fk FOREIGN KEY (rule_id, rule_valid_from)
    REFERENCES deadline_rules (id, valid_from),
  CONSTRAINT deadline_rule_corrections_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  -- Hours and months are other durations, which no correction of the mode alone may make of days.
  CONSTRAINT deadline_rule_corrections_modes_of_days CHECK (before_mode IN ('free', 'calendar', 'workdays')
    AND after_mode IN ('free', 'calendar', 'workdays') AND before_mode <> after_mode),
  CONSTRAINT deadline_rule_corrections_reason_said CHECK (reason <> '')
);
CREATE INDEX deadline_rule_corrections_rule_idx ON deadline_rule_corrections (rule_id, rule_valid_from, at);
CREATE INDEX deadline_rule_corrections_account_idx ON deadline_rule_corrections (account_id);
CREATE TRIGGER deadline_rule_corrections_append_only BEFORE UPDATE OR DELETE ON deadline_rule_corrections
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deadline_rule_corrections_no_truncate BEFORE TRUNCATE ON deadline_rule_corrections
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE deadline_rule_corrections IS 'How a jurist of the institution corrected the way in which the days of a rule are counted (zile libere, calendaristice, lucrătoare)';
COMMENT ON COLUMN deadline_rule_corrections.reason IS 'Why, with the text of law that says so; shown beside the rule';

GRANT SELECT, INSERT ON deadline_rule_corrections TO opis_app;
GRANT SELECT ON deadline_rule_corrections TO opis_worker;
GRANT UPDATE (count_mode, unit) ON deadline_rules TO opis_app;
