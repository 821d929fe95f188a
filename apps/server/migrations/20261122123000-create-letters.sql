-- Letters: what the institution writes in a file, from draft to gone.

CREATE TABLE letter_templates (
  code text NOT NULL,
  version int NOT NULL,
  kind text NOT NULL,
  procedure text,
  retired boolean NOT NULL,
  text jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL,
  CONSTRAINT letter_templates_pk PRIMARY KEY (code, version),
  CONSTRAINT letter_templates_saved_by_fk FOREIGN KEY (saved_by) REFERENCES accounts (id),
  CONSTRAINT letter_templates_version_from_one CHECK (version >= 1),
  CONSTRAINT letter_templates_text_whole CHECK (jsonb_typeof(text) = 'object')
);
CREATE INDEX letter_templates_saved_by_idx ON letter_templates (saved_by);
COMMENT ON TABLE letter_templates IS 'Templates as the institution changed them; those that came with the program are version 0 and stand in its files';
COMMENT ON COLUMN letter_templates.procedure IS 'Code of the procedure that it serves; null: every one';
COMMENT ON COLUMN letter_templates.retired IS 'No longer offered from this version on';
CREATE TRIGGER letter_templates_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON letter_templates
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE text_modules (
  id uuid NOT NULL,
  name text NOT NULL,
  body jsonb NOT NULL,
  scope text NOT NULL,
  account_id uuid NOT NULL,
  unit_id uuid,
  saved_at timestamptz NOT NULL,
  removed_at timestamptz,
  CONSTRAINT text_modules_pk PRIMARY KEY (id),
  CONSTRAINT text_modules_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT text_modules_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT text_modules_named CHECK (name <> ''),
  CONSTRAINT text_modules_scope_known CHECK (scope IN ('own', 'unit', 'institution')),
  CONSTRAINT text_modules_unit_where_due CHECK ((scope = 'unit') = (unit_id IS NOT NULL))
);
CREATE INDEX text_modules_account_idx ON text_modules (account_id);
CREATE INDEX text_modules_unit_idx ON text_modules (unit_id) WHERE unit_id IS NOT NULL;
CREATE UNIQUE INDEX text_modules_own_name_unique ON text_modules (account_id, name)
  WHERE removed_at IS NULL AND scope = 'own';
CREATE UNIQUE INDEX text_modules_unit_name_unique ON text_modules (unit_id, name)
  WHERE removed_at IS NULL AND scope = 'unit';
CREATE UNIQUE INDEX text_modules_institution_name_unique ON text_modules (name)
  WHERE removed_at IS NULL AND scope = 'institution';
COMMENT ON TABLE text_modules IS 'Pieces of text kept for use again in letters';

