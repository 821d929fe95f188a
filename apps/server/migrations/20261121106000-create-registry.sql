-- Registers, their yearly books, the ledger that a book really is, and the rows that people see.

CREATE TABLE registers (
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  label_code text NOT NULL,
  kind text NOT NULL,
  unit_id uuid,
  created_at timestamptz NOT NULL,
  CONSTRAINT registers_pk PRIMARY KEY (id),
  CONSTRAINT registers_code_unique UNIQUE (code),
  CONSTRAINT registers_label_code_unique UNIQUE (label_code),
  CONSTRAINT registers_label_code_letter CHECK (label_code ~ '^[A-X]$'),
  CONSTRAINT registers_kind_known CHECK (kind IN ('general', 'standalone', 'confidential')),
  CONSTRAINT registers_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id)
);
CREATE INDEX registers_unit_idx ON registers (unit_id);
COMMENT ON TABLE registers IS 'Kinds of books (REG-01: one register or several at once)';
COMMENT ON COLUMN registers.kind IS 'confidential: a book of its own, seen only by the persons named in register_members';
COMMENT ON COLUMN registers.unit_id IS 'Unit whose register it is (REG-04); null: the institution''s';

CREATE TABLE register_members (
  register_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  CONSTRAINT register_members_pk PRIMARY KEY (staff_id, register_id),
  CONSTRAINT register_members_register_fk FOREIGN KEY (register_id) REFERENCES registers (id),
  CONSTRAINT register_members_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id)
);
CREATE INDEX register_members_register_idx ON register_members (register_id);
COMMENT ON TABLE register_members IS 'Who is named on a confidential register; nobody else knows that it exists';

CREATE TABLE sub_registers (
  id uuid NOT NULL,
  register_id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  CONSTRAINT sub_registers_pk PRIMARY KEY (id),
  CONSTRAINT sub_registers_code_unique UNIQUE (register_id, code),
  CONSTRAINT sub_registers_register_fk FOREIGN KEY (register_id) REFERENCES registers (id)
);
COMMENT ON TABLE sub_registers IS 'Views of a book with a number of their own, counted in books.sub_numbers under the same row';

CREATE TABLE books (
  id uuid NOT NULL,
  register_id uuid NOT NULL,
  year int NOT NULL,
  first_number int NOT NULL,
  last_number int NOT NULL,
  last_seq bigint NOT NULL,
  last_hash bytea NOT NULL,
  last_at timestamptz NOT NULL,
  sub_numbers jsonb NOT NULL DEFAULT '{}',
  status text NOT NULL DEFAULT 'open',
  CONSTRAINT books_pk PRIMARY KEY (id),
  CONSTRAINT books_year_unique UNIQUE (register_id, year),
  CONSTRAINT books_register_fk FOREIGN KEY (register_id) REFERENCES registers (id),
  CONSTRAINT books_year_range CHECK (year BETWEEN 1990 AND 2200),
  CONSTRAINT books_numbers_ordered CHECK (first_number >= 1 AND last_number >= first_number - 1),
  CONSTRAINT books_seq_positive CHECK (last_seq >= 1),
  CONSTRAINT books_hash_length CHECK (octet_length(last_hash) = 32),
  CONSTRAINT books_status_known CHECK (status IN ('open', 'closed')),
  CONSTRAINT books_last_at_in_year CHECK (extract(year FROM last_at AT TIME ZONE 'Europe/Bucharest') >= year)
);
COMMENT ON TABLE books IS 'A register''s year (REG-01: 1 January to 31 December). The row is the head of the chain and the only counter';
COMMENT ON COLUMN books.last_hash IS 'Hash of the last record; the next record carries it, and the compare-and-swap asks for it';

