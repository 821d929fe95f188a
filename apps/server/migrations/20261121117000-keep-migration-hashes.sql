-- A migration that was applied never changes: its file is held to the hash it had.
CREATE TABLE migration_files (
  name text NOT NULL,
  sha256 bytea NOT NULL,
  CONSTRAINT migration_files_pk PRIMARY KEY (name),
  CONSTRAINT migration_files_sha256_length CHECK (octet_length(sha256) = 32)
);
COMMENT ON TABLE migration_files IS 'Hash of each migration file as it was applied; a start with another file is refused';