CREATE TABLE letters (
  id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  kind text NOT NULL,
  template_code text,
  template_version int,
  status text NOT NULL DEFAULT 'draft',
  version int NOT NULL DEFAULT 1,
  draft jsonb NOT NULL,
  author_id uuid NOT NULL,
  on_behalf_of uuid,
  unit_id uuid,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL,
  route int NOT NULL DEFAULT 0,
  signatures_required smallint NOT NULL DEFAULT 1,
  legal_basis_required boolean NOT NULL DEFAULT false,
  closes_file boolean NOT NULL DEFAULT false,
  dated_on date,
  ready_at timestamptz,
  withdrawn_reason text,
  CONSTRAINT letters_pk PRIMARY KEY (id),
  CONSTRAINT letters_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT letters_author_fk FOREIGN KEY (author_id) REFERENCES accounts (id),
  CONSTRAINT letters_saved_by_fk FOREIGN KEY (saved_by) REFERENCES accounts (id),
  CONSTRAINT letters_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT letters_on_behalf_fk FOREIGN KEY (on_behalf_of) REFERENCES staff (id),
  CONSTRAINT letters_kind_known CHECK (kind IN ('answer', 'partial-refusal', 'refusal', 'extension', 'redirection',
    'redirection-notice', 'clarification', 'information', 'cost-notice', 'irregularity', 'referral-notice',
    'internal-note')),
  CONSTRAINT letters_status_known CHECK (status IN ('draft', 'in-route', 'approved', 'signed', 'ready', 'left', 'withdrawn')),
  CONSTRAINT letters_template_whole CHECK ((template_code IS NULL) = (template_version IS NULL)),
  CONSTRAINT letters_draft_whole CHECK (jsonb_typeof(draft) = 'object'),
  CONSTRAINT letters_signatures_range CHECK (signatures_required IN (1, 2)),
  CONSTRAINT letters_dated_when_ready CHECK (status NOT IN ('ready', 'left') OR (dated_on IS NOT NULL AND ready_at IS NOT NULL)),
  CONSTRAINT letters_on_route CHECK (status NOT IN ('in-route', 'approved', 'signed', 'ready', 'left') OR route >= 1),
  CONSTRAINT letters_withdrawn_with_reason CHECK ((status = 'withdrawn') = (withdrawn_reason IS NOT NULL)),
  CONSTRAINT letters_version_positive CHECK (version >= 1 AND route >= 0)
);
CREATE INDEX letters_case_file_idx ON letters (case_file_id, id);
CREATE INDEX letters_author_idx ON letters (author_id, status, id);
CREATE INDEX letters_unit_idx ON letters (unit_id, status, id);
CREATE INDEX letters_saved_by_idx ON letters (saved_by);
CREATE INDEX letters_on_behalf_idx ON letters (on_behalf_of) WHERE on_behalf_of IS NOT NULL;
-- The queue „De expediat”: few are ready at a time.
CREATE INDEX letters_ready_idx ON letters (id) WHERE status = 'ready';
CREATE INDEX letters_left_idx ON letters (changed_at, id) WHERE status = 'left';
COMMENT ON TABLE letters IS 'A letter of a case file; its text stands in versions once it goes on its way';
COMMENT ON COLUMN letters.draft IS 'The text as last saved while it is a draft; fixed from then on';
COMMENT ON COLUMN letters.unit_id IS 'The unit that solves: where the file lay when the letter was begun; null in confidential registers';
COMMENT ON COLUMN letters.route IS 'Which sending on route it is at; 0: never sent';
COMMENT ON COLUMN letters.signatures_required IS 'PET-13 (art. 13 of OG 27/2002): two where the procedure asks it';
COMMENT ON COLUMN letters.legal_basis_required IS 'PET-13: the answer states its legal basis';
COMMENT ON COLUMN letters.closes_file IS 'Its author asked that the file close as answered when it leaves';
COMMENT ON COLUMN letters.dated_on IS 'The day on its stamp, column 9 of the rows that it answers (REG-03)';
COMMENT ON COLUMN letters.version IS 'One more with each change; an act on another version is a conflict';

CREATE TABLE letter_versions (
  letter_id uuid NOT NULL,
  number int NOT NULL,
  content jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL,
  on_behalf_of uuid,
  CONSTRAINT letter_versions_pk PRIMARY KEY (letter_id, number),
  CONSTRAINT letter_versions_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT letter_versions_saved_by_fk FOREIGN KEY (saved_by) REFERENCES accounts (id),
  CONSTRAINT letter_versions_from_one CHECK (number >= 1)
);
CREATE INDEX letter_versions_saved_by_idx ON letter_versions (saved_by);
COMMENT ON TABLE letter_versions IS 'Texts of a letter that were kept: never changed, never removed';
CREATE TRIGGER letter_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON letter_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE letter_routes (
  id uuid NOT NULL,
  letter_id uuid NOT NULL,
  number int NOT NULL,
  version_number int NOT NULL,
  signing text NOT NULL,
  line uuid,
  endorsements smallint NOT NULL,
  dated_on date,
  sealed_document_id uuid,
  sent_at timestamptz NOT NULL,
  sent_by uuid NOT NULL,
  on_behalf_of uuid,
  ended_as text,
  ended_at timestamptz,
  ended_by uuid,
  reason text,
  CONSTRAINT letter_routes_pk PRIMARY KEY (id),
  CONSTRAINT letter_routes_number_unique UNIQUE (letter_id, number),
  CONSTRAINT letter_routes_version_fk FOREIGN KEY (letter_id, version_number) REFERENCES letter_versions (letter_id, number),
  CONSTRAINT letter_routes_sent_by_fk FOREIGN KEY (sent_by) REFERENCES accounts (id),
  CONSTRAINT letter_routes_sealed_document_fk FOREIGN KEY (sealed_document_id) REFERENCES documents (id),
  CONSTRAINT letter_routes_sealed_whole CHECK (sealed_document_id IS NULL OR (signing = 'electronic' AND dated_on IS NOT NULL)),
  CONSTRAINT letter_routes_signing_known CHECK (signing IN ('paper', 'electronic')),
  CONSTRAINT letter_routes_end_known CHECK (ended_as IN ('ready', 'returned', 'recalled', 'withdrawn')),
  CONSTRAINT letter_routes_end_whole CHECK ((ended_as IS NULL) = (ended_at IS NULL)),
  CONSTRAINT letter_routes_return_says_why CHECK (ended_as NOT IN ('returned', 'recalled') OR reason IS NOT NULL)
);
CREATE INDEX letter_routes_sent_by_idx ON letter_routes (sent_by);
CREATE INDEX letter_routes_sealed_document_idx ON letter_routes (sealed_document_id) WHERE sealed_document_id IS NOT NULL;
COMMENT ON COLUMN letter_routes.dated_on IS 'Of one signed with certificates: the day of the first, which stands in its stamp; the others sign the same bytes';
COMMENT ON COLUMN letter_routes.sealed_document_id IS 'The PDF that is being signed: a version of the document for each signature';
COMMENT ON TABLE letter_routes IS 'Each time a letter was sent to be endorsed and signed, and how that ended';
COMMENT ON COLUMN letter_routes.id IS 'What the tasks of endorsement and signature are about (subject letter-version)';

