-- One base of persons and bodies.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

CREATE TABLE parties (
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  search_key text COLLATE "C" NOT NULL,
  cnp_sealed bytea,
  cnp_hash bytea,
  cui text COLLATE "C",
  phone text COLLATE "C",
  email text COLLATE "C",
  address text,
  sealed_register_id uuid,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  CONSTRAINT parties_pk PRIMARY KEY (id),
  CONSTRAINT parties_kind_known CHECK (kind IN ('natural', 'legal', 'public-body')),
  CONSTRAINT parties_name_length CHECK (char_length(name) BETWEEN 1 AND 300),
  CONSTRAINT parties_search_key_folded CHECK (search_key ~ '^([a-z0-9]+( [a-z0-9]+)*)?$'),
  CONSTRAINT parties_cnp_whole CHECK ((cnp_sealed IS NULL) = (cnp_hash IS NULL)),
  CONSTRAINT parties_cnp_sealed_length CHECK (octet_length(cnp_sealed) = 42),
  CONSTRAINT parties_cnp_hash_length CHECK (octet_length(cnp_hash) = 32),
  CONSTRAINT parties_cnp_of_natural CHECK (kind = 'natural' OR cnp_hash IS NULL),
  CONSTRAINT parties_cui_of_bodies CHECK (kind <> 'natural' OR cui IS NULL),
  CONSTRAINT parties_cui_form CHECK (cui ~ '^[1-9][0-9]{1,9}$'),
  CONSTRAINT parties_phone_form CHECK (phone ~ '^\+40[0-9]{9}$'),
  CONSTRAINT parties_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
  CONSTRAINT parties_address_length CHECK (char_length(address) BETWEEN 1 AND 300)
);
-- The same person may be known openly and to a confidential register: neither side learns of the other.
CREATE UNIQUE INDEX parties_cnp_once ON parties (cnp_hash, sealed_register_id) NULLS NOT DISTINCT WHERE cnp_hash IS NOT NULL;
CREATE UNIQUE INDEX parties_cui_once ON parties (cui, sealed_register_id) NULLS NOT DISTINCT WHERE cui IS NOT NULL;
CREATE INDEX parties_phone_idx ON parties (phone) WHERE phone IS NOT NULL;
CREATE INDEX parties_email_idx ON parties (email) WHERE email IS NOT NULL;
CREATE INDEX parties_search_key_idx ON parties (search_key, id);
-- The space in front makes „word begins with” one pattern, wherever the word stands.
CREATE INDEX parties_words_idx ON parties USING gin ((' ' || search_key) gin_trgm_ops);

COMMENT ON TABLE parties IS 'Natural persons, legal persons and public bodies that the institution has dealt with';
COMMENT ON COLUMN parties.name IS 'As in the document that named it first';
COMMENT ON COLUMN parties.search_key IS 'Folded name, with words of the old orthography in both spellings; written by the application';
COMMENT ON COLUMN parties.cnp_sealed IS 'Personal numeric code, AES-256-GCM under a nonce of its own, bound to id; shown masked, each reveal is logged (Legea 190/2018)';
COMMENT ON COLUMN parties.cnp_hash IS 'HMAC-SHA-256 of the personal numeric code, for look-up by the whole code only';
COMMENT ON COLUMN parties.cui IS 'Fiscal identification code, digits only';
COMMENT ON COLUMN parties.phone IS 'E.164';
COMMENT ON COLUMN parties.sealed_register_id IS 'The confidential register that alone knows this party; null: known openly. No foreign key: registers live in a module above';
COMMENT ON COLUMN parties.created_by IS 'Account that first registered something of this party';
-- Only what was not known may be filled in: name, kind and visibility never change.
GRANT SELECT, INSERT, UPDATE (cnp_sealed, cnp_hash, cui, phone, email, address) ON parties TO opis_app;
