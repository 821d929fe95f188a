-- The institution, where it works, how it is divided and who works in it; how its papers are sorted and kept.

-- Trusted since PostgreSQL 13: versions of one row of the nomenclature may not overlap in time.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE institution (
  only_row boolean NOT NULL DEFAULT true,
  name text NOT NULL,
  short_name text NOT NULL,
  council text NOT NULL,
  address text NOT NULL,
  phone text NOT NULL,
  email text NOT NULL,
  website text NOT NULL,
  opening_hours text NOT NULL,
  demonstration_password text,
  CONSTRAINT institution_pk PRIMARY KEY (only_row),
  CONSTRAINT institution_one_row CHECK (only_row),
  CONSTRAINT institution_named CHECK (name <> '' AND short_name <> '')
);
COMMENT ON TABLE institution IS 'The institution that keeps this database: one row, one institution a database';
COMMENT ON COLUMN institution.demonstration_password IS 'Only in the demonstration: the password of its invented accounts, shown to anybody on the sign-in page';

CREATE TABLE offices (
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  position int NOT NULL,
  closed_on date,
  CONSTRAINT offices_pk PRIMARY KEY (id),
  CONSTRAINT offices_code_unique UNIQUE (code),
  CONSTRAINT offices_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$')
);
COMMENT ON TABLE offices IS 'Places where the institution works and receives papers (sedii, puncte de registratură)';

CREATE TABLE units (
  id uuid NOT NULL,
  parent_id uuid,
  code text NOT NULL,
  name text NOT NULL,
  short_name text NOT NULL,
  position int NOT NULL,
  closed_on date,
  CONSTRAINT units_pk PRIMARY KEY (id),
  CONSTRAINT units_code_unique UNIQUE (code),
  CONSTRAINT units_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  CONSTRAINT units_parent_fk FOREIGN KEY (parent_id) REFERENCES units (id)
);
CREATE INDEX units_parent_idx ON units (parent_id);
COMMENT ON TABLE units IS 'Structures of the institution (direcții, servicii, compartimente): a tree of any depth';
COMMENT ON COLUMN units.short_name IS 'For narrow columns: column 8 of the register (REG-02)';
COMMENT ON COLUMN units.closed_on IS 'From this day the unit receives nothing; it stays, because papers were assigned to it';

-- Walks up from the new parent under share locks, so that two moves at once cannot close a circle between them.
CREATE FUNCTION refuse_unit_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ancestor uuid := NEW.parent_id;
BEGIN
  WHILE ancestor IS NOT NULL LOOP
    IF ancestor = NEW.id THEN
      RAISE EXCEPTION 'unit % would stand under itself', NEW.code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'units_no_cycle', TABLE = 'units';
    END IF;
    SELECT units.parent_id INTO ancestor FROM units WHERE units.id = ancestor FOR SHARE;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER units_no_cycle BEFORE INSERT OR UPDATE OF id, parent_id ON units
  FOR EACH ROW EXECUTE FUNCTION refuse_unit_cycle();

CREATE TABLE positions (
  id uuid NOT NULL,
  unit_id uuid NOT NULL,
  name text NOT NULL,
  leads boolean NOT NULL,
  seats int NOT NULL,
  CONSTRAINT positions_pk PRIMARY KEY (id),
  CONSTRAINT positions_name_unique UNIQUE (unit_id, name),
  CONSTRAINT positions_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT positions_seats_positive CHECK (seats >= 1),
  CONSTRAINT positions_one_leader CHECK (NOT leads OR seats = 1)
);
COMMENT ON TABLE positions IS 'Posts of a unit (funcții): name, whether it leads the unit, and how many seats it has';