CREATE TABLE letter_signatures (
  route_id uuid NOT NULL,
  slot text NOT NULL,
  staff_id uuid NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  method text,
  signed_on date,
  signed_at timestamptz,
  account_id uuid,
  on_behalf_of uuid,
  CONSTRAINT letter_signatures_pk PRIMARY KEY (route_id, slot),
  CONSTRAINT letter_signatures_route_fk FOREIGN KEY (route_id) REFERENCES letter_routes (id),
  CONSTRAINT letter_signatures_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id),
  CONSTRAINT letter_signatures_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT letter_signatures_persons_apart UNIQUE (route_id, staff_id),
  CONSTRAINT letter_signatures_slot_known CHECK (slot IN ('institution-head', 'unit-head')),
  CONSTRAINT letter_signatures_method_known CHECK (method IN ('paper', 'electronic')),
  CONSTRAINT letter_signatures_whole CHECK ((method IS NULL) = (signed_on IS NULL) AND (method IS NULL) = (signed_at IS NULL)
    AND (method IS NULL) = (account_id IS NULL))
);
CREATE INDEX letter_signatures_staff_idx ON letter_signatures (staff_id);
CREATE INDEX letter_signatures_account_idx ON letter_signatures (account_id) WHERE account_id IS NOT NULL;
COMMENT ON TABLE letter_signatures IS 'Who signs a sent letter and whether they have; name and title as printed (PET-13, art. 13 of OG 27/2002)';
COMMENT ON COLUMN letter_signatures.account_id IS 'Who recorded the signature: the signer, or whoever brought the scan of the signed paper';