-- A number given is never taken back: the head only moves on.
CREATE FUNCTION refuse_book_going_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last_number < OLD.last_number OR NEW.last_seq <= OLD.last_seq OR NEW.last_at < OLD.last_at
     OR NEW.id <> OLD.id OR NEW.register_id <> OLD.register_id OR NEW.year <> OLD.year
     OR NEW.first_number <> OLD.first_number THEN
    RAISE EXCEPTION 'a book only moves on' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER books_only_move_on BEFORE UPDATE ON books FOR EACH ROW EXECUTE FUNCTION refuse_book_going_back();
CREATE TRIGGER books_kept BEFORE DELETE OR TRUNCATE ON books FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE ledger_records (
  book_id uuid NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  number int,
  at timestamptz NOT NULL,
  format smallint NOT NULL,
  body bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT ledger_records_pk PRIMARY KEY (book_id, seq),
  CONSTRAINT ledger_records_book_fk FOREIGN KEY (book_id) REFERENCES books (id),
  CONSTRAINT ledger_records_hash_of_body CHECK (hash = sha256(body)),
  CONSTRAINT ledger_records_kind_known CHECK (kind IN ('opened', 'registered', 'routed', 'out', 'joined', 'classified',
    'corrected', 'annulled', 'sealed', 'erased', 'closed')),
  CONSTRAINT ledger_records_first_opens CHECK ((seq = 1) = (kind = 'opened')),
  CONSTRAINT ledger_records_number_where_due CHECK ((number IS NULL) = (kind IN ('opened', 'closed')))
);
CREATE INDEX ledger_records_number_idx ON ledger_records (book_id, number, seq);
CREATE UNIQUE INDEX ledger_records_registered_once ON ledger_records (book_id, number) WHERE kind = 'registered';
COMMENT ON TABLE ledger_records IS 'The book itself: an append-only chain. Holds commitments, never a name or a text';
COMMENT ON COLUMN ledger_records.body IS 'The very bytes that were hashed: canonical JSON (RFC 8785) of the given format';

CREATE TABLE ledger_values (
  commitment bytea NOT NULL,
  salt bytea NOT NULL,
  value text NOT NULL,
  CONSTRAINT ledger_values_pk PRIMARY KEY (commitment),
  CONSTRAINT ledger_values_lengths CHECK (octet_length(commitment) = 32 AND octet_length(salt) = 16)
);
COMMENT ON TABLE ledger_values IS 'Every name and free text of the ledger, apart from the chain: HMAC-SHA-256(salt, value) = commitment';

