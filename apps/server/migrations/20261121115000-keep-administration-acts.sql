-- What administrators change, as acts that can be read and reversed; names of units in their time; days off.

CREATE TABLE administration_acts (
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid,
  via text NOT NULL,
  kind text NOT NULL,
  reverts uuid,
  CONSTRAINT administration_acts_pk PRIMARY KEY (id),
  CONSTRAINT administration_acts_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT administration_acts_reverts_fk FOREIGN KEY (reverts) REFERENCES administration_acts (id),
  CONSTRAINT administration_acts_reverted_once UNIQUE (reverts),
  CONSTRAINT administration_acts_reverts_another CHECK (reverts <> id),
  CONSTRAINT administration_acts_revert_whole CHECK ((kind = 'reverted') = (reverts IS NOT NULL)),
  CONSTRAINT administration_acts_kind_known CHECK (kind IN ('imported', 'changed', 'reorganised', 'reverted',
    'account-opened', 'account-closed', 'account-reopened', 'password-reset', 'role-granted', 'role-withdrawn',
    'register-created', 'sub-register-added')),
  CONSTRAINT administration_acts_via_known CHECK (via IN ('session', 'token', 'command-line', 'seeder'))
);
CREATE INDEX administration_acts_account_idx ON administration_acts (account_id);
CREATE INDEX administration_acts_at_idx ON administration_acts (at, id);
COMMENT ON TABLE administration_acts IS 'Each act by which somebody changed how the institution is set up; append-only. One act may change many things';
COMMENT ON COLUMN administration_acts.reverts IS 'The act that this one reverses; an act is reversed once';

CREATE TABLE administration_changes (
  act_id uuid NOT NULL,
  position int NOT NULL,
  list text NOT NULL,
  key text NOT NULL,
  before jsonb,
  after jsonb,
  CONSTRAINT administration_changes_pk PRIMARY KEY (act_id, position),
  CONSTRAINT administration_changes_act_fk FOREIGN KEY (act_id) REFERENCES administration_acts (id),
  CONSTRAINT administration_changes_list_known CHECK (list IN ('institution', 'offices', 'units', 'positions', 'staff',
    'nomenclature', 'categories', 'daysOff', 'order', 'accounts', 'grants', 'passwords', 'registers', 'subRegisters',
    'handovers')),
  CONSTRAINT administration_changes_something CHECK (before IS DISTINCT FROM after)
);
CREATE INDEX administration_changes_key_idx ON administration_changes (list, key);
COMMENT ON TABLE administration_changes IS 'What an act changed, row by row: as it stood before (null: it was not there) and after (null: no more)';
COMMENT ON COLUMN administration_changes.key IS 'The code by which people name the row: of a unit, a person, a register';

CREATE TRIGGER administration_acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON administration_acts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER administration_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON administration_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Column 8 of the book names the unit as it was called when the paper was given to it (REG-02).
CREATE TABLE unit_names (
  unit_id uuid NOT NULL,
  valid_from date NOT NULL,
  name text NOT NULL,
  short_name text NOT NULL,
  CONSTRAINT unit_names_pk PRIMARY KEY (unit_id, valid_from),
  CONSTRAINT unit_names_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id)
);
COMMENT ON TABLE unit_names IS 'Names of units that were renamed, each from its first day on; a unit never renamed has no row here';

CREATE FUNCTION unit_short_name_on(p_unit_id uuid, p_day date) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT coalesce(
    (SELECT unit_names.short_name FROM unit_names
     WHERE unit_names.unit_id = p_unit_id AND unit_names.valid_from <= p_day
     ORDER BY unit_names.valid_from DESC LIMIT 1),
    (SELECT units.short_name FROM units WHERE units.id = p_unit_id))
$$;
COMMENT ON FUNCTION unit_short_name_on(uuid, date) IS 'How a unit was called on a civil day, for column 8 of the printed book';

ALTER TABLE units ADD COLUMN successor_id uuid;
ALTER TABLE units ADD CONSTRAINT units_successor_fk FOREIGN KEY (successor_id) REFERENCES units (id);
ALTER TABLE units ADD CONSTRAINT units_successor_of_closed CHECK (successor_id IS NULL OR closed_on IS NOT NULL);
ALTER TABLE units ADD CONSTRAINT units_successor_is_another CHECK (successor_id <> id);
CREATE INDEX units_successor_idx ON units (successor_id);
COMMENT ON COLUMN units.successor_id IS 'The unit that took over the work of a closed one';

-- A row made by mistake leaves only while nothing names it: foreign keys decide, and the app may delete nothing else.
CREATE FUNCTION withdraw_organisation_row(p_list text, p_id uuid) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  removed int;
BEGIN
  IF p_list NOT IN ('offices', 'units', 'positions', 'staff', 'nomenclature') THEN
    RAISE EXCEPTION 'nothing is withdrawn from %', p_list USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF p_list = 'units' THEN
    DELETE FROM unit_names WHERE unit_names.unit_id = p_id;
  END IF;
  EXECUTE format('DELETE FROM %I WHERE id = $1', p_list) USING p_id;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