CREATE TABLE letter_numbers (
  letter_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  position int NOT NULL,
  book_id uuid NOT NULL,
  record_seq bigint,
  CONSTRAINT letter_numbers_pk PRIMARY KEY (letter_id, entry_id),
  CONSTRAINT letter_numbers_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT letter_numbers_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id),
  CONSTRAINT letter_numbers_record_fk FOREIGN KEY (book_id, record_seq) REFERENCES ledger_records (book_id, seq),
  CONSTRAINT letter_numbers_position_unique UNIQUE (letter_id, position)
);
CREATE INDEX letter_numbers_entry_idx ON letter_numbers (entry_id);
CREATE INDEX letter_numbers_record_idx ON letter_numbers (book_id, record_seq);
COMMENT ON TABLE letter_numbers IS 'Every number that a letter answers (REG-03, PET-09)';
COMMENT ON COLUMN letter_numbers.record_seq IS 'The record of the out columns; null where the book of that year was closed before';
CREATE TRIGGER letter_numbers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON letter_numbers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE letter_documents (
  document_id uuid NOT NULL,
  letter_id uuid NOT NULL,
  kind text NOT NULL,
  CONSTRAINT letter_documents_pk PRIMARY KEY (document_id),
  CONSTRAINT letter_documents_document_fk FOREIGN KEY (document_id) REFERENCES documents (id),
  CONSTRAINT letter_documents_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT letter_documents_kind_unique UNIQUE (letter_id, kind),
  CONSTRAINT letter_documents_kind_known CHECK (kind IN ('letter', 'signed-scan'))
);
COMMENT ON TABLE letter_documents IS 'What of the opis a letter became: its PDF as it left, the scan of the signed paper';
CREATE TRIGGER letter_documents_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON letter_documents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE letter_departures (
  id uuid NOT NULL,
  letter_id uuid NOT NULL,
  how text NOT NULL,
  left_on date NOT NULL,
  received_by text,
  note text,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  CONSTRAINT letter_departures_pk PRIMARY KEY (id),
  CONSTRAINT letter_departures_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT letter_departures_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT letter_departures_how_known CHECK (how IN ('hand', 'post', 'registered-post', 'courier', 'email', 'portal',
    'internal', 'other')),
  CONSTRAINT letter_departures_receiver_named CHECK ((how = 'hand') = (received_by IS NOT NULL)),
  CONSTRAINT letter_departures_words CHECK (received_by <> '' AND note <> '')
);
CREATE INDEX letter_departures_letter_idx ON letter_departures (letter_id, id);
CREATE INDEX letter_departures_account_idx ON letter_departures (account_id);
COMMENT ON TABLE letter_departures IS 'Each time a letter left: a term is met by it, not by the draft';
CREATE TRIGGER letter_departures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON letter_departures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE letter_returns (
  departure_id uuid NOT NULL,
  returned_on date NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  CONSTRAINT letter_returns_pk PRIMARY KEY (departure_id),
  CONSTRAINT letter_returns_departure_fk FOREIGN KEY (departure_id) REFERENCES letter_departures (id),
  CONSTRAINT letter_returns_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT letter_returns_said CHECK (reason <> '')
);
CREATE INDEX letter_returns_account_idx ON letter_returns (account_id);
COMMENT ON TABLE letter_returns IS 'A letter that came back undelivered: the terms that it met run again';
CREATE TRIGGER letter_returns_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON letter_returns
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE letter_editors (
  letter_id uuid NOT NULL,
  account_id uuid NOT NULL,
  since timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  CONSTRAINT letter_editors_pk PRIMARY KEY (letter_id, account_id),
  CONSTRAINT letter_editors_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT letter_editors_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id)
);
CREATE INDEX letter_editors_account_idx ON letter_editors (account_id);
COMMENT ON TABLE letter_editors IS 'Who has a draft open at this moment; a hint for the others, no lock';

-- What a letter may become: the law and the order of its states, whoever writes the row.
CREATE FUNCTION letters_keep_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sent letter_routes%ROWTYPE;
  delivered boolean;
  asked int;
  missing int;
  declared jsonb;
