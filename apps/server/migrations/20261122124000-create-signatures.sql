-- Electronic signatures: what is known of those that came, who vouches for whom, and how our people sign.

-- What was found about the signatures of a file, once for each content.
CREATE TABLE signature_reports (
  sha256 text NOT NULL,
  arrived_at timestamptz NOT NULL,
  examined_at timestamptz NOT NULL,
  state text NOT NULL,
  signature_count int NOT NULL,
  report jsonb NOT NULL,
  CONSTRAINT signature_reports_pk PRIMARY KEY (sha256),
  -- The bytes go when nobody names them any more, and what was found about them goes along.
  CONSTRAINT signature_reports_sha256_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256) ON DELETE CASCADE,
  CONSTRAINT signature_reports_state_known CHECK (state IN ('none', 'signed', 'unreadable')),
  CONSTRAINT signature_reports_counted CHECK (signature_count >= 0 AND (state = 'signed') = (signature_count > 0)),
  CONSTRAINT signature_reports_in_order CHECK (examined_at >= arrived_at)
);
CREATE INDEX signature_reports_signed_idx ON signature_reports (sha256) WHERE state <> 'none';
COMMENT ON TABLE signature_reports IS 'Signatures of each file that may hold some, examined when it comes and again when a trusted list is imported';
COMMENT ON COLUMN signature_reports.arrived_at IS 'When the bytes are known to have been here: the hour that an expired certificate is weighed by (Legea 214/2024)';
COMMENT ON COLUMN signature_reports.report IS 'SignatureReport[] of the contracts, with the names that certificates write; read only with leave to read the document';
GRANT SELECT, INSERT ON signature_reports TO opis_app;
-- The report is written anew when lists change; the hour of arrival never.
GRANT UPDATE (examined_at, state, signature_count, report) ON signature_reports TO opis_app;