REVOKE ALL ON FUNCTION withdraw_organisation_row(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION withdraw_organisation_row(text, uuid) TO opis_app;
COMMENT ON FUNCTION withdraw_organisation_row(text, uuid) IS 'Removes a row that was made by mistake and that nothing names';

-- Law is data: each legal holiday with its act and article, and the days on which it has been one.
CREATE TABLE legal_holidays (
  code text NOT NULL,
  name text NOT NULL,
  month int,
  day int,
  easter_offset int,
  valid_from date NOT NULL,
  valid_to date,
  act text NOT NULL,
  article text NOT NULL,
  certainty text NOT NULL,
  CONSTRAINT legal_holidays_pk PRIMARY KEY (code, valid_from),
  CONSTRAINT legal_holidays_fixed_or_movable CHECK ((month IS NULL) = (day IS NULL) AND (month IS NULL) <> (easter_offset IS NULL)),
  CONSTRAINT legal_holidays_real_day CHECK (month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31),
  CONSTRAINT legal_holidays_valid_range CHECK (valid_to > valid_from),
  CONSTRAINT legal_holidays_certainty_known CHECK (certainty IN ('known', 'checked', 'to-be-checked'))
);
COMMENT ON TABLE legal_holidays IS 'Public holidays on which nobody works (Codul muncii, art. 139); movable ones count from Orthodox Easter';
COMMENT ON COLUMN legal_holidays.easter_offset IS 'Days after Orthodox Easter Sunday (before it when negative)';
COMMENT ON COLUMN legal_holidays.valid_from IS 'First day on which the rule is applied here; 2018-01-01 stands for earlier rules, older than any book kept here';
COMMENT ON COLUMN legal_holidays.certainty IS 'Who vouches: known by us, checked by a lawyer, to be checked';

INSERT INTO legal_holidays (code, name, month, day, easter_offset, valid_from, act, article, certainty) VALUES
  ('anul-nou', 'Anul Nou', 1, 1, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('anul-nou-2', 'A doua zi de Anul Nou', 1, 2, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('boboteaza', 'Botezul Domnului, Boboteaza', 1, 6, NULL, '2024-01-01', 'Legea nr. 53/2003 (Codul muncii), modificată prin Legea nr. 52/2023', 'art. 139 alin. (1)', 'known'),
  ('sfantul-ioan', 'Soborul Sfântului Ioan Botezătorul', 1, 7, NULL, '2024-01-01', 'Legea nr. 53/2003 (Codul muncii), modificată prin Legea nr. 52/2023', 'art. 139 alin. (1)', 'known'),
  ('unirea', 'Ziua Unirii Principatelor Române', 1, 24, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('vinerea-mare', 'Vinerea Mare', NULL, NULL, -2, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('paste', 'Paștele', NULL, NULL, 0, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('paste-2', 'A doua zi de Paște', NULL, NULL, 1, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('ziua-muncii', 'Ziua Muncii', 5, 1, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('ziua-copilului', 'Ziua Copilului', 6, 1, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('rusalii', 'Rusaliile', NULL, NULL, 49, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('rusalii-2', 'A doua zi de Rusalii', NULL, NULL, 50, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('adormirea', 'Adormirea Maicii Domnului', 8, 15, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('sfantul-andrei', 'Sfântul Andrei', 11, 30, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('ziua-nationala', 'Ziua Națională a României', 12, 1, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('craciun', 'Crăciunul', 12, 25, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known'),
  ('craciun-2', 'A doua zi de Crăciun', 12, 26, NULL, '2018-01-01', 'Legea nr. 53/2003 (Codul muncii)', 'art. 139 alin. (1)', 'known');

-- A Government decision or the head of the institution may make a day free, or a Saturday worked instead.
CREATE TABLE institution_days (
  day date NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  act text NOT NULL,
  CONSTRAINT institution_days_pk PRIMARY KEY (day),
  CONSTRAINT institution_days_kind_known CHECK (kind IN ('off', 'worked')),
  CONSTRAINT institution_days_named CHECK (name <> '')
);
COMMENT ON TABLE institution_days IS 'Days of the institution''s own: free beside the legal ones, or worked instead of them';
COMMENT ON COLUMN institution_days.act IS 'The act that says so: a Government decision, a disposition';

GRANT SELECT, INSERT ON administration_acts, administration_changes, unit_names TO opis_app;
GRANT SELECT ON legal_holidays TO opis_app, opis_worker;
GRANT SELECT, INSERT, DELETE, UPDATE (kind, name, act) ON institution_days TO opis_app;
GRANT SELECT ON institution_days TO opis_worker;
GRANT UPDATE (name, short_name) ON unit_names TO opis_app;
GRANT UPDATE (successor_id) ON units TO opis_app;
GRANT UPDATE (active_from) ON staff TO opis_app;
