-- Immutable bytes by their SHA-256. The bytes themselves lie in the content store; a row is written only after they do.
CREATE TABLE blobs (
  sha256 text NOT NULL,
  size bigint NOT NULL,
  media_type text NOT NULL,
  preview_pages smallint,
  stored_at timestamptz NOT NULL,
  CONSTRAINT blobs_pk PRIMARY KEY (sha256),
  CONSTRAINT blobs_sha256_form CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT blobs_not_empty CHECK (size > 0),
  CONSTRAINT blobs_media_type_form CHECK (media_type ~ '^[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,150}$'),
  CONSTRAINT blobs_preview_pages_range CHECK (preview_pages BETWEEN 0 AND 200)
);
COMMENT ON TABLE blobs IS 'One row a distinct content. Nobody reads bytes by hash alone: only through a document that its holder lets them read';
COMMENT ON COLUMN blobs.media_type IS 'Told from the bytes, never from the name';
COMMENT ON COLUMN blobs.preview_pages IS 'Pages that can be shown as pictures; 0: no preview; null: not examined yet';
COMMENT ON COLUMN blobs.stored_at IS 'Last time these bytes came in; only what is older than a day and named by nobody is swept';
-- Column-level UPDATE: the bytes' identity never changes. DELETE is for the sweeper; the foreign keys refuse it in use.
GRANT SELECT, INSERT, DELETE, UPDATE (stored_at, preview_pages) ON blobs TO opis_app, opis_worker;

-- Bytes that wait for their entry.
CREATE TABLE uploads (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  sha256 text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT uploads_pk PRIMARY KEY (id),
  CONSTRAINT uploads_sha256_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256),
  CONSTRAINT uploads_name_length CHECK (char_length(name) BETWEEN 1 AND 1000),
  CONSTRAINT uploads_expire_later CHECK (expires_at > created_at)
);
CREATE INDEX uploads_sha256 ON uploads (sha256);
CREATE INDEX uploads_expires_at ON uploads (expires_at);
COMMENT ON TABLE uploads IS 'Belongs to the account that sent it; becomes a document once, or expires';
COMMENT ON COLUMN uploads.id IS 'Random (version 4), so that it cannot be guessed from another';
COMMENT ON COLUMN uploads.name IS 'The name as sent, kept as data; never a path';
COMMENT ON COLUMN uploads.used_at IS 'Set in the transaction that made a document of it';
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON uploads TO opis_app, opis_worker;

-- What was received, written or sent. Its holder decides who may read it.
CREATE TABLE documents (
  id uuid NOT NULL,
  holder_type text NOT NULL,
  holder_id uuid NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  upload_id uuid,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  CONSTRAINT documents_pk PRIMARY KEY (id),
  CONSTRAINT documents_holder_type_known CHECK (holder_type IN ('entry')),
  CONSTRAINT documents_position_unique UNIQUE (holder_id, holder_type, position),
  CONSTRAINT documents_position_from_one CHECK (position >= 1),
  CONSTRAINT documents_upload_unique UNIQUE (upload_id),
  CONSTRAINT documents_name_length CHECK (char_length(name) BETWEEN 1 AND 1000)
);
COMMENT ON TABLE documents IS 'A document of an entry, in the order of its opis; names no reader: rights are the holder''s';
COMMENT ON COLUMN documents.holder_id IS 'The entry (holder_type entry); no foreign key: the holder lives in a module above';
COMMENT ON COLUMN documents.name IS 'Original name, shown and offered at download; never a path';
COMMENT ON COLUMN documents.upload_id IS 'The upload it was made of: unique, so that one upload can never become two documents';
COMMENT ON COLUMN documents.created_by IS 'Account that brought it in';
CREATE TRIGGER documents_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON documents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON documents TO opis_app, opis_worker;

CREATE TABLE document_files (
  document_id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  sha256 text NOT NULL,
  added_at timestamptz NOT NULL,
  CONSTRAINT document_files_pk PRIMARY KEY (document_id, version, kind),
  CONSTRAINT document_files_document_fk FOREIGN KEY (document_id) REFERENCES documents (id),
  CONSTRAINT document_files_sha256_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256),
  CONSTRAINT document_files_kind_known CHECK (kind IN ('original', 'derived')),
  CONSTRAINT document_files_version_from_one CHECK (version >= 1)
);
CREATE INDEX document_files_sha256 ON document_files (sha256);
COMMENT ON TABLE document_files IS 'Files of a document: immutable; a new version is a new row';
COMMENT ON COLUMN document_files.kind IS 'original: as it came or left; derived: made by us from it (text, PDF/A, picture)';
CREATE TRIGGER document_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_files
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON document_files TO opis_app, opis_worker;