CREATE TABLE staff (
  id uuid NOT NULL,
  code text NOT NULL,
  given_name text NOT NULL,
  family_name text NOT NULL,
  title text NOT NULL,
  position_id uuid,
  office_id uuid,
  active_from date NOT NULL,
  active_to date,
  CONSTRAINT staff_pk PRIMARY KEY (id),
  CONSTRAINT staff_code_unique UNIQUE (code),
  CONSTRAINT staff_code_form CHECK (code ~ '^[a-z0-9][a-z0-9.-]{0,59}$'),
  CONSTRAINT staff_named CHECK (given_name <> '' AND family_name <> ''),
  CONSTRAINT staff_position_fk FOREIGN KEY (position_id) REFERENCES positions (id),
  CONSTRAINT staff_office_fk FOREIGN KEY (office_id) REFERENCES offices (id),
  CONSTRAINT staff_active_range CHECK (active_to > active_from)
);
CREATE INDEX staff_position_idx ON staff (position_id);
CREATE INDEX staff_office_idx ON staff (office_id);
COMMENT ON TABLE staff IS 'People who work or worked here; the row stays after they leave, because acts name them';
COMMENT ON COLUMN staff.code IS 'The institution''s own mark of the person (marca)';
COMMENT ON COLUMN staff.title IS 'As shown beside the name: registrator, ghișeul 2';
COMMENT ON COLUMN staff.active_to IS 'First day on which the person no longer works here; null while they do';

CREATE TABLE nomenclature (
  id uuid NOT NULL,
  code text NOT NULL,
  title text NOT NULL,
  unit_id uuid,
  retention_years int,
  reexamined boolean NOT NULL DEFAULT false,
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT nomenclature_pk PRIMARY KEY (id),
  CONSTRAINT nomenclature_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT nomenclature_retention_positive CHECK (retention_years >= 1),
  CONSTRAINT nomenclature_permanent_not_reexamined CHECK (retention_years IS NOT NULL OR NOT reexamined),
  CONSTRAINT nomenclature_valid_range CHECK (valid_to > valid_from),
  CONSTRAINT nomenclature_one_version_at_a_time EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to) WITH &&)
);
CREATE INDEX nomenclature_unit_idx ON nomenclature (unit_id);
COMMENT ON TABLE nomenclature IS 'Nomenclatorul arhivistic (Legea 16/1996, anexa 1; ARH-01), versioned by validity';
COMMENT ON COLUMN nomenclature.code IS 'Indicativul dosarului: column 13 of the register (REG-02)';
COMMENT ON COLUMN nomenclature.retention_years IS 'Termen de păstrare in years; null: permanent (P)';
COMMENT ON COLUMN nomenclature.reexamined IS 'C.S.: the selection commission looks again when the years are over';

CREATE TABLE categories (
  code text NOT NULL,
  name text NOT NULL,
  unit_id uuid,
  sub_register text,
  nomenclature_code text,
  position int NOT NULL,
  active boolean NOT NULL DEFAULT true,
  CONSTRAINT categories_pk PRIMARY KEY (code),
  CONSTRAINT categories_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  CONSTRAINT categories_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id)
);
CREATE INDEX categories_unit_idx ON categories (unit_id);
COMMENT ON TABLE categories IS 'Kinds of documents as the registrar names them; each proposes unit, sub-register and file';
COMMENT ON COLUMN categories.sub_register IS 'Code of a sub-register of the general register; checked when a document is registered';

GRANT SELECT, INSERT ON institution, offices, units, positions, staff, nomenclature, categories TO opis_app;
GRANT UPDATE (name, short_name, council, address, phone, email, website, opening_hours) ON institution TO opis_app;
GRANT UPDATE (name, address, position, closed_on) ON offices TO opis_app;
GRANT UPDATE (parent_id, name, short_name, position, closed_on) ON units TO opis_app;
GRANT UPDATE (leads, seats) ON positions TO opis_app;
GRANT UPDATE (given_name, family_name, title, position_id, office_id, active_to) ON staff TO opis_app;
GRANT UPDATE (title, unit_id, retention_years, reexamined, valid_to) ON nomenclature TO opis_app;
GRANT UPDATE (name, unit_id, sub_register, nomenclature_code, position, active) ON categories TO opis_app;
GRANT SELECT ON institution, offices, units, positions, staff, nomenclature, categories TO opis_worker;
