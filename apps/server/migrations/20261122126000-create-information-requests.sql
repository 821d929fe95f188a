-- Requests for public information (Legea nr. 544/2001, Norms of HG nr. 123/2002): what was asked, decided, answered.

-- What the request says stands in its own table, tied by the law: the declaration no longer has fields of the same.
SELECT ship_procedure('{
  "code": "foi-request",
  "name": "Cerere de informații de interes public",
  "legalBasis": "Legea nr. 544/2001",
  "subRegister": "544",
  "forSubRegisters": ["544"],
  "categories": ["informatii-publice"],
  "terms": [{ "rule": "INF-01-10", "role": "answer" }],
  "route": [{ "kind": "signature", "to": { "leads": "institution" } }],
  "answer": { "templates": ["raspuns-544"], "signatures": 1, "legalBasis": true },
  "outcomes": ["answered", "refused", "redirected", "withdrawn", "other"],
  "retention": { "years": 5 },
  "public": ["status", "unit", "term", "route", "documents", "answer", "outcome"]
}');
SELECT ship_procedure('{
  "code": "foi-complaint",
  "name": "Reclamație administrativă privind informațiile publice",
  "legalBasis": "Legea nr. 544/2001, art. 21",
  "terms": [{ "rule": "INF-06", "role": "answer" }],
  "route": [{ "kind": "signature", "to": { "leads": "institution" } }],
  "answer": { "templates": ["raspuns-reclamatie-544"], "signatures": 1, "legalBasis": true },
  "outcomes": ["granted", "refused", "withdrawn", "answered", "other"],
  "retention": { "years": 5 },
  "public": ["status", "unit", "term", "route", "documents", "answer", "outcome"]
}');

CREATE TABLE information_requests (
  case_file_id uuid NOT NULL,
  version int NOT NULL DEFAULT 1,
  information text,
  form text NOT NULL,
  signed boolean NOT NULL,
  answer_by text,
  answer_address text,
  requester_kind text NOT NULL,
  press boolean NOT NULL DEFAULT false,
  domain text,
  result text,
  result_on date,
  result_at timestamptz,
  result_letter_id uuid,
  result_words text,
  CONSTRAINT information_requests_pk PRIMARY KEY (case_file_id),
  CONSTRAINT information_requests_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT information_requests_letter_fk FOREIGN KEY (result_letter_id) REFERENCES letters (id),
  CONSTRAINT information_requests_version_positive CHECK (version >= 1),
  CONSTRAINT information_requests_words CHECK (information <> '' AND answer_address <> '' AND result_words <> ''),
  CONSTRAINT information_requests_form_known CHECK (form IN ('verbal', 'paper', 'electronic')),
  CONSTRAINT information_requests_signed_on_paper CHECK (form = 'paper' OR NOT signed),
  CONSTRAINT information_requests_answer_by_known CHECK (answer_by IN ('email', 'post', 'counter', 'portal')),
  CONSTRAINT information_requests_requester_known CHECK (requester_kind IN ('natural', 'legal')),
  CONSTRAINT information_requests_domain_known CHECK (domain IN ('public-money', 'duties', 'normative-acts', 'leaders',
    'law-544', 'other')),
  CONSTRAINT information_requests_result_known CHECK (result IN ('favourable', 'partial', 'refused', 'redirected',
    'pointed', 'on-the-spot')),
  CONSTRAINT information_requests_result_whole CHECK ((result IS NULL) = (result_on IS NULL)
    AND (result IS NULL) = (result_at IS NULL)),
  -- An answer in writing is its letter; one given on the spot is the words that were said (art. 8).
  CONSTRAINT information_requests_result_by CHECK (CASE WHEN result IS NULL THEN result_letter_id IS NULL AND result_words IS NULL
    WHEN result = 'on-the-spot' THEN form = 'verbal' AND result_words IS NOT NULL AND result_letter_id IS NULL
    ELSE result_letter_id IS NOT NULL AND result_words IS NULL END)
);
CREATE INDEX information_requests_letter_idx ON information_requests (result_letter_id) WHERE result_letter_id IS NOT NULL;
COMMENT ON TABLE information_requests IS 'A request for public information by its case file; a file without a row has what its entry says of it';
COMMENT ON COLUMN information_requests.information IS 'Art. 6 (3) b): the information identified; null: as the subject of the row says it';
COMMENT ON COLUMN information_requests.signed IS 'Art. 6 (3) c): signed; asked only of a request on paper';
COMMENT ON COLUMN information_requests.domain IS 'Domain of the yearly report (Norms, annex, B1); null: nobody said it yet';
COMMENT ON COLUMN information_requests.result IS 'Nature of the answer, from the letter that left; taken back when it comes back';

