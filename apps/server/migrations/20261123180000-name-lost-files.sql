-- The log reaches the archive by the second, a file's bytes by their own way: what a restore did not find is named once.
CREATE TABLE lost_files (
  sha256 text NOT NULL,
  found_at timestamptz NOT NULL,
  CONSTRAINT lost_files_pk PRIMARY KEY (sha256),
  CONSTRAINT lost_files_sha256_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256)
);
COMMENT ON TABLE lost_files IS 'Bytes that no copy had when the house was restored, and whoever restored said so; verify names them and goes on. Written by the owner alone: the program could hide a file that it lost';
CREATE TRIGGER lost_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lost_files
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT ON lost_files TO opis_app, opis_worker;

-- New files are looked for every few seconds.
CREATE INDEX blobs_stored_at ON blobs (stored_at);