CREATE TRIGGER ledger_records_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_records
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_values_kept BEFORE UPDATE OR TRUNCATE ON ledger_values
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE entries (
  id uuid NOT NULL,
  book_id uuid NOT NULL,
  number int NOT NULL,
  record_seq bigint NOT NULL,
  status text NOT NULL DEFAULT 'registered',
  direction text NOT NULL,
  channel text NOT NULL,
  registered_at timestamptz NOT NULL,
  registered_on date NOT NULL,
  registered_by uuid NOT NULL,
  issuer text NOT NULL,
  issuer_number text,
  issuer_date date,
  party_id uuid,
  subject text NOT NULL,
  fingerprint bytea NOT NULL,
  sheets int NOT NULL,
  annexes int NOT NULL,
  unit_id uuid,
  dispatched_on date,
  resolution text,
  addressee text,
  out_count int NOT NULL DEFAULT 0,
  joined_year int,
  joined_number int,
  nomenclature_code text,
  category_code text,
  sub_register text,
  sub_number int,
  document_count int NOT NULL DEFAULT 0,
  annul_reason text,
  annulled_by uuid,
  annulled_at timestamptz,
  corrected boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT entries_pk PRIMARY KEY (id),
  CONSTRAINT entries_number_unique UNIQUE (book_id, number),
  CONSTRAINT entries_record_fk FOREIGN KEY (book_id, record_seq) REFERENCES ledger_records (book_id, seq),
  CONSTRAINT entries_party_fk FOREIGN KEY (party_id) REFERENCES parties (id),
  CONSTRAINT entries_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT entries_sub_number_unique UNIQUE (book_id, sub_register, sub_number),
  CONSTRAINT entries_sub_number_whole CHECK ((sub_register IS NULL) = (sub_number IS NULL)),
  CONSTRAINT entries_status_known CHECK (status IN ('registered', 'annulled')),
  CONSTRAINT entries_direction_known CHECK (direction IN ('in', 'internal', 'ex-officio')),
  CONSTRAINT entries_annulment_whole CHECK ((status = 'annulled') = (annulled_at IS NOT NULL)
    AND (annulled_at IS NULL) = (annulled_by IS NULL) AND (annulled_at IS NULL) = (annul_reason IS NULL)),
  CONSTRAINT entries_joinder_whole CHECK ((joined_year IS NULL) = (joined_number IS NULL)),
  CONSTRAINT entries_out_whole CHECK ((out_count = 0) = (dispatched_on IS NULL)
    AND (dispatched_on IS NULL) = (resolution IS NULL) AND (dispatched_on IS NULL) = (addressee IS NULL)),
  CONSTRAINT entries_counts_positive CHECK (sheets >= 0 AND annexes >= 0 AND document_count >= 0 AND version >= 1)
);
CREATE INDEX entries_record_idx ON entries (book_id, record_seq);
CREATE INDEX entries_party_idx ON entries (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX entries_unit_idx ON entries (unit_id, book_id, number);
CREATE INDEX entries_day_idx ON entries (book_id, registered_on, number);
CREATE INDEX entries_fingerprint_idx ON entries (fingerprint);
COMMENT ON TABLE entries IS 'What people see and search: folded from the ledger, rebuildable, compared with it by verify';
COMMENT ON COLUMN entries.fingerprint IS 'Keyed hash of day, sender and words: finds the same paper registered twice on a day';
COMMENT ON COLUMN entries.registered_on IS 'Civil day in Europe/Bucharest (column 2)';

CREATE TABLE entry_readers (
  principal uuid NOT NULL,
  book_id uuid NOT NULL,
  number int NOT NULL,
  CONSTRAINT entry_readers_pk PRIMARY KEY (principal, book_id, number),
  CONSTRAINT entry_readers_entry_fk FOREIGN KEY (book_id, number) REFERENCES entries (book_id, number)
);
CREATE INDEX entry_readers_entry_idx ON entry_readers (book_id, number);
COMMENT ON TABLE entry_readers IS 'Rights as data: who may read the file of an entry. A principal is a unit or a person';

CREATE TABLE head_lines (
  day date NOT NULL,
  line text NOT NULL,
  nonce bytea NOT NULL,
  signed_at timestamptz NOT NULL,
  CONSTRAINT head_lines_pk PRIMARY KEY (day),
  CONSTRAINT head_lines_nonce_length CHECK (octet_length(nonce) = 32)
);
COMMENT ON TABLE head_lines IS 'The daily signed heads of all books, one JSON line a day, each carrying the hash of the one before';
COMMENT ON COLUMN head_lines.nonce IS 'Hides in the line which confidential books exist and whether they moved that day';

CREATE TABLE book_heads (
  book_id uuid NOT NULL,
  day date NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT book_heads_pk PRIMARY KEY (book_id, day),
  CONSTRAINT book_heads_record_fk FOREIGN KEY (book_id, seq) REFERENCES ledger_records (book_id, seq),
  CONSTRAINT book_heads_day_fk FOREIGN KEY (day) REFERENCES head_lines (day)
);
CREATE INDEX book_heads_record_idx ON book_heads (book_id, seq);
CREATE INDEX book_heads_day_idx ON book_heads (day);
COMMENT ON TABLE book_heads IS 'Head of each book when a day was signed; the public page checks a record between two of these';

CREATE TRIGGER head_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON head_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER book_heads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON book_heads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE entry_models (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  channel text,
  category_code text,
  unit_code text,
  subject text NOT NULL,
  sheets int NOT NULL,
  annexes int NOT NULL,
  removed_at timestamptz,
  CONSTRAINT entry_models_pk PRIMARY KEY (id),
  CONSTRAINT entry_models_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id)
);
CREATE UNIQUE INDEX entry_models_name_unique ON entry_models (account_id, name) WHERE removed_at IS NULL;
COMMENT ON TABLE entry_models IS 'Saved ways to fill the counter form (F4), each account''s own';

