-- Petitions (OG 27/2002): what was decided about them, by whom and why.

CREATE TABLE petition_triages (
  id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  decision text NOT NULL,
  procedure text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  CONSTRAINT petition_triages_pk PRIMARY KEY (id),
  CONSTRAINT petition_triages_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT petition_triages_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT petition_triages_decision_known CHECK (decision IN ('petition', 'foi-request', 'service', 'audience', 'whistleblower')),
  CONSTRAINT petition_triages_reason_said CHECK (reason <> '')
);
CREATE INDEX petition_triages_case_file_idx ON petition_triages (case_file_id, id);
CREATE INDEX petition_triages_account_idx ON petition_triages (account_id);
COMMENT ON TABLE petition_triages IS 'What a paper was found to be, each time somebody looked; number and date never change by it (INF-10)';
COMMENT ON COLUMN petition_triages.procedure IS 'Code of the procedure that the file follows since';

CREATE TABLE anonymous_decisions (
  id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  ground text NOT NULL,
  at_stake text NOT NULL,
  way text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  CONSTRAINT anonymous_decisions_pk PRIMARY KEY (id),
  CONSTRAINT anonymous_decisions_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT anonymous_decisions_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT anonymous_decisions_ground_known CHECK (ground IN ('no-sender', 'no-identification', 'found-false')),
  CONSTRAINT anonymous_decisions_stake_known CHECK (at_stake IN ('nothing', 'child-or-victim', 'integrity')),
  CONSTRAINT anonymous_decisions_way_known CHECK (way IN ('close', 'ex-officio', 'seal')),
  -- Where somebody is in danger an anonymous paper is never laid aside.
  CONSTRAINT anonymous_decisions_closed_when_nothing CHECK ((way = 'close') = (at_stake = 'nothing')),
  CONSTRAINT anonymous_decisions_reason_said CHECK (reason <> '')
);
CREATE INDEX anonymous_decisions_case_file_idx ON anonymous_decisions (case_file_id);
CREATE INDEX anonymous_decisions_account_idx ON anonymous_decisions (account_id);
COMMENT ON TABLE anonymous_decisions IS 'What a person decided about a paper without a name (OG 27/2002, art. 7), after the question of danger was answered';

CREATE TABLE competent_bodies (
  id uuid NOT NULL,
  name text NOT NULL,
  domains text NOT NULL,
  address text NOT NULL,
  email text,
  version int NOT NULL DEFAULT 1,
  retired_at timestamptz,
  CONSTRAINT competent_bodies_pk PRIMARY KEY (id),
  CONSTRAINT competent_bodies_said CHECK (name <> '' AND domains <> '' AND address <> ''),
  CONSTRAINT competent_bodies_email_length CHECK (char_length(email) BETWEEN 3 AND 254)
);
CREATE UNIQUE INDEX competent_bodies_name_unique ON competent_bodies (fold(name)) WHERE retired_at IS NULL;
COMMENT ON TABLE competent_bodies IS 'Where petitions that came to the wrong door are sent (OG 27/2002, art. 6¹)';
COMMENT ON COLUMN competent_bodies.domains IS 'What it is competent for, in words';

CREATE TABLE redirections (
  id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  body_id uuid NOT NULL,
  body_name text NOT NULL,
  reason text NOT NULL,
  letter_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  left_at timestamptz,
  notice_left_at timestamptz,
  CONSTRAINT redirections_pk PRIMARY KEY (id),
  CONSTRAINT redirections_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT redirections_body_fk FOREIGN KEY (body_id) REFERENCES competent_bodies (id),
  CONSTRAINT redirections_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT redirections_notice_fk FOREIGN KEY (notice_id) REFERENCES letters (id),
  CONSTRAINT redirections_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT redirections_two_letters CHECK (letter_id <> notice_id),
  CONSTRAINT redirections_withdrawal_whole CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)),
  CONSTRAINT redirections_reason_said CHECK (reason <> '')
);
CREATE UNIQUE INDEX redirections_one_a_file ON redirections (case_file_id) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX redirections_letter_unique ON redirections (letter_id);
CREATE UNIQUE INDEX redirections_notice_unique ON redirections (notice_id);
CREATE INDEX redirections_case_file_idx ON redirections (case_file_id);
CREATE INDEX redirections_body_idx ON redirections (body_id);
CREATE INDEX redirections_account_idx ON redirections (account_id);
COMMENT ON TABLE redirections IS 'Petitions sent to the competent authority: two letters, and closed as redirected only when both have left';
COMMENT ON COLUMN redirections.body_name IS 'As the body was called when it was chosen';
COMMENT ON COLUMN redirections.left_at IS 'When the letter to the authority left; null again when it came back';

-- The database itself refuses a redirection of which a letter has not left.
CREATE FUNCTION refuse_half_redirection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM redirections WHERE redirections.case_file_id = NEW.id AND redirections.withdrawn_at IS NULL
      AND redirections.left_at IS NOT NULL AND redirections.notice_left_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a petition is redirected when both letters have left (OG 27/2002, art. 6¹)'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_files_redirected_by_two_letters', TABLE = 'case_files';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_files_redirected BEFORE INSERT OR UPDATE OF outcome ON case_files
  FOR EACH ROW WHEN (NEW.outcome = 'redirected') EXECUTE FUNCTION refuse_half_redirection();