-- Grounds of refusal (art. 12): dated data with article and how sure we are of it.
CREATE TABLE refusal_grounds (
  code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  position int NOT NULL,
  name text NOT NULL,
  act text NOT NULL,
  article text NOT NULL,
  sentence text NOT NULL,
  report_group text NOT NULL,
  certainty text NOT NULL,
  source text NOT NULL,
  checked_on date,
  checked_by uuid,
  CONSTRAINT refusal_grounds_pk PRIMARY KEY (code, valid_from),
  CONSTRAINT refusal_grounds_checked_by_fk FOREIGN KEY (checked_by) REFERENCES accounts (id),
  CONSTRAINT refusal_grounds_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  CONSTRAINT refusal_grounds_range CHECK (valid_to > valid_from),
  CONSTRAINT refusal_grounds_said CHECK (name <> '' AND act <> '' AND article <> '' AND sentence <> '' AND source <> ''),
  CONSTRAINT refusal_grounds_group_known CHECK (report_group IN ('excepted', 'not-held', 'other')),
  CONSTRAINT refusal_grounds_certainty_known CHECK (certainty IN ('V', 'V2', 'C', 'K')),
  CONSTRAINT refusal_grounds_checked_whole CHECK ((checked_on IS NULL) = (checked_by IS NULL))
);
CREATE INDEX refusal_grounds_checked_by_idx ON refusal_grounds (checked_by) WHERE checked_by IS NOT NULL;
COMMENT ON TABLE refusal_grounds IS 'Why information may be refused: the exceptions of art. 12 and what the report counts beside them';
COMMENT ON COLUMN refusal_grounds.report_group IS 'How the yearly report counts it (B2): excepted by law, not held, other';
COMMENT ON COLUMN refusal_grounds.certainty IS 'V: read in an official text; V2: in a secondary source; C: computed; K: from knowledge, to be checked';
INSERT INTO refusal_grounds (code, valid_from, position, name, act, article, sentence, report_group, certainty, source) VALUES
  ('clasificate', '2018-01-01', 1, 'apărare, siguranță, informații clasificate', 'Legea nr. 544/2001', 'art. 12 alin. (1) lit. a)',
    'Informațiile fac parte din categoria informațiilor clasificate, potrivit legii.', 'excepted', 'K', 'din cunoștințe, fără text citit'),
  ('deliberari', '2018-01-01', 2, 'deliberările autorităților, interesele economice și politice ale României', 'Legea nr. 544/2001', 'art. 12 alin. (1) lit. b)',
    'Informațiile privesc deliberările autorităților sau interesele economice și politice ale României și fac parte din categoria informațiilor clasificate.', 'excepted', 'K', 'din cunoștințe, fără text citit'),
  ('comerciale', '2018-01-01', 3, 'activități comerciale sau financiare, proprietate intelectuală, concurență loială', 'Legea nr. 544/2001', 'art. 12 alin. (1) lit. c)',
    'Publicarea informațiilor privind activitățile comerciale sau financiare aduce atingere dreptului de proprietate intelectuală ori industrială sau principiului concurenței loiale.', 'excepted', 'K', 'din cunoștințe, fără text citit'),
  ('date-personale', '2018-01-01', 4, 'date personale', 'Legea nr. 544/2001', 'art. 12 alin. (1) lit. d)',
    'Informațiile privesc datele personale ale altor persoane.', 'excepted', 'K', 'din cunoștințe, fără text citit'),
  ('cercetare', '2018-01-01', 5, 'procedura în timpul anchetei penale sau disciplinare', 'Legea nr. 544/2001', 'art. 12 alin. (1) lit. e)',
    'Informațiile privesc procedura din timpul anchetei penale sau disciplinare, iar comunicarea lor periclitează rezultatul anchetei, dezvăluie surse confidențiale ori pune în pericol o persoană.', 'excepted', 'K', 'din cunoștințe, fără text citit'),
  ('judecata', '2018-01-01', 6, 'proceduri judiciare', 'Legea nr. 544/2001', 'art. 12 alin. (1) lit. f)',
    'Publicitatea informațiilor aduce atingere asigurării unui proces echitabil sau interesului legitim al unei părți din proces.', 'excepted', 'K', 'din cunoștințe, fără text citit'),
  ('tineri', '2018-01-01', 7, 'protecția tinerilor', 'Legea nr. 544/2001', 'art. 12 alin. (1) lit. g)',
    'Publicarea informațiilor prejudiciază măsurile de protecție a tinerilor.', 'excepted', 'K', 'din cunoștințe, fără text citit'),
  ('inexistente', '2018-01-01', 8, 'informații inexistente', 'Normele aprobate prin H.G. nr. 123/2002', 'anexa, raportul anual',
    'Instituția nu deține informațiile solicitate și nu le-a produs.', 'not-held', 'K', 'din cunoștințe, fără text citit'),
  ('alt-motiv', '2018-01-01', 9, 'alt motiv', 'Legea nr. 544/2001', 'art. 7 alin. (2)',
    'Informațiile nu pot fi comunicate.', 'other', 'K', 'din cunoștințe, fără text citit');