-- Lawful erasure (ARH-03): values leave only here, by the owner, and the chain says so. Never a button.
CREATE FUNCTION erase_ledger_values(p_book_id uuid, p_number int, p_commitments bytea[], p_body bytea) RETURNS int
  LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  book books%ROWTYPE;
  record jsonb := convert_from(p_body, 'UTF8')::jsonb;
  removed int;
BEGIN
  SELECT * INTO STRICT book FROM books WHERE id = p_book_id FOR UPDATE;
  IF record ->> 'prev' <> encode(book.last_hash, 'hex') OR (record ->> 'seq')::bigint <> book.last_seq + 1
     OR record ->> 'kind' <> 'erased' OR (record ->> 'number')::int <> p_number
     OR record -> 'erased' <> (SELECT jsonb_agg(encode(c, 'hex') ORDER BY encode(c, 'hex')) FROM unnest(p_commitments) AS c) THEN
    RAISE EXCEPTION 'the erasure record does not follow the book''s head' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM set_config('opis.erasing', p_book_id::text, true);
  DELETE FROM ledger_values WHERE ledger_values.commitment = ANY (p_commitments);
  GET DIAGNOSTICS removed = ROW_COUNT;
  PERFORM set_config('opis.erasing', '', true);
  IF removed <> cardinality(p_commitments) THEN
    RAISE EXCEPTION 'some values are not there' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO ledger_records (book_id, seq, kind, number, at, format, body, hash)
    VALUES (p_book_id, book.last_seq + 1, 'erased', p_number, (record ->> 'at')::timestamptz, 1, p_body, sha256(p_body));
  UPDATE books SET last_seq = book.last_seq + 1, last_hash = sha256(p_body), last_at = (record ->> 'at')::timestamptz
    WHERE books.id = p_book_id;
  RETURN removed;
END $$;
REVOKE ALL ON FUNCTION erase_ledger_values(uuid, int, bytea[], bytea) FROM PUBLIC;
COMMENT ON FUNCTION erase_ledger_values(uuid, int, bytea[], bytea) IS 'Removes values at the end of retention and appends the erased record; owner only';

CREATE FUNCTION refuse_value_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('opis.erasing', true), '') = '' THEN
    RAISE EXCEPTION 'values leave only through erase_ledger_values' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_values_erased_lawfully BEFORE DELETE ON ledger_values
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_value_delete();

-- The name beside an account's id in a row of the book; the record itself keeps only the id.
CREATE VIEW account_names AS
  SELECT accounts.id AS account_id, staff.given_name || ' ' || staff.family_name AS name
  FROM accounts JOIN staff ON staff.id = accounts.staff_id;
COMMENT ON VIEW account_names IS 'Who an account is, by name, for the columns that tell who did it';
GRANT SELECT ON account_names TO opis_app;

GRANT SELECT, INSERT ON registers, register_members, sub_registers, books, ledger_records, ledger_values, entries,
  entry_readers, head_lines, book_heads, entry_models TO opis_app;
GRANT UPDATE (last_number, last_seq, last_hash, last_at, sub_numbers, status) ON books TO opis_app;
GRANT UPDATE (status, issuer, issuer_number, issuer_date, subject, sheets, annexes, unit_id, dispatched_on, resolution,
  addressee, out_count, joined_year, joined_number, nomenclature_code, annul_reason, annulled_by, annulled_at, corrected,
  version) ON entries TO opis_app;
GRANT UPDATE (removed_at) ON entry_models TO opis_app;