CREATE TABLE petition_joinders (
  case_file_id uuid NOT NULL,
  first_id uuid NOT NULL,
  basis text NOT NULL,
  likeness smallint NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  kind text NOT NULL,
  id uuid NOT NULL,
  CONSTRAINT petition_joinders_pk PRIMARY KEY (id),
  CONSTRAINT petition_joinders_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT petition_joinders_first_fk FOREIGN KEY (first_id) REFERENCES case_files (id),
  CONSTRAINT petition_joinders_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT petition_joinders_two CHECK (case_file_id <> first_id),
  CONSTRAINT petition_joinders_kind_known CHECK (kind IN ('joined', 'repeat')),
  CONSTRAINT petition_joinders_basis_known CHECK (basis IN ('person', 'text', 'both', 'stated')),
  CONSTRAINT petition_joinders_likeness_percent CHECK (likeness BETWEEN 0 AND 100),
  CONSTRAINT petition_joinders_reason_said CHECK (reason <> '')
);
CREATE INDEX petition_joinders_case_file_idx ON petition_joinders (case_file_id);
CREATE INDEX petition_joinders_first_idx ON petition_joinders (first_id);
CREATE INDEX petition_joinders_account_idx ON petition_joinders (account_id);
COMMENT ON TABLE petition_joinders IS 'joined: one answer for several petitions (art. 10 (1)); repeat: closed after the answer, with this mention at the first (art. 10 (2))';
COMMENT ON COLUMN petition_joinders.basis IS 'How the machine had found it: by person, by text, by both; stated: by whoever joined it';
COMMENT ON COLUMN petition_joinders.likeness IS 'Of the subjects, in percent, as it was shown';

CREATE TABLE petition_extensions (
  case_file_id uuid NOT NULL,
  days smallint NOT NULL,
  energy boolean NOT NULL,
  reason text NOT NULL,
  first_due_on date NOT NULL,
  due_on date NOT NULL,
  letter_id uuid NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  CONSTRAINT petition_extensions_pk PRIMARY KEY (case_file_id),
  CONSTRAINT petition_extensions_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT petition_extensions_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT petition_extensions_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  -- Art. 9 of OG 27/2002, as Legea 31/2018 has it: 15 days, 30 in energy and natural gas.
  CONSTRAINT petition_extensions_cap CHECK (days BETWEEN 1 AND CASE WHEN energy THEN 30 ELSE 15 END),
  CONSTRAINT petition_extensions_later CHECK (due_on > first_due_on),
  CONSTRAINT petition_extensions_reason_said CHECK (reason <> '')
);
CREATE INDEX petition_extensions_letter_idx ON petition_extensions (letter_id);
CREATE INDEX petition_extensions_account_idx ON petition_extensions (account_id);
COMMENT ON TABLE petition_extensions IS 'The head''s decision to extend, once a file (OG 27/2002, art. 9), with the notice to the petitioner';
COMMENT ON COLUMN petition_extensions.first_due_on IS 'The day before which the petitioner must be told';

CREATE TRIGGER petition_triages_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON petition_triages
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER anonymous_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON anonymous_decisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER petition_joinders_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON petition_joinders
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER petition_extensions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON petition_extensions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER redirections_kept BEFORE DELETE OR TRUNCATE ON redirections FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Audiences are asked for in writing too; the law sets no term (AUD-01: slots and enrolment are the institution's).
SELECT ship_procedure('{
  "code": "audience",
  "name": "Cerere de audiență",
  "description": "Cineva cere să fie primit; programarea se face de compartimentul de relații cu publicul.",
  "fields": [
    { "name": "withWhom", "label": "Cu cine", "kind": "text", "max": 120 },
    { "name": "matter", "label": "Problema", "kind": "text", "max": 1000 }
  ],
  "outcomes": ["granted", "refused", "withdrawn", "other"],
  "answer": { "templates": ["raspuns"], "signatures": 1 },
  "retention": { "years": 5 },
  "public": ["status", "unit", "documents", "answer", "outcome"]
}');
-- What a special register receives: opened by a transfer, seen by those named on it alone.
SELECT ship_procedure('{
  "code": "confidential-report",
  "name": "Raportare confidențială",
  "legalBasis": "Legea nr. 361/2022",
  "outcomes": ["answered", "filed", "withdrawn", "other"],
  "answer": { "templates": ["raspuns"], "signatures": 1 },
  "retention": { "years": 5 }
}');
-- Art. 9 of OG 27/2002 lets petitions about energy and natural gas wait longer: the file says which it is.
SELECT ship_procedure(jsonb_set(newest.declaration, '{fields}', newest.declaration -> 'fields' ||
  '[{ "name": "energy", "label": "Din domeniul energiei sau al gazelor naturale", "kind": "yes-no" }]'::jsonb))
FROM (SELECT procedures.declaration FROM procedures WHERE procedures.code = 'petition' AND procedures.origin = 'shipped'
  ORDER BY procedures.version DESC LIMIT 1) AS newest;

GRANT SELECT, INSERT ON petition_triages, anonymous_decisions, competent_bodies, redirections, petition_joinders,
  petition_extensions TO opis_app;
GRANT UPDATE (name, domains, address, email, version, retired_at) ON competent_bodies TO opis_app;
GRANT UPDATE (withdrawn_at, withdrawn_reason, left_at, notice_left_at) ON redirections TO opis_app;
GRANT SELECT ON petition_triages, anonymous_decisions, competent_bodies, redirections, petition_joinders,
  petition_extensions TO opis_worker;
