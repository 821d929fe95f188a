-- A rule speaks only after the very same content was tried on old mail, among the rules that stand: each trial is kept.
CREATE TABLE intake_rule_trials (
  rule_id uuid NOT NULL,
  content bytea NOT NULL,
  among int NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid,
  looked int NOT NULL,
  met int NOT NULL,
  changed int NOT NULL,
  better int NOT NULL,
  worse int NOT NULL,
  CONSTRAINT intake_rule_trials_pk PRIMARY KEY (rule_id, content, among),
  CONSTRAINT intake_rule_trials_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT intake_rule_trials_content_hashed CHECK (octet_length(content) = 32),
  CONSTRAINT intake_rule_trials_counted CHECK (among >= 0 AND met BETWEEN 0 AND looked AND changed BETWEEN 0 AND looked
    AND better >= 0 AND worse >= 0 AND better + worse <= changed)
);
CREATE INDEX intake_rule_trials_account_idx ON intake_rule_trials (account_id) WHERE account_id IS NOT NULL;
COMMENT ON TABLE intake_rule_trials IS 'Trials of rules on old mail, with what they would have changed; only what was tried goes live';
COMMENT ON COLUMN intake_rule_trials.rule_id IS 'Also of a rule that is not saved yet: the id that it is going to have';
COMMENT ON COLUMN intake_rule_trials.content IS 'SHA-256 of the canonical JSON of what was tried, without the name';
COMMENT ON COLUMN intake_rule_trials.among IS 'Versions of rules that stood then: with another one saved since, the trial says nothing any more';

CREATE TRIGGER intake_rule_trials_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON intake_rule_trials
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON intake_rule_trials TO opis_app;
GRANT SELECT ON intake_rule_trials TO opis_worker;
