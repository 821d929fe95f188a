-- What an account comes in with beside its password, or instead of it.

CREATE TABLE passkeys (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  credential_id text NOT NULL,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL,
  transports text[] NOT NULL,
  synced boolean NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  removed_at timestamptz,
  CONSTRAINT passkeys_pk PRIMARY KEY (id),
  CONSTRAINT passkeys_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT passkeys_credential_unique UNIQUE (credential_id),
  CONSTRAINT passkeys_credential_form CHECK (credential_id ~ '^[A-Za-z0-9_-]+$' AND char_length(credential_id) BETWEEN 16 AND 1400),
  CONSTRAINT passkeys_count_not_negative CHECK (sign_count >= 0),
  CONSTRAINT passkeys_named CHECK (char_length(name) BETWEEN 1 AND 80)
);
CREATE INDEX passkeys_account_idx ON passkeys (account_id);
COMMENT ON TABLE passkeys IS 'Public halves of passkeys (WebAuthn). The private half never leaves the person''s device';
COMMENT ON COLUMN passkeys.sign_count IS 'What the device last said; one that falls back is a copy, unless the device does not count (0)';
COMMENT ON COLUMN passkeys.synced IS 'The device keeps a copy elsewhere, with the maker of the phone or in a password manager';

CREATE TABLE used_passkey_challenges (
  challenge text NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT used_passkey_challenges_pk PRIMARY KEY (challenge)
);
CREATE INDEX used_passkey_challenges_expires_idx ON used_passkey_challenges (expires_at);
COMMENT ON TABLE used_passkey_challenges IS 'Challenges that were answered, until they would have expired: none is answered twice';

CREATE TABLE totp_secrets (
  account_id uuid NOT NULL,
  secret_sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_step bigint,
  CONSTRAINT totp_secrets_pk PRIMARY KEY (account_id),
  CONSTRAINT totp_secrets_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT totp_secrets_confirmed_by_a_code CHECK ((confirmed_at IS NULL) = (last_step IS NULL))
);
COMMENT ON TABLE totp_secrets IS 'Shared secrets of authenticator applications (RFC 6238), sealed; asked for only once confirmed by a code';
COMMENT ON COLUMN totp_secrets.last_step IS 'Step of 30 seconds of the last code taken: neither it nor an earlier one is taken again';

CREATE TABLE recovery_codes (
  account_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT recovery_codes_pk PRIMARY KEY (account_id, code_hash),
  CONSTRAINT recovery_codes_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT recovery_codes_hash_length CHECK (octet_length(code_hash) = 32)
);
COMMENT ON TABLE recovery_codes IS 'One-time codes for whoever lost the telephone; only their SHA-256 is kept';

GRANT SELECT, INSERT ON passkeys, used_passkey_challenges, totp_secrets, recovery_codes TO opis_app;
GRANT UPDATE (sign_count, synced, last_used_at, removed_at) ON passkeys TO opis_app;
GRANT UPDATE (confirmed_at, last_step), DELETE ON totp_secrets TO opis_app;
GRANT UPDATE (used_at), DELETE ON recovery_codes TO opis_app;
GRANT DELETE ON used_passkey_challenges TO opis_app;
