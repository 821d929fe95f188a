-- A unit that closes, by whatever door, hands its open files over on its day, and gets them back when that is reversed.

CREATE TABLE unit_handovers (
  id uuid NOT NULL,
  unit_id uuid NOT NULL,
  act_id uuid NOT NULL,
  due_on date NOT NULL,
  done_at timestamptz,
  roles jsonb NOT NULL DEFAULT '[]',
  reversed_by uuid,
  returned_at timestamptz,
  CONSTRAINT unit_handovers_pk PRIMARY KEY (id),
  CONSTRAINT unit_handovers_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT unit_handovers_act_fk FOREIGN KEY (act_id) REFERENCES administration_acts (id),
  CONSTRAINT unit_handovers_reversed_fk FOREIGN KEY (reversed_by) REFERENCES administration_acts (id),
  CONSTRAINT unit_handovers_returned_when_reversed CHECK (returned_at IS NULL OR reversed_by IS NOT NULL),
  CONSTRAINT unit_handovers_roles_listed CHECK (jsonb_typeof(roles) = 'array')
);
-- Of one unit one closing waits or stands at a time.
CREATE UNIQUE INDEX unit_handovers_one_waiting ON unit_handovers (unit_id) WHERE done_at IS NULL AND reversed_by IS NULL;
CREATE INDEX unit_handovers_unit_idx ON unit_handovers (unit_id);
CREATE INDEX unit_handovers_act_idx ON unit_handovers (act_id);
CREATE INDEX unit_handovers_reversed_idx ON unit_handovers (reversed_by) WHERE returned_at IS NULL;
COMMENT ON TABLE unit_handovers IS 'What a closed unit with a successor hands over: one row a closing, done on its day by the minute tick or at once';
COMMENT ON COLUMN unit_handovers.due_on IS 'The day from which the unit receives nothing: its open files pass to its successor then, not before';
COMMENT ON COLUMN unit_handovers.roles IS 'Roles over the unit that passed with it: [{username, role, to, added}]; added is false where the person held it there already';
COMMENT ON COLUMN unit_handovers.reversed_by IS 'The act that took the closing back; what nobody touched since goes back with it';
COMMENT ON COLUMN unit_handovers.returned_at IS 'When everything that could go back was back';

CREATE TABLE case_handovers (
  handover_id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  version int NOT NULL,
  given_back boolean,
  CONSTRAINT case_handovers_pk PRIMARY KEY (handover_id, case_file_id),
  CONSTRAINT case_handovers_handover_fk FOREIGN KEY (handover_id) REFERENCES unit_handovers (id),
  CONSTRAINT case_handovers_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id)
);
CREATE INDEX case_handovers_case_file_idx ON case_handovers (case_file_id);
COMMENT ON TABLE case_handovers IS 'Files that passed with a closed unit, so that those which nobody touched since can go back';
COMMENT ON COLUMN case_handovers.version IS 'The version that the hand-over gave the file: on another one somebody acted since';
COMMENT ON COLUMN case_handovers.given_back IS 'After a reversal: true, it lies where it lay; false, somebody had acted on it, so it stayed. Null: it was not reversed';

ALTER TABLE administration_acts DROP CONSTRAINT administration_acts_kind_known;
ALTER TABLE administration_acts ADD CONSTRAINT administration_acts_kind_known CHECK (kind IN ('imported', 'changed',
  'reorganised', 'handed-over', 'reverted', 'account-opened', 'account-closed', 'account-reopened', 'password-reset',
  'role-granted', 'role-withdrawn', 'register-created', 'sub-register-added'));

GRANT SELECT, INSERT ON unit_handovers, case_handovers TO opis_app;
GRANT UPDATE (done_at, roles, reversed_by, returned_at) ON unit_handovers TO opis_app;
GRANT UPDATE (given_back, version) ON case_handovers TO opis_app;