-- Trusted lists of the Member States (ETSI TS 119 612), as the administrator imported them.
CREATE TABLE trusted_lists (
  territory text NOT NULL,
  sequence_number bigint NOT NULL,
  issued_at timestamptz NOT NULL,
  next_update_at timestamptz,
  signer_sha256 text NOT NULL,
  confirmed_by text NOT NULL,
  pointers jsonb NOT NULL,
  imported_at timestamptz NOT NULL,
  CONSTRAINT trusted_lists_pk PRIMARY KEY (territory),
  CONSTRAINT trusted_lists_territory_form CHECK (territory ~ '^[A-Z]{2}$'),
  CONSTRAINT trusted_lists_signer_form CHECK (signer_sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT trusted_lists_confirmed_known CHECK (confirmed_by IN ('operator', 'pointer', 'earlier-list'))
);
COMMENT ON TABLE trusted_lists IS 'The newest imported list of each territory; its signature was verified at import';
COMMENT ON COLUMN trusted_lists.confirmed_by IS 'Who vouched for its signer: the operator by fingerprint, a list of lists, or the list before';
COMMENT ON COLUMN trusted_lists.pointers IS 'Of a list of lists: by territory, fingerprints of those who may sign its list';
GRANT SELECT, INSERT, DELETE ON trusted_lists TO opis_app;

CREATE TABLE trusted_services (
  id uuid NOT NULL,
  territory text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  provider text NOT NULL,
  certificates text[] NOT NULL,
  history jsonb NOT NULL,
  restricted boolean NOT NULL,
  CONSTRAINT trusted_services_pk PRIMARY KEY (id),
  CONSTRAINT trusted_services_territory_fk FOREIGN KEY (territory) REFERENCES trusted_lists (territory) ON DELETE CASCADE,
  CONSTRAINT trusted_services_kind_known CHECK (kind IN ('CA/QC', 'TSA/QTST'))
);
CREATE INDEX trusted_services_territory_idx ON trusted_services (territory);
COMMENT ON TABLE trusted_services IS 'Services of imported lists that vouch for certificates of signatures and for hours';
COMMENT ON COLUMN trusted_services.history IS 'Newest first: from when, and whether its status was granted; the status at the signing time counts';
COMMENT ON COLUMN trusted_services.restricted IS 'The list limits what its certificates are worth by conditions that are not weighed: held for less';
GRANT SELECT, INSERT, DELETE ON trusted_services TO opis_app;

-- What our people sign with. A key lies at a provider, or, in the demonstration alone, in a file under its PIN.
CREATE TABLE signing_credentials (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL,
  certificates text[] NOT NULL,
  p12 bytea,
  provider_id text,
  asks_pin boolean NOT NULL,
  asks_otp boolean NOT NULL,
  created_at timestamptz NOT NULL,
  retired_at timestamptz,
  CONSTRAINT signing_credentials_pk PRIMARY KEY (id),
  CONSTRAINT signing_credentials_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT signing_credentials_kind_whole CHECK (
    (kind = 'p12' AND p12 IS NOT NULL AND provider_id IS NULL)
    OR (kind = 'csc' AND p12 IS NULL AND provider_id IS NOT NULL)),
  CONSTRAINT signing_credentials_certified CHECK (cardinality(certificates) > 0)
);
CREATE INDEX signing_credentials_account_idx ON signing_credentials (account_id) WHERE retired_at IS NULL;
COMMENT ON TABLE signing_credentials IS 'Certificates that an account signs with; nobody signs with another''s';
COMMENT ON COLUMN signing_credentials.p12 IS 'Key of the demonstration, under its PIN; refused in any other institution';
COMMENT ON COLUMN signing_credentials.provider_id IS 'credentialID at the provider (CSC API v2)';
GRANT SELECT, INSERT ON signing_credentials TO opis_app;
GRANT UPDATE (retired_at) ON signing_credentials TO opis_app;

-- Documents signed with one authorisation, each with what became of it.
CREATE TABLE signing_batches (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  request_id uuid NOT NULL,
  credential_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  beat_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT signing_batches_pk PRIMARY KEY (id),
  CONSTRAINT signing_batches_request_unique UNIQUE (account_id, request_id),
  CONSTRAINT signing_batches_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT signing_batches_credential_fk FOREIGN KEY (credential_id) REFERENCES signing_credentials (id)
);
CREATE INDEX signing_batches_credential_idx ON signing_batches (credential_id);
COMMENT ON TABLE signing_batches IS 'What a person signs at once; the PIN is never kept, so a batch whose process ended is not taken up again';
COMMENT ON COLUMN signing_batches.beat_at IS 'Last sign of life of whoever signs it';
GRANT SELECT, INSERT ON signing_batches TO opis_app;
GRANT UPDATE (beat_at, finished_at) ON signing_batches TO opis_app;

CREATE TABLE signing_batch_items (
  batch_id uuid NOT NULL,
  position int NOT NULL,
  subject_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'waiting',
  error_code text,
  CONSTRAINT signing_batch_items_pk PRIMARY KEY (batch_id, position),
  CONSTRAINT signing_batch_items_batch_fk FOREIGN KEY (batch_id) REFERENCES signing_batches (id),
  CONSTRAINT signing_batch_items_state_known CHECK (state IN ('waiting', 'signed', 'failed')),
  CONSTRAINT signing_batch_items_failure_named CHECK ((state = 'failed') = (error_code IS NOT NULL))
);
COMMENT ON TABLE signing_batch_items IS 'Documents of a batch in order; the signed bytes are kept by whoever the document is of';
COMMENT ON COLUMN signing_batch_items.subject_id IS 'The letter; no foreign key: it lives in a module above';
GRANT SELECT, INSERT ON signing_batch_items TO opis_app;
GRANT UPDATE (state, error_code) ON signing_batch_items TO opis_app;

-- A masked copy is a document beside the original, which stays inside.
ALTER TABLE documents ADD COLUMN masked_from uuid;
ALTER TABLE documents ADD CONSTRAINT documents_masked_from_fk FOREIGN KEY (masked_from) REFERENCES documents (id);
ALTER TABLE documents ADD CONSTRAINT documents_masked_from_another CHECK (masked_from <> id);
CREATE INDEX documents_masked_from_idx ON documents (masked_from) WHERE masked_from IS NOT NULL;
COMMENT ON COLUMN documents.masked_from IS 'The document that this one is a masked copy of (Legea 544/2001, art. 12 and 14: personal data stay inside)';