CREATE TABLE information_decisions (
  id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  kind text NOT NULL,
  words text,
  late boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  CONSTRAINT information_decisions_pk PRIMARY KEY (id),
  CONSTRAINT information_decisions_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT information_decisions_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT information_decisions_behalf_fk FOREIGN KEY (on_behalf_of) REFERENCES staff (id),
  CONSTRAINT information_decisions_kind_known CHECK (kind IN ('extension', 'refusal', 'partial-refusal', 'redirection', 'pointing',
    'charge', 'answer', 'complaint-upheld', 'complaint-rejected')),
  CONSTRAINT information_decisions_words CHECK (words <> ''),
  -- Art. 7: an extension and a refusal say why.
  CONSTRAINT information_decisions_say_why CHECK (kind IN ('refusal', 'partial-refusal', 'charge', 'answer') OR words IS NOT NULL)
);
CREATE INDEX information_decisions_case_file_idx ON information_decisions (case_file_id, at);
CREATE INDEX information_decisions_account_idx ON information_decisions (account_id);
CREATE INDEX information_decisions_behalf_idx ON information_decisions (on_behalf_of) WHERE on_behalf_of IS NOT NULL;
COMMENT ON TABLE information_decisions IS 'What people decided about a request; it takes effect when its letter leaves';
COMMENT ON COLUMN information_decisions.late IS 'The window of the law had passed, and the person knew it';
CREATE TRIGGER information_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON information_decisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE information_decision_letters (
  letter_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  CONSTRAINT information_decision_letters_pk PRIMARY KEY (letter_id),
  CONSTRAINT information_decision_letters_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT information_decision_letters_decision_fk FOREIGN KEY (decision_id) REFERENCES information_decisions (id)
);
CREATE INDEX information_decision_letters_decision_idx ON information_decision_letters (decision_id);
COMMENT ON TABLE information_decision_letters IS 'The letters that say a decision; a redirection has two';
CREATE TRIGGER information_decision_letters_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON information_decision_letters
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE information_decision_grounds (
  decision_id uuid NOT NULL,
  ground_code text NOT NULL,
  ground_valid_from date NOT NULL,
  position int NOT NULL,
  why text NOT NULL,
  CONSTRAINT information_decision_grounds_pk PRIMARY KEY (decision_id, ground_code),
  CONSTRAINT information_decision_grounds_decision_fk FOREIGN KEY (decision_id) REFERENCES information_decisions (id),
  CONSTRAINT information_decision_grounds_ground_fk FOREIGN KEY (ground_code, ground_valid_from)
    REFERENCES refusal_grounds (code, valid_from),
  CONSTRAINT information_decision_grounds_said CHECK (why <> '')
);
CREATE INDEX information_decision_grounds_ground_idx ON information_decision_grounds (ground_code, ground_valid_from);
COMMENT ON TABLE information_decision_grounds IS 'Grounds of a refusal, each with why it applies here';
CREATE TRIGGER information_decision_grounds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON information_decision_grounds
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Copies (art. 9): the requester bears their cost alone; prices are data with the act that approved them.
CREATE TABLE copy_tariffs (
  id uuid NOT NULL,
  code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  name text NOT NULL,
  amount numeric(9, 2) NOT NULL,
  act text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by uuid NOT NULL,
  CONSTRAINT copy_tariffs_pk PRIMARY KEY (id),
  CONSTRAINT copy_tariffs_code_unique UNIQUE (code, valid_from),
  CONSTRAINT copy_tariffs_set_by_fk FOREIGN KEY (set_by) REFERENCES accounts (id),
  CONSTRAINT copy_tariffs_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  CONSTRAINT copy_tariffs_range CHECK (valid_to > valid_from),
  CONSTRAINT copy_tariffs_amount_positive CHECK (amount > 0),
  CONSTRAINT copy_tariffs_said CHECK (name <> '' AND act <> '')
);
CREATE INDEX copy_tariffs_set_by_idx ON copy_tariffs (set_by);
COMMENT ON TABLE copy_tariffs IS 'Prices of copies, dated';
COMMENT ON COLUMN copy_tariffs.act IS 'The act of the institution that approved it';