BEGIN
  IF OLD.status = 'withdrawn' THEN
    RAISE EXCEPTION 'a letter that was withdrawn changes no more' USING ERRCODE = 'check_violation', CONSTRAINT = 'letters_withdrawn_is_final';
  END IF;
  IF OLD.status IN ('ready', 'left') AND to_jsonb(NEW) - ARRAY['status', 'version', 'changed_at']
      IS DISTINCT FROM to_jsonb(OLD) - ARRAY['status', 'version', 'changed_at'] THEN
    RAISE EXCEPTION 'a registered letter changes no more' USING ERRCODE = 'check_violation', CONSTRAINT = 'letters_registered_is_fixed';
  END IF;
  IF OLD.status <> 'draft' AND NEW.draft IS DISTINCT FROM OLD.draft THEN
    RAISE EXCEPTION 'only a draft is written' USING ERRCODE = 'check_violation', CONSTRAINT = 'letters_only_drafts_change';
  END IF;
  IF (OLD.status, NEW.status) NOT IN (('draft', 'draft'), ('draft', 'in-route'), ('draft', 'approved'), ('draft', 'withdrawn'),
    ('in-route', 'in-route'), ('in-route', 'draft'), ('in-route', 'approved'), ('in-route', 'withdrawn'),
    ('approved', 'approved'), ('approved', 'in-route'), ('approved', 'draft'), ('approved', 'signed'), ('approved', 'ready'), ('approved', 'withdrawn'),
    ('signed', 'signed'), ('signed', 'draft'), ('signed', 'ready'), ('signed', 'withdrawn'),
    ('ready', 'ready'), ('ready', 'left'), ('left', 'left'), ('left', 'ready')) THEN
    RAISE EXCEPTION 'a letter does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'letters_order_of_states';
  END IF;
  IF NEW.status IN ('approved', 'signed', 'ready', 'left') THEN
    -- What the procedure of the file asks of an answer holds whatever the row was told when it began.
    SELECT procedures.declaration -> 'answer' INTO declared FROM case_files
      JOIN procedures ON procedures.code = case_files.procedure AND procedures.version = case_files.procedure_version
      WHERE case_files.id = NEW.case_file_id AND NEW.status <> 'left' AND OLD.status <> 'left' AND NEW.kind IN ('answer',
        'partial-refusal', 'refusal', 'extension', 'redirection', 'redirection-notice');
    SELECT letter_routes.* INTO sent FROM letter_routes WHERE letter_routes.letter_id = NEW.id AND letter_routes.number = NEW.route;
    IF (NEW.legal_basis_required OR coalesce((declared ->> 'legalBasis')::boolean, false)) AND NOT EXISTS (SELECT FROM letter_versions WHERE letter_versions.letter_id = NEW.id
        AND letter_versions.number = sent.version_number AND btrim(letter_versions.content ->> 'legalBasis') <> '') THEN
      RAISE EXCEPTION 'an answer states its legal basis (OG 27/2002, art. 13)' USING ERRCODE = 'check_violation', CONSTRAINT = 'letters_legal_basis_stated';
    END IF;
    SELECT count(*), count(*) FILTER (WHERE letter_signatures.method IS NULL) INTO asked, missing
      FROM letter_signatures WHERE letter_signatures.route_id = sent.id;
    IF asked < greatest(NEW.signatures_required, coalesce((declared ->> 'signatures')::int, 1)) OR (NEW.status <> 'approved' AND missing > 0) THEN
      RAISE EXCEPTION 'a letter leaves with its signatures (OG 27/2002, art. 13)' USING ERRCODE = 'check_violation', CONSTRAINT = 'letters_signatures_whole';
    END IF;
  END IF;
  IF (OLD.status = 'left') <> (NEW.status = 'left') THEN
    SELECT letter_returns.departure_id IS NULL INTO delivered FROM letter_departures
      LEFT JOIN letter_returns ON letter_returns.departure_id = letter_departures.id
      WHERE letter_departures.letter_id = NEW.id ORDER BY letter_departures.id DESC LIMIT 1;
    IF coalesce(delivered, false) <> (NEW.status = 'left') THEN
      RAISE EXCEPTION 'a letter has left when its departure says so, and is back when its return does' USING ERRCODE = 'check_violation', CONSTRAINT = 'letters_left_by_departure';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letters_keep_order BEFORE UPDATE ON letters FOR EACH ROW EXECUTE FUNCTION letters_keep_order();
CREATE TRIGGER letters_kept BEFORE DELETE OR TRUNCATE ON letters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letter_routes_kept BEFORE DELETE OR TRUNCATE ON letter_routes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letter_signatures_kept BEFORE DELETE OR TRUNCATE ON letter_signatures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A letter begins as a draft, and a signature once given is not taken back.
CREATE FUNCTION letters_begin_as_drafts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'draft' OR NEW.route <> 0 THEN
    RAISE EXCEPTION 'a letter begins as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'letters_begin_as_drafts';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letters_begin_as_drafts BEFORE INSERT ON letters FOR EACH ROW EXECUTE FUNCTION letters_begin_as_drafts();
CREATE FUNCTION letter_signatures_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.method IS NOT NULL THEN
    RAISE EXCEPTION 'a signature once given stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_signatures_stay';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_signatures_stay BEFORE UPDATE ON letter_signatures FOR EACH ROW EXECUTE FUNCTION letter_signatures_stay();

ALTER TABLE documents DROP CONSTRAINT documents_holder_type_known,
  ADD CONSTRAINT documents_holder_type_known CHECK (holder_type IN ('entry', 'case-file', 'letter'));

GRANT SELECT, INSERT ON letter_templates, text_modules, letters, letter_versions, letter_routes, letter_signatures,
  letter_numbers, letter_documents, letter_departures, letter_returns, letter_editors TO opis_app;
GRANT UPDATE (removed_at) ON text_modules TO opis_app;
GRANT UPDATE (status, version, draft, changed_at, saved_at, saved_by, route, signatures_required, legal_basis_required,
  closes_file, dated_on, ready_at, withdrawn_reason) ON letters TO opis_app;
GRANT UPDATE (line, dated_on, sealed_document_id, ended_as, ended_at, ended_by, reason) ON letter_routes TO opis_app;
GRANT UPDATE (method, signed_on, signed_at, account_id, on_behalf_of) ON letter_signatures TO opis_app;
GRANT UPDATE (seen_at), DELETE ON letter_editors TO opis_app;
GRANT SELECT ON letters, letter_versions, letter_routes, letter_signatures, letter_numbers, letter_documents,
  letter_departures, letter_returns TO opis_worker;
