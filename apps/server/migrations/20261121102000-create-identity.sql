-- Who may come in, in which capacity, and with what.

CREATE TABLE accounts (
  id uuid NOT NULL,
  username text NOT NULL,
  staff_id uuid NOT NULL,
  password_hash text,
  active boolean NOT NULL DEFAULT true,
  demonstration boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CONSTRAINT accounts_pk PRIMARY KEY (id),
  CONSTRAINT accounts_username_unique UNIQUE (username),
  CONSTRAINT accounts_username_form CHECK (username ~ '^[a-z0-9][a-z0-9._@-]{0,99}$'),
  CONSTRAINT accounts_staff_unique UNIQUE (staff_id),
  CONSTRAINT accounts_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id),
  CONSTRAINT accounts_password_argon2id CHECK (password_hash LIKE '$argon2id$v=19$m=%')
);
COMMENT ON TABLE accounts IS 'One account a person; closed accounts stay, because events name them';
COMMENT ON COLUMN accounts.password_hash IS 'Argon2id in the PHC form; null: no sign-in by password';
COMMENT ON COLUMN accounts.demonstration IS 'Made with the demonstration''s public password and shown on its sign-in page';

CREATE TABLE role_grants (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  unit_id uuid,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  CONSTRAINT role_grants_pk PRIMARY KEY (id),
  CONSTRAINT role_grants_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT role_grants_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT role_grants_role_known CHECK (role IN ('registrar', 'digital-officer', 'dispatcher', 'case-handler',
    'head-of-unit', 'director', 'archivist', 'auditor', 'administrator')),
  CONSTRAINT role_grants_unit_where_due CHECK (role NOT IN ('case-handler', 'head-of-unit') OR unit_id IS NOT NULL),
  CONSTRAINT role_grants_valid_range CHECK (valid_to >= valid_from)
);
CREATE UNIQUE INDEX role_grants_once ON role_grants (account_id, role, unit_id) NULLS NOT DISTINCT WHERE valid_to IS NULL;
CREATE INDEX role_grants_account_idx ON role_grants (account_id);
CREATE INDEX role_grants_unit_idx ON role_grants (unit_id);
COMMENT ON TABLE role_grants IS 'Rights as data: a role over a unit and everything under it; no unit: over the institution';

CREATE TABLE sessions (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  user_agent text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT sessions_pk PRIMARY KEY (id),
  CONSTRAINT sessions_token_hash_unique UNIQUE (token_hash),
  CONSTRAINT sessions_token_hash_length CHECK (octet_length(token_hash) = 32),
  CONSTRAINT sessions_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT sessions_at_most_a_week CHECK (expires_at > created_at AND expires_at <= created_at + interval '168 hours')
);
CREATE INDEX sessions_account_idx ON sessions (account_id);
COMMENT ON TABLE sessions IS 'Browser sessions; the cookie''s 256 random bits are kept only as their SHA-256';

CREATE TABLE api_tokens (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  name text NOT NULL,
  permissions text[],
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_on date,
  CONSTRAINT api_tokens_pk PRIMARY KEY (id),
  CONSTRAINT api_tokens_token_hash_unique UNIQUE (token_hash),
  CONSTRAINT api_tokens_token_hash_length CHECK (octet_length(token_hash) = 32),
  CONSTRAINT api_tokens_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT api_tokens_named CHECK (name <> ''),
  CONSTRAINT api_tokens_permissions_some CHECK (cardinality(permissions) > 0),
  CONSTRAINT api_tokens_expire CHECK (expires_at > created_at)
);
CREATE INDEX api_tokens_account_idx ON api_tokens (account_id);
COMMENT ON TABLE api_tokens IS 'Keys of programs: 256 random bits kept only as their SHA-256, always expiring';
COMMENT ON COLUMN api_tokens.permissions IS 'The only permissions of the account that the key carries; null: all of them';

CREATE TABLE sign_in_delays (
  kind text NOT NULL,
  key bytea NOT NULL,
  failures int NOT NULL,
  blocked_until timestamptz NOT NULL,
  charged_at timestamptz NOT NULL,
  succeeded_at timestamptz,
  CONSTRAINT sign_in_delays_pk PRIMARY KEY (kind, key),
  CONSTRAINT sign_in_delays_kind_known CHECK (kind IN ('account', 'address', 'account-at-address')),
  CONSTRAINT sign_in_delays_key_length CHECK (octet_length(key) = 32),
  CONSTRAINT sign_in_delays_failures_counted CHECK (failures >= 0)
);
CREATE INDEX sign_in_delays_charged_idx ON sign_in_delays (charged_at);
COMMENT ON TABLE sign_in_delays IS 'Failed sign-ins and how long the next must wait; shared by all processes';
COMMENT ON COLUMN sign_in_delays.key IS 'SHA-256 of what was typed or of the address: a password typed as a user name is not kept';

GRANT SELECT, INSERT ON accounts, role_grants, sessions, api_tokens, sign_in_delays TO opis_app;
GRANT UPDATE (password_hash, active, demonstration) ON accounts TO opis_app;
GRANT UPDATE (valid_to) ON role_grants TO opis_app;
GRANT UPDATE (last_seen_at, expires_at, ended_at), DELETE ON sessions TO opis_app;
GRANT UPDATE (revoked_at, last_used_on) ON api_tokens TO opis_app;
GRANT UPDATE (failures, blocked_until, charged_at, succeeded_at), DELETE ON sign_in_delays TO opis_app;
