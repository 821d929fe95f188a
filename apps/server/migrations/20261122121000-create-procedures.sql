-- Procedures: in which ways files go, as data. Versions stay for ever: a running file keeps the one it began with.

CREATE TABLE procedures (
  id uuid NOT NULL,
  code text NOT NULL,
  version smallint NOT NULL,
  origin text NOT NULL,
  declaration jsonb NOT NULL,
  declared_at timestamptz NOT NULL,
  declared_by uuid,
  CONSTRAINT procedures_pk PRIMARY KEY (code, version),
  CONSTRAINT procedures_id_unique UNIQUE (id),
  CONSTRAINT procedures_declared_by_fk FOREIGN KEY (declared_by) REFERENCES accounts (id),
  CONSTRAINT procedures_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  CONSTRAINT procedures_code_declared CHECK (declaration ->> 'code' = code),
  CONSTRAINT procedures_version_positive CHECK (version >= 1),
  CONSTRAINT procedures_origin_known CHECK (origin IN ('shipped', 'institution')),
  CONSTRAINT procedures_shipped_by_nobody CHECK (origin <> 'shipped' OR declared_by IS NULL)
);
CREATE INDEX procedures_declared_by_idx ON procedures (declared_by) WHERE declared_by IS NOT NULL;
COMMENT ON TABLE procedures IS 'Declarations of procedures, one row a version, append-only; the newest is what new registrations follow';
COMMENT ON COLUMN procedures.declaration IS 'As contracts/src/procedures/declaration.ts describes it; what is absent has its default';
COMMENT ON COLUMN procedures.origin IS 'shipped: came with the program; institution: from a file of its own. The program never replaces the latter';
COMMENT ON COLUMN procedures.declared_by IS 'Account that declared it; null: the program or its command line';
CREATE TRIGGER procedures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON procedures TO opis_app;
GRANT SELECT ON procedures TO opis_worker;

