-- What was registered before this program, read from a file: searchable beside the rest, marked as history, and never part
-- of the ledger or of the numbering.

CREATE TABLE history_imports (
  id uuid NOT NULL,
  register_id uuid NOT NULL,
  file_name text NOT NULL,
  file_hash bytea NOT NULL,
  new_count int NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by uuid,
  CONSTRAINT history_imports_pk PRIMARY KEY (id),
  CONSTRAINT history_imports_register_fk FOREIGN KEY (register_id) REFERENCES registers (id),
  CONSTRAINT history_imports_hash_length CHECK (octet_length(file_hash) = 32),
  CONSTRAINT history_imports_count CHECK (new_count > 0)
);
CREATE INDEX history_imports_register_idx ON history_imports (register_id);
COMMENT ON TABLE history_imports IS 'Files of the old register that brought rows';
COMMENT ON COLUMN history_imports.imported_by IS 'Account; null: whoever runs the machine, from the command line';

CREATE TABLE history_entries (
  id uuid NOT NULL,
  register_id uuid NOT NULL,
  import_id uuid NOT NULL,
  line int NOT NULL,
  year int NOT NULL,
  number int NOT NULL,
  suffix text NOT NULL,
  registered_on date NOT NULL,
  issuer_reference text,
  sheets int,
  annexes int,
  issuer text NOT NULL,
  subject text NOT NULL,
  unit text,
  dispatched_on date,
  resolution text,
  addressee text,
  joined_to text,
  nomenclature text,
  search_key text COLLATE "C" NOT NULL,
  content_hash bytea NOT NULL,
  CONSTRAINT history_entries_pk PRIMARY KEY (id),
  CONSTRAINT history_entries_number_unique UNIQUE (register_id, year, number, suffix),
  CONSTRAINT history_entries_register_fk FOREIGN KEY (register_id) REFERENCES registers (id),
  CONSTRAINT history_entries_import_fk FOREIGN KEY (import_id) REFERENCES history_imports (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT history_entries_year CHECK (year BETWEEN 1900 AND 2200 AND extract(year FROM registered_on) = year),
  CONSTRAINT history_entries_number CHECK (number BETWEEN 1 AND 999999999 AND line >= 1),
  CONSTRAINT history_entries_suffix_form CHECK (suffix ~ '^[a-z0-9]{0,10}$'),
  CONSTRAINT history_entries_hash_length CHECK (octet_length(content_hash) = 32),
  CONSTRAINT history_entries_said CHECK (issuer <> '' OR subject <> '')
);
CREATE INDEX history_entries_import_idx ON history_entries (import_id);
CREATE INDEX history_entries_words_idx ON history_entries USING gin ((' ' || search_key) gin_trgm_ops);
COMMENT ON TABLE history_entries IS 'Rows of the register kept before this program (REG-02), as they were written there; read-only';
COMMENT ON COLUMN history_entries.line IS 'Line of the file that it was read from';
COMMENT ON COLUMN history_entries.suffix IS 'What stood after the number: bis, a';
COMMENT ON COLUMN history_entries.issuer_reference IS 'Column 3 as it was written, number and date of the issuer';
COMMENT ON COLUMN history_entries.content_hash IS 'Of every column as read: the same number with other content is reported, never overwritten';

-- A number of the past may not stand where this program has given or will give one (REG-01: without repeated numbers).
CREATE FUNCTION refuse_history_in_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM books WHERE books.register_id = NEW.register_id AND books.year = NEW.year
      AND books.first_number <= NEW.number) THEN
    RAISE EXCEPTION 'number %/% is in the numbering of this program', NEW.number, NEW.year
      USING ERRCODE = 'check_violation', CONSTRAINT = 'history_entries_before_book', TABLE = 'history_entries';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER history_entries_before_book BEFORE INSERT ON history_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_history_in_book();
CREATE TRIGGER history_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER history_imports_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history_imports
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON history_imports, history_entries TO opis_app;
