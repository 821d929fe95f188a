-- Paper for the days when the program cannot be asked: every office has an emergency book with a prefix of its own, whose
-- sheets are printed beforehand. Nothing is pre-allotted in the general series: what was written on a sheet takes the
-- next general number when it is entered.

CREATE TABLE emergency_books (
  id uuid NOT NULL,
  office_id uuid NOT NULL,
  year int NOT NULL,
  prefix text NOT NULL,
  last_number int NOT NULL DEFAULT 0,
  opened_at timestamptz NOT NULL,
  CONSTRAINT emergency_books_pk PRIMARY KEY (id),
  CONSTRAINT emergency_books_office_unique UNIQUE (office_id, year),
  CONSTRAINT emergency_books_prefix_unique UNIQUE (year, prefix),
  CONSTRAINT emergency_books_office_fk FOREIGN KEY (office_id) REFERENCES offices (id),
  CONSTRAINT emergency_books_prefix_form CHECK (prefix ~ '^U[1-9][0-9]{0,3}$'),
  CONSTRAINT emergency_books_year_range CHECK (year BETWEEN 1990 AND 2200),
  CONSTRAINT emergency_books_number_positive CHECK (last_number BETWEEN 0 AND 9999)
);
COMMENT ON TABLE emergency_books IS 'An office''s emergency book of a year; the row is the counter of the numbers printed on its sheets';
COMMENT ON COLUMN emergency_books.prefix IS 'Before the number, U2-0007/2026; an office keeps its own from year to year';

CREATE TABLE emergency_sheets (
  id uuid NOT NULL,
  book_id uuid NOT NULL,
  register_id uuid NOT NULL,
  first_number int NOT NULL,
  last_number int NOT NULL,
  printed_at timestamptz NOT NULL,
  printed_by uuid NOT NULL,
  request_id uuid NOT NULL,
  CONSTRAINT emergency_sheets_pk PRIMARY KEY (id),
  CONSTRAINT emergency_sheets_request_unique UNIQUE (printed_by, request_id),
  CONSTRAINT emergency_sheets_book_fk FOREIGN KEY (book_id) REFERENCES emergency_books (id),
  CONSTRAINT emergency_sheets_register_fk FOREIGN KEY (register_id) REFERENCES registers (id),
  CONSTRAINT emergency_sheets_numbers CHECK (first_number >= 1 AND last_number BETWEEN first_number AND first_number + 119),
  CONSTRAINT emergency_sheets_apart EXCLUDE USING gist (book_id WITH =, int4range(first_number, last_number, '[]') WITH &&)
);
CREATE INDEX emergency_sheets_register_idx ON emergency_sheets (register_id);
COMMENT ON TABLE emergency_sheets IS 'Sheets of an emergency book, with the numbers printed on them';
COMMENT ON COLUMN emergency_sheets.register_id IS 'The register in whose book the lines are entered afterwards';
COMMENT ON COLUMN emergency_sheets.printed_at IS 'No line of the sheet was written before';

CREATE TABLE emergency_lines (
  book_id uuid NOT NULL,
  number int NOT NULL,
  sheet_id uuid NOT NULL,
  CONSTRAINT emergency_lines_pk PRIMARY KEY (book_id, number),
  CONSTRAINT emergency_lines_book_fk FOREIGN KEY (book_id) REFERENCES emergency_books (id),
  CONSTRAINT emergency_lines_sheet_fk FOREIGN KEY (sheet_id) REFERENCES emergency_sheets (id)
);
CREATE INDEX emergency_lines_sheet_idx ON emergency_lines (sheet_id, number);
COMMENT ON TABLE emergency_lines IS 'Every number that was printed; it is open until emergency_settlements says how it ended';

