-- Extensions are trusted since PostgreSQL 13: the database's owner may create them.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO opis_app, opis_worker;

-- Search key of names and words: lower case, no diacritics (comma or cedilla), hyphen and apostrophe as space.
CREATE FUNCTION fold(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, value)), '[^a-z0-9]+', ' ', 'g'));
COMMENT ON FUNCTION fold(text) IS 'Search key: lower case, diacritics removed, everything but letters and digits as one space';

-- Refuses UPDATE, DELETE and TRUNCATE for everybody, the owner included.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: the table is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Every mutating command carries the caller's request id: the first result is kept and returned again.
CREATE TABLE commands (
  account_id uuid NOT NULL,
  request_id uuid NOT NULL,
  action text NOT NULL,
  body_hash bytea NOT NULL,
  result jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT commands_pk PRIMARY KEY (account_id, request_id),
  CONSTRAINT commands_body_hash_length CHECK (octet_length(body_hash) = 32)
);
COMMENT ON TABLE commands IS 'Idempotency: one row a command that had an effect; the same id again returns result, with another body it is a conflict';
GRANT SELECT, INSERT ON commands TO opis_app;