CREATE TABLE copy_charges (
  decision_id uuid NOT NULL,
  total numeric(11, 2) NOT NULL,
  paid_on date,
  receipt text,
  paid_recorded_by uuid,
  CONSTRAINT copy_charges_pk PRIMARY KEY (decision_id),
  CONSTRAINT copy_charges_decision_fk FOREIGN KEY (decision_id) REFERENCES information_decisions (id),
  CONSTRAINT copy_charges_recorded_by_fk FOREIGN KEY (paid_recorded_by) REFERENCES accounts (id),
  CONSTRAINT copy_charges_total_positive CHECK (total > 0),
  CONSTRAINT copy_charges_paid_whole CHECK ((paid_on IS NULL) = (receipt IS NULL) AND (paid_on IS NULL) = (paid_recorded_by IS NULL)),
  CONSTRAINT copy_charges_receipt CHECK (receipt <> '')
);
CREATE INDEX copy_charges_recorded_by_idx ON copy_charges (paid_recorded_by) WHERE paid_recorded_by IS NOT NULL;
COMMENT ON TABLE copy_charges IS 'The cost of copies of one request, as decided and as paid';

CREATE TABLE copy_charge_lines (
  decision_id uuid NOT NULL,
  position int NOT NULL,
  tariff_id uuid NOT NULL,
  quantity int NOT NULL,
  price numeric(9, 2) NOT NULL,
  amount numeric(11, 2) GENERATED ALWAYS AS (quantity * price) STORED,
  CONSTRAINT copy_charge_lines_pk PRIMARY KEY (decision_id, position),
  CONSTRAINT copy_charge_lines_charge_fk FOREIGN KEY (decision_id) REFERENCES copy_charges (decision_id),
  CONSTRAINT copy_charge_lines_tariff_fk FOREIGN KEY (tariff_id) REFERENCES copy_tariffs (id),
  CONSTRAINT copy_charge_lines_positive CHECK (quantity > 0 AND price > 0)
);
CREATE INDEX copy_charge_lines_tariff_idx ON copy_charge_lines (tariff_id);
COMMENT ON TABLE copy_charge_lines IS 'What a charge is made of; price as it was on the day';
CREATE TRIGGER copy_charge_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON copy_charge_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE information_complaints (
  case_file_id uuid NOT NULL,
  request_id uuid NOT NULL,
  about text NOT NULL,
  known_on date NOT NULL,
  lodged_on date NOT NULL,
  lodge_by date NOT NULL,
  version int NOT NULL DEFAULT 1,
  verdict text,
  decided_on date,
  verdict_letter_id uuid,
  CONSTRAINT information_complaints_pk PRIMARY KEY (case_file_id),
  CONSTRAINT information_complaints_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT information_complaints_request_fk FOREIGN KEY (request_id) REFERENCES case_files (id),
  CONSTRAINT information_complaints_letter_fk FOREIGN KEY (verdict_letter_id) REFERENCES letters (id),
  CONSTRAINT information_complaints_other_file CHECK (case_file_id <> request_id),
  CONSTRAINT information_complaints_about_known CHECK (about IN ('refusal', 'silence')),
  CONSTRAINT information_complaints_verdict_known CHECK (verdict IN ('upheld', 'rejected')),
  CONSTRAINT information_complaints_verdict_whole CHECK ((verdict IS NULL) = (decided_on IS NULL)
    AND (verdict IS NULL) = (verdict_letter_id IS NULL)),
  CONSTRAINT information_complaints_days CHECK (known_on <= lodged_on AND known_on < lodge_by),
  CONSTRAINT information_complaints_version_positive CHECK (version >= 1)
);
CREATE INDEX information_complaints_request_idx ON information_complaints (request_id);
CREATE INDEX information_complaints_letter_idx ON information_complaints (verdict_letter_id) WHERE verdict_letter_id IS NOT NULL;
CREATE INDEX information_complaints_lodged_idx ON information_complaints (lodged_on);
COMMENT ON TABLE information_complaints IS 'Administrative complaints (art. 21), case files of their own, and the request that each is about';
COMMENT ON COLUMN information_complaints.known_on IS 'When the refusal, express or tacit, was known: the 30 days to lodge it run from then';
COMMENT ON COLUMN information_complaints.lodge_by IS 'Last day to lodge it, as counted on the day it was lodged';

