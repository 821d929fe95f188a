-- A link by which a person chooses a password: made by an administrator, who never knows the password.
CREATE TABLE password_links (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT password_links_pk PRIMARY KEY (id),
  CONSTRAINT password_links_secret_hash_unique UNIQUE (secret_hash),
  CONSTRAINT password_links_secret_hash_length CHECK (octet_length(secret_hash) = 32),
  CONSTRAINT password_links_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT password_links_expire CHECK (expires_at > created_at)
);
CREATE UNIQUE INDEX password_links_one_at_a_time ON password_links (account_id) WHERE ended_at IS NULL;
CREATE INDEX password_links_account_idx ON password_links (account_id);
COMMENT ON TABLE password_links IS 'One-time links to choose a password; the 256 random bits are kept only as their SHA-256';
COMMENT ON COLUMN password_links.ended_at IS 'Used, or replaced by a newer link';
GRANT SELECT, INSERT, UPDATE (ended_at) ON password_links TO opis_app;

-- Whoever is named on a confidential register decides who else is; the event says when somebody was.
GRANT DELETE ON register_members TO opis_app;