-- Both numbers of what was entered from a sheet. The hour of arrival is the sheet's; the hour of registration is the book's.
ALTER TABLE entries
  ADD COLUMN emergency_number text,
  ADD COLUMN received_at timestamptz,
  ADD CONSTRAINT entries_emergency_whole CHECK ((emergency_number IS NULL) = (received_at IS NULL)),
  ADD CONSTRAINT entries_emergency_form CHECK (emergency_number ~ '^U[1-9][0-9]{0,3}-[0-9]{4}/[0-9]{4}$'),
  ADD CONSTRAINT entries_received_before CHECK (received_at <= registered_at);
CREATE UNIQUE INDEX entries_emergency_once ON entries (emergency_number) WHERE emergency_number IS NOT NULL;
COMMENT ON COLUMN entries.emergency_number IS 'Number under which it was first written, on a sheet of an emergency book';
COMMENT ON COLUMN entries.received_at IS 'Hour on the sheet: legal terms count from it, not from the registration';

CREATE TABLE emergency_settlements (
  book_id uuid NOT NULL,
  number int NOT NULL,
  entry_id uuid,
  void_reason text,
  settled_at timestamptz NOT NULL,
  settled_by uuid NOT NULL,
  CONSTRAINT emergency_settlements_pk PRIMARY KEY (book_id, number),
  CONSTRAINT emergency_settlements_line_fk FOREIGN KEY (book_id, number) REFERENCES emergency_lines (book_id, number),
  CONSTRAINT emergency_settlements_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id),
  CONSTRAINT emergency_settlements_entry_unique UNIQUE (entry_id),
  CONSTRAINT emergency_settlements_one_end CHECK ((entry_id IS NULL) = (void_reason IS NOT NULL)),
  CONSTRAINT emergency_settlements_reason_length CHECK (char_length(void_reason) BETWEEN 3 AND 500)
);
COMMENT ON TABLE emergency_settlements IS 'How each printed number ended, once: entered in the book, or voided because nothing was written there';
CREATE TRIGGER emergency_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON emergency_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER emergency_sheets_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON emergency_sheets
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER emergency_settlements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON emergency_settlements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The row that registers it settles its line in the same statement: no process can enter a number twice, enter one that
-- was never printed or was voided, or say that it was written before the sheet was.
CREATE FUNCTION settle_emergency_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line record;
BEGIN
  SELECT emergency_lines.book_id, emergency_lines.number, emergency_sheets.printed_at INTO line
  FROM emergency_books
  JOIN emergency_lines ON emergency_lines.book_id = emergency_books.id
  JOIN emergency_sheets ON emergency_sheets.id = emergency_lines.sheet_id
  JOIN books ON books.id = NEW.book_id AND books.register_id = emergency_sheets.register_id
  WHERE emergency_books.prefix = split_part(NEW.emergency_number, '-', 1)
    AND emergency_books.year = split_part(NEW.emergency_number, '/', 2)::int
    AND emergency_lines.number = split_part(split_part(NEW.emergency_number, '-', 2), '/', 1)::int;
  IF line IS NULL THEN
    RAISE EXCEPTION 'emergency number % was never printed for this register', NEW.emergency_number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_emergency_printed', TABLE = 'entries';
  END IF;
  IF NEW.received_at < date_trunc('minute', line.printed_at) THEN
    RAISE EXCEPTION 'emergency number % was not printed yet at that hour', NEW.emergency_number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_received_after_print', TABLE = 'entries';
  END IF;
  INSERT INTO emergency_settlements (book_id, number, entry_id, settled_at, settled_by)
  VALUES (line.book_id, line.number, NEW.id, NEW.registered_at, NEW.registered_by);
  RETURN NULL;
END $$;
CREATE TRIGGER entries_settle_emergency_line AFTER INSERT ON entries
  FOR EACH ROW WHEN (NEW.emergency_number IS NOT NULL) EXECUTE FUNCTION settle_emergency_line();

GRANT SELECT, INSERT ON emergency_books, emergency_sheets, emergency_lines, emergency_settlements TO opis_app;
GRANT UPDATE (last_number) ON emergency_books TO opis_app;