CREATE TABLE information_court_cases (
  id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  court text NOT NULL,
  number text NOT NULL,
  filed_on date NOT NULL,
  state text NOT NULL,
  state_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  CONSTRAINT information_court_cases_pk PRIMARY KEY (id),
  CONSTRAINT information_court_cases_number_unique UNIQUE (case_file_id, court, number),
  CONSTRAINT information_court_cases_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT information_court_cases_recorded_by_fk FOREIGN KEY (recorded_by) REFERENCES accounts (id),
  CONSTRAINT information_court_cases_said CHECK (court <> '' AND number <> ''),
  CONSTRAINT information_court_cases_state_known CHECK (state IN ('pending', 'favourable', 'rejected')),
  CONSTRAINT information_court_cases_state_whole CHECK ((state = 'pending') = (state_on IS NULL) AND state_on >= filed_on)
);
CREATE INDEX information_court_cases_filed_idx ON information_court_cases (filed_on);
CREATE INDEX information_court_cases_recorded_by_idx ON information_court_cases (recorded_by);
COMMENT ON TABLE information_court_cases IS 'Court cases about requests (art. 22), as the yearly report counts them';
COMMENT ON COLUMN information_court_cases.state IS 'favourable and rejected: for who went to court';

-- What anybody may read; the page itself shows rows that were not withdrawn.
CREATE TABLE information_publications (
  case_file_id uuid NOT NULL,
  title text NOT NULL,
  question text NOT NULL,
  answer text NOT NULL,
  published_on date NOT NULL,
  published_by uuid NOT NULL,
  withdrawn_on date,
  withdrawn_by uuid,
  CONSTRAINT information_publications_pk PRIMARY KEY (case_file_id),
  CONSTRAINT information_publications_request_fk FOREIGN KEY (case_file_id) REFERENCES information_requests (case_file_id),
  CONSTRAINT information_publications_published_by_fk FOREIGN KEY (published_by) REFERENCES accounts (id),
  CONSTRAINT information_publications_withdrawn_by_fk FOREIGN KEY (withdrawn_by) REFERENCES accounts (id),
  CONSTRAINT information_publications_said CHECK (title <> '' AND question <> '' AND answer <> ''),
  CONSTRAINT information_publications_withdrawn_whole CHECK ((withdrawn_on IS NULL) = (withdrawn_by IS NULL)
    AND withdrawn_on >= published_on)
);
CREATE INDEX information_publications_shown_idx ON information_publications (published_on DESC, case_file_id) WHERE withdrawn_on IS NULL;
CREATE INDEX information_publications_published_by_idx ON information_publications (published_by);
CREATE INDEX information_publications_withdrawn_by_idx ON information_publications (withdrawn_by) WHERE withdrawn_by IS NOT NULL;
COMMENT ON TABLE information_publications IS 'Answered requests that are shown to anybody, in words written anew, with masked copies alone';

