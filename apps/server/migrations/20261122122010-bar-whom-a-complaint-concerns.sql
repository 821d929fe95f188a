-- A petition about somebody's activity is not solved by them or by anyone under them (OG 27/2002 art. 11, PET-11).

ALTER TABLE case_files ADD COLUMN target_person_id uuid, ADD COLUMN target_unit_id uuid,
  ADD CONSTRAINT case_files_target_person_fk FOREIGN KEY (target_person_id) REFERENCES staff (id),
  ADD CONSTRAINT case_files_target_unit_fk FOREIGN KEY (target_unit_id) REFERENCES units (id),
  ADD CONSTRAINT case_files_not_with_target CHECK (status = 'closed'
    OR (target_person_id IS NULL OR handler_id IS NULL OR handler_id <> target_person_id)
      AND (target_unit_id IS NULL OR unit_id IS NULL OR unit_id <> target_unit_id));
CREATE INDEX case_files_target_person_idx ON case_files (target_person_id) WHERE target_person_id IS NOT NULL;
CREATE INDEX case_files_target_unit_idx ON case_files (target_unit_id) WHERE target_unit_id IS NOT NULL;
COMMENT ON COLUMN case_files.target_person_id IS 'The person whose activity the petition is about: neither they nor anyone under them may have it (OG 27/2002 art. 11)';
COMMENT ON COLUMN case_files.target_unit_id IS 'The unit that the petition is about: neither it nor what stands under it may have it';
GRANT UPDATE (target_person_id, target_unit_id) ON case_files TO opis_app;

-- Units and persons that may not have such a file, on a day: whom it is about, the units that they lead (by post, by
-- role, or standing in for whoever leads them), everything under those, and everybody who works there.
CREATE FUNCTION barred_by_complaint(target_person uuid, target_unit uuid, day date, moment timestamptz)
RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE acts_for AS (
    SELECT target_person AS staff_id WHERE target_person IS NOT NULL
    UNION
    SELECT substitutions.absent_id FROM acts_for
    JOIN substitutions ON substitutions.substitute_id = acts_for.staff_id AND substitutions.ended_at IS NULL
      AND substitutions.first_day <= day AND substitutions.last_day >= day
  ), below AS (
    (SELECT positions.unit_id AS id FROM acts_for JOIN staff ON staff.id = acts_for.staff_id
      JOIN positions ON positions.id = staff.position_id AND positions.leads
    UNION
    SELECT role_grants.unit_id FROM acts_for
      JOIN accounts ON accounts.staff_id = acts_for.staff_id AND accounts.active
      JOIN role_grants ON role_grants.account_id = accounts.id AND role_grants.unit_id IS NOT NULL
        AND role_grants.role IN ('head-of-unit', 'director')
        AND role_grants.valid_from <= moment AND (role_grants.valid_to IS NULL OR role_grants.valid_to > moment)
    UNION
    SELECT target_unit WHERE target_unit IS NOT NULL)
    UNION
    SELECT units.id FROM below JOIN units ON units.parent_id = below.id
  ), barred AS (
    SELECT target_person AS id WHERE target_person IS NOT NULL
    UNION
    SELECT below.id FROM below
    UNION
    SELECT staff.id FROM below JOIN positions ON positions.unit_id = below.id
      JOIN staff ON staff.position_id = positions.id
    UNION
    SELECT accounts.staff_id FROM below
      JOIN role_grants ON role_grants.unit_id = below.id AND role_grants.role IN ('case-handler', 'head-of-unit')
        AND role_grants.valid_from <= moment AND (role_grants.valid_to IS NULL OR role_grants.valid_to > moment)
      JOIN accounts ON accounts.id = role_grants.account_id AND accounts.active
  )
  SELECT coalesce(array_agg(barred.id), '{}') FROM barred
$$;
COMMENT ON FUNCTION barred_by_complaint IS 'Units and persons that may not have a petition about this person or unit (OG 27/2002 art. 11)';

ALTER TABLE case_steps DROP CONSTRAINT case_steps_kind_known,
  ADD CONSTRAINT case_steps_kind_known CHECK (kind IN ('assign', 'return', 'close', 'reopen', 'join', 'note',
    'reclassify', 'fields', 'complaint'));