-- For migrations: a new version of what the program ships, unless it is the same or the institution has its own.
CREATE FUNCTION ship_procedure(declared jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO procedures (id, code, version, origin, declaration, declared_at)
  SELECT gen_random_uuid(), declared ->> 'code', coalesce(newest.version, 0) + 1, 'shipped', declared, now()
  FROM (SELECT) AS one LEFT JOIN LATERAL (
    SELECT procedures.version, procedures.origin, procedures.declaration FROM procedures
    WHERE procedures.code = declared ->> 'code' ORDER BY procedures.version DESC LIMIT 1) AS newest ON true
  WHERE newest.version IS NULL OR (newest.origin = 'shipped' AND newest.declaration <> declared)
$$;
REVOKE EXECUTE ON FUNCTION ship_procedure FROM PUBLIC;

SELECT ship_procedure('{
  "code": "general",
  "name": "Cerere sau document general",
  "description": "Ce nu urmează altă procedură: se repartizează, se rezolvă și se închide.",
  "directions": ["in", "internal", "ex-officio"],
  "outcomes": ["answered", "for-information", "filed", "withdrawn", "other"],
  "answer": { "templates": ["raspuns"], "signatures": 1 },
  "retention": { "years": 5 },
  "public": ["status", "unit", "term", "documents", "answer", "outcome"]
}');

SELECT ship_procedure('{
  "code": "petition",
  "name": "Petiție",
  "description": "Cerere, reclamație, sesizare sau propunere a unui cetățean ori a unei organizații legal constituite.",
  "legalBasis": "O.G. nr. 27/2002",
  "subRegister": "petitii",
  "forSubRegisters": ["petitii"],
  "categories": ["petitie", "sesizare"],
  "fields": [
    { "name": "petitionKind", "label": "Felul petiției", "kind": "choice", "options": [
      { "code": "cerere", "label": "Cerere" }, { "code": "reclamatie", "label": "Reclamație" },
      { "code": "sesizare", "label": "Sesizare" }, { "code": "propunere", "label": "Propunere" }] },
    { "name": "place", "label": "Locul faptei", "kind": "text", "hint": "stradă, număr, zonă", "max": 200 }
  ],
  "terms": [{ "rule": "PET-06", "role": "answer" }],
  "route": [
    { "kind": "endorsement", "to": { "leads": "unit" } },
    { "kind": "signature", "to": { "leads": "institution" } }
  ],
  "answer": { "templates": ["raspuns"], "signatures": 2, "legalBasis": true },
  "outcomes": ["answered", "closed-anonymous", "closed-repeat", "redirected", "withdrawn", "other"],
  "retention": { "years": 10 },
  "public": ["status", "unit", "handler", "term", "route", "documents", "answer", "outcome"]
}');

SELECT ship_procedure('{
  "code": "foi-request",
  "name": "Cerere de informații de interes public",
  "legalBasis": "Legea nr. 544/2001",
  "subRegister": "544",
  "forSubRegisters": ["544"],
  "categories": ["informatii-publice"],
  "fields": [
    { "name": "requestedInformation", "label": "Informațiile cerute", "kind": "text", "max": 4000, "required": true },
    { "name": "answerBy", "label": "Răspuns prin", "kind": "choice", "atCounter": true, "options": [
      { "code": "email", "label": "E-mail" }, { "code": "post", "label": "Poștă" },
      { "code": "counter", "label": "Ridicare de la ghișeu" }] },
    { "name": "domain", "label": "Domeniul", "kind": "choice", "options": [
      { "code": "bani-publici", "label": "Utilizarea banilor publici" },
      { "code": "atributii", "label": "Îndeplinirea atribuțiilor" },
      { "code": "acte-normative", "label": "Acte normative, reglementări" },
      { "code": "conducatori", "label": "Activitatea liderilor instituției" },
      { "code": "legea-544", "label": "Aplicarea Legii nr. 544/2001" },
      { "code": "altele", "label": "Altele" }] }
  ],
  "terms": [{ "rule": "INF-01-10", "role": "answer" }],
  "route": [{ "kind": "signature", "to": { "leads": "institution" } }],
  "answer": { "templates": ["raspuns"], "signatures": 1, "legalBasis": true },
  "outcomes": ["answered", "refused", "redirected", "withdrawn", "other"],
  "retention": { "years": 5 },
  "public": ["status", "unit", "term", "route", "documents", "answer", "outcome", "field:requestedInformation"]
}');

SELECT ship_procedure('{
  "code": "foi-complaint",
  "name": "Reclamație administrativă privind informațiile publice",
  "legalBasis": "Legea nr. 544/2001, art. 21",
  "subRegister": "544",
  "fields": [
    { "name": "complaintAbout", "label": "Se reclamă", "kind": "choice", "required": true, "atCounter": true, "options": [
      { "code": "refuz", "label": "Refuzul de a comunica" }, { "code": "lipsa-raspuns", "label": "Lipsa răspunsului" }] },
    { "name": "knownOn", "label": "Refuzul cunoscut la", "kind": "date" }
  ],
  "terms": [{ "rule": "INF-06", "role": "answer" }],
  "route": [{ "kind": "signature", "to": { "leads": "institution" } }],
  "answer": { "templates": ["raspuns"], "signatures": 1, "legalBasis": true },
  "outcomes": ["granted", "refused", "withdrawn", "other"],
  "retention": { "years": 5 },
  "public": ["status", "unit", "term", "route", "documents", "answer", "outcome"]
}');

SELECT ship_procedure('{
  "code": "authorisation",
  "name": "Autorizație sau aviz, cu aprobare tacită",
  "description": "Autorizație, aviz, licență, permis sau aprobare; tăcerea peste termen are efectul legii, pe care îl constată o persoană.",
  "legalBasis": "O.U.G. nr. 27/2003",
  "categories": ["autorizatie-construire", "certificat-urbanism"],
  "fields": [
    { "name": "authorisedActivity", "label": "Lucrarea sau activitatea", "kind": "text", "max": 300, "required": true },
    { "name": "address", "label": "Adresa imobilului", "kind": "text", "max": 300 },
    { "name": "landRegister", "label": "Carte funciară nr.", "kind": "text", "max": 40 },
    { "name": "fee", "label": "Taxa achitată", "kind": "money", "min": 0 }
  ],
  "requiredDocuments": [
    { "code": "cerere", "name": "Cererea completată și semnată" },
    { "code": "identitate", "name": "Copia actului de identitate sau a certificatului de înregistrare" },
    { "code": "titlu", "name": "Dovada dreptului asupra imobilului", "hint": "extras de carte funciară" },
    { "code": "plan", "name": "Planul de amplasament", "optional": true },
    { "code": "taxa", "name": "Dovada plății taxei" }
  ],
  "terms": [{ "rule": "TAC-01", "role": "answer" }],
  "route": [
    { "kind": "visa", "to": { "permission": "case.visa" } },
    { "kind": "endorsement", "to": { "leads": "unit" } },
    { "kind": "signature", "to": { "leads": "institution" } }
  ],
  "answer": { "templates": ["raspuns"], "signatures": 2, "legalBasis": true },
  "tacitApproval": "yes",
  "outcomes": ["granted", "refused", "tacitly-approved", "withdrawn", "other"],
  "retention": { "years": "permanent" },
  "public": ["status", "unit", "term", "route", "documents", "answer", "outcome", "field:authorisedActivity", "field:address"]
}');

SELECT ship_procedure('{
  "code": "internal-note",
  "name": "Notă internă",
  "directions": ["internal"],
  "defaultFor": ["internal"],
  "outcomes": ["for-information", "answered", "filed", "other"],
  "retention": { "years": 3 }
}');

SELECT ship_procedure('{
  "code": "ex-officio",
  "name": "Act din oficiu",
  "directions": ["ex-officio"],
  "defaultFor": ["ex-officio"],
  "outcomes": ["filed", "answered", "for-information", "other"],
  "retention": { "years": 5 }
}');

SELECT ship_procedure('{
  "code": "referral-notice",
  "name": "Petiție trimisă de altă autoritate",
  "description": "Petiția pe care altă autoritate a primit-o greșit și ne-o trimite; termenul curge de la înregistrarea la noi.",
  "legalBasis": "O.G. nr. 27/2002, art. 6¹ și art. 8 alin. (2)",
  "subRegister": "petitii",
  "fields": [
    { "name": "sentBy", "label": "Autoritatea care a trimis-o", "kind": "party", "atCounter": false },
    { "name": "firstNumber", "label": "Numărul dat acolo", "kind": "text", "max": 60 },
    { "name": "firstDay", "label": "Data înregistrării acolo", "kind": "date" }
  ],
  "terms": [{ "rule": "PET-07", "role": "answer" }],
  "route": [
    { "kind": "endorsement", "to": { "leads": "unit" } },
    { "kind": "signature", "to": { "leads": "institution" } }
  ],
  "answer": { "templates": ["raspuns"], "signatures": 2, "legalBasis": true },
  "outcomes": ["answered", "closed-anonymous", "closed-repeat", "redirected", "withdrawn", "other"],
  "retention": { "years": 10 },
  "public": ["status", "unit", "handler", "term", "route", "documents", "answer", "outcome"]
}');

-- Files that are there already followed the general procedure, and go on so.
ALTER TABLE case_files DROP CONSTRAINT case_files_procedure_known,
  ADD CONSTRAINT case_files_procedure_fk FOREIGN KEY (procedure, procedure_version) REFERENCES procedures (code, version),
  ADD COLUMN fields jsonb NOT NULL DEFAULT '{}',
  ADD CONSTRAINT case_files_fields_object CHECK (jsonb_typeof(fields) = 'object'),
  DROP CONSTRAINT case_files_outcome_known,
  ADD CONSTRAINT case_files_outcome_known CHECK (outcome IN ('answered', 'for-information', 'filed', 'other', 'withdrawn',
    'granted', 'refused', 'closed-anonymous', 'closed-repeat', 'redirected', 'tacitly-approved', 'moved-to-sealed',
    'annulled', 'joined'));
COMMENT ON COLUMN case_files.fields IS 'Values by the names of the procedure''s fields. What another procedure left behind stays, unseen, until the file comes back to it';
-- Most files are general: only the others are looked for by their procedure.
CREATE INDEX case_files_procedure_idx ON case_files (procedure, procedure_version, id) WHERE procedure <> 'general';
GRANT UPDATE (procedure, procedure_version, fields) ON case_files TO opis_app;

ALTER TABLE case_steps ADD COLUMN detail jsonb,
  DROP CONSTRAINT case_steps_kind_known,
  ADD CONSTRAINT case_steps_kind_known CHECK (kind IN ('assign', 'return', 'close', 'reopen', 'join', 'note',
    'reclassify', 'fields')),
  DROP CONSTRAINT case_steps_words_where_due,
  ADD CONSTRAINT case_steps_words_where_due CHECK (text IS NOT NULL OR kind NOT IN ('note', 'return', 'reclassify')),
  ADD CONSTRAINT case_steps_detail_where_due CHECK ((detail IS NOT NULL) = (kind IN ('reclassify', 'fields')));
COMMENT ON COLUMN case_steps.detail IS 'reclassify: {from, to}, code and version of the procedures; fields: {name: {before, after}}';

-- Documents that came to a file after its papers were registered are held by the file, not by an entry.
ALTER TABLE case_items ALTER COLUMN entry_id DROP NOT NULL, ADD COLUMN title text,
  ADD CONSTRAINT case_items_title_some CHECK (title <> '');
COMMENT ON COLUMN case_items.entry_id IS 'The entry that it came with; null: added to the file afterwards, or written in it';
COMMENT ON COLUMN case_items.title IS 'What it is, as a person said; null: as its file is called';
GRANT UPDATE (title, sheets) ON case_items TO opis_app;
ALTER TABLE documents DROP CONSTRAINT documents_holder_type_known,
  ADD CONSTRAINT documents_holder_type_known CHECK (holder_type IN ('entry', 'case-file'));

CREATE TABLE case_requirements (
  case_file_id uuid NOT NULL,
  code text NOT NULL,
  document_id uuid,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  CONSTRAINT case_requirements_pk PRIMARY KEY (case_file_id, code),
  CONSTRAINT case_requirements_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT case_requirements_document_fk FOREIGN KEY (document_id) REFERENCES case_items (document_id),
  CONSTRAINT case_requirements_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$')
);
CREATE INDEX case_requirements_document_idx ON case_requirements (document_id) WHERE document_id IS NOT NULL;
COMMENT ON TABLE case_requirements IS 'Which of the documents that its procedure asks for the file has; a row is one that is there';
COMMENT ON COLUMN case_requirements.document_id IS 'The line of the opis that it is; null: on paper';
GRANT SELECT, INSERT, UPDATE (document_id, at, account_id), DELETE ON case_requirements TO opis_app;
GRANT SELECT ON case_requirements TO opis_worker;