CREATE TABLE information_publication_documents (
  case_file_id uuid NOT NULL,
  document_id uuid NOT NULL,
  position int NOT NULL,
  CONSTRAINT information_publication_documents_pk PRIMARY KEY (case_file_id, document_id),
  CONSTRAINT information_publication_documents_publication_fk FOREIGN KEY (case_file_id)
    REFERENCES information_publications (case_file_id),
  CONSTRAINT information_publication_documents_document_fk FOREIGN KEY (document_id) REFERENCES documents (id)
);
CREATE INDEX information_publication_documents_document_idx ON information_publication_documents (document_id);
COMMENT ON TABLE information_publication_documents IS 'Masked copies shown with a published answer';

-- The layout of the yearly report, by the first year that it is made for.
CREATE TABLE information_report_layouts (
  from_year int NOT NULL,
  layout jsonb NOT NULL,
  origin text NOT NULL,
  imported_at timestamptz NOT NULL,
  CONSTRAINT information_report_layouts_pk PRIMARY KEY (from_year, imported_at),
  CONSTRAINT information_report_layouts_year CHECK (from_year BETWEEN 2001 AND 2200),
  CONSTRAINT information_report_layouts_object CHECK (jsonb_typeof(layout) = 'object'),
  CONSTRAINT information_report_layouts_origin_known CHECK (origin IN ('shipped', 'institution'))
);
COMMENT ON TABLE information_report_layouts IS 'Sections and lines of the yearly report and what each counts; the last one imported for a year wins';
CREATE TRIGGER information_report_layouts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON information_report_layouts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE information_report_answers (
  id uuid NOT NULL,
  year int NOT NULL,
  line text NOT NULL,
  value text NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  CONSTRAINT information_report_answers_pk PRIMARY KEY (id),
  CONSTRAINT information_report_answers_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT information_report_answers_year CHECK (year BETWEEN 2001 AND 2200)
);
CREATE INDEX information_report_answers_line_idx ON information_report_answers (year, line, at DESC, id DESC);
CREATE INDEX information_report_answers_account_idx ON information_report_answers (account_id);
COMMENT ON TABLE information_report_answers IS 'What a person typed for lines that no file can tell; the last one of a line holds, the others stay';
CREATE TRIGGER information_report_answers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON information_report_answers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON information_requests, information_decisions, information_decision_letters, information_decision_grounds,
  copy_tariffs, copy_charges, copy_charge_lines, information_complaints, information_court_cases, information_publications,
  information_publication_documents, information_report_layouts, information_report_answers TO opis_app;
GRANT SELECT ON refusal_grounds TO opis_app;
GRANT UPDATE (version, information, form, signed, answer_by, answer_address, requester_kind, press, domain, result, result_on,
  result_at, result_letter_id, result_words) ON information_requests TO opis_app;
GRANT UPDATE (valid_to) ON copy_tariffs TO opis_app;
GRANT UPDATE (paid_on, receipt, paid_recorded_by) ON copy_charges TO opis_app;
GRANT UPDATE (version, verdict, decided_on, verdict_letter_id) ON information_complaints TO opis_app;
GRANT UPDATE (state, state_on, recorded_at, recorded_by) ON information_court_cases TO opis_app;
GRANT UPDATE (title, question, answer, published_on, published_by, withdrawn_on, withdrawn_by) ON information_publications TO opis_app;
GRANT DELETE ON information_publication_documents TO opis_app;
GRANT SELECT ON information_requests, information_decisions, information_decision_letters, information_decision_grounds,
  refusal_grounds, copy_tariffs, copy_charges, copy_charge_lines, information_complaints, information_court_cases,
  information_publications, information_publication_documents, information_report_layouts, information_report_answers TO opis_worker;
