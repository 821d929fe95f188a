-- Authorisations whose term passed with no answer (OUG 27/2003): what the house found, and what a person made of it.
CREATE TABLE tacit_findings (
  case_file_id uuid NOT NULL,
  term_id uuid NOT NULL,
  found_at timestamptz NOT NULL,
  passed_on date NOT NULL,
  effect text,
  basis text,
  decided_at timestamptz,
  decided_by uuid,
  on_behalf_of uuid,
  signal_letter_id uuid,
  CONSTRAINT tacit_findings_pk PRIMARY KEY (case_file_id),
  CONSTRAINT tacit_findings_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT tacit_findings_term_fk FOREIGN KEY (term_id) REFERENCES terms (id),
  CONSTRAINT tacit_findings_decided_by_fk FOREIGN KEY (decided_by) REFERENCES accounts (id),
  CONSTRAINT tacit_findings_letter_fk FOREIGN KEY (signal_letter_id) REFERENCES letters (id),
  CONSTRAINT tacit_findings_effect_known CHECK (effect IN ('approved', 'not-approved')),
  CONSTRAINT tacit_findings_passed_before CHECK (passed_on < (found_at AT TIME ZONE 'Europe/Bucharest')::date),
  -- The law gives the effect, a person records it with its basis: never one without the other.
  CONSTRAINT tacit_findings_decision_whole CHECK ((effect IS NULL) = (basis IS NULL) AND (effect IS NULL) = (decided_at IS NULL)
    AND (effect IS NULL) = (decided_by IS NULL) AND basis <> ''),
  CONSTRAINT tacit_findings_signal_after_decision CHECK (signal_letter_id IS NULL OR effect IS NOT NULL)
);
CREATE INDEX tacit_findings_term_idx ON tacit_findings (term_id);
CREATE INDEX tacit_findings_decided_by_idx ON tacit_findings (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX tacit_findings_letter_idx ON tacit_findings (signal_letter_id) WHERE signal_letter_id IS NOT NULL;
CREATE INDEX tacit_findings_open_idx ON tacit_findings (found_at) WHERE effect IS NULL;
COMMENT ON TABLE tacit_findings IS 'Files whose term of answer passed with no answer, of procedures to which tacit approval applies: possible approval, to be examined by a person';
COMMENT ON COLUMN tacit_findings.passed_on IS 'The cautious day (target) that passed';
COMMENT ON COLUMN tacit_findings.effect IS 'What a person found; null: not examined yet';
CREATE TRIGGER tacit_findings_kept BEFORE DELETE OR TRUNCATE ON tacit_findings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE irregularity_notices (
  case_file_id uuid NOT NULL,
  letter_id uuid NOT NULL,
  until_on date NOT NULL,
  adds_days int NOT NULL,
  begun_at timestamptz NOT NULL,
  left_on date,
  CONSTRAINT irregularity_notices_pk PRIMARY KEY (letter_id),
  CONSTRAINT irregularity_notices_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT irregularity_notices_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT irregularity_notices_adds_some CHECK (adds_days > 0),
  -- One that left too late adds nothing, and is not kept as having left in time (art. 6 (4)).
  CONSTRAINT irregularity_notices_in_time CHECK (left_on <= until_on)
);
CREATE INDEX irregularity_notices_case_file_idx ON irregularity_notices (case_file_id);
COMMENT ON TABLE irregularity_notices IS 'Letters that tell of irregularities (OUG 27/2003 art. 6 (4)); left_on: it left in its window and the term was made longer';
GRANT SELECT, INSERT ON tacit_findings, irregularity_notices TO opis_app;
GRANT UPDATE (effect, basis, decided_at, decided_by, on_behalf_of, signal_letter_id) ON tacit_findings TO opis_app;
GRANT UPDATE (left_on) ON irregularity_notices TO opis_app;
GRANT SELECT ON tacit_findings, irregularity_notices TO opis_worker;
