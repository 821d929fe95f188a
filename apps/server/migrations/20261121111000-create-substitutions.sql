-- Who is away, from when to when, and who stands in: computed from days at every request, so that a substitution begins
-- and returns by itself.

CREATE TABLE substitutions (
  id uuid NOT NULL,
  absent_id uuid NOT NULL,
  substitute_id uuid NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  reason text NOT NULL,
  declared_by uuid NOT NULL,
  on_behalf_of uuid,
  declared_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by uuid,
  replaces_id uuid,
  CONSTRAINT substitutions_pk PRIMARY KEY (id),
  CONSTRAINT substitutions_absent_fk FOREIGN KEY (absent_id) REFERENCES staff (id),
  CONSTRAINT substitutions_substitute_fk FOREIGN KEY (substitute_id) REFERENCES staff (id),
  CONSTRAINT substitutions_declared_by_fk FOREIGN KEY (declared_by) REFERENCES accounts (id),
  CONSTRAINT substitutions_on_behalf_of_fk FOREIGN KEY (on_behalf_of) REFERENCES staff (id),
  CONSTRAINT substitutions_ended_by_fk FOREIGN KEY (ended_by) REFERENCES accounts (id),
  CONSTRAINT substitutions_replaces_fk FOREIGN KEY (replaces_id) REFERENCES substitutions (id),
  CONSTRAINT substitutions_replaces_once UNIQUE (replaces_id),
  CONSTRAINT substitutions_not_of_oneself CHECK (absent_id <> substitute_id),
  CONSTRAINT substitutions_period CHECK (last_day >= first_day AND last_day - first_day < 732),
  CONSTRAINT substitutions_reason_known CHECK (reason IN ('leave', 'sick-leave', 'delegation', 'training', 'other')),
  CONSTRAINT substitutions_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND ended_at >= declared_at),
  CONSTRAINT substitutions_one_at_a_time EXCLUDE USING gist
    (absent_id WITH =, daterange(first_day, last_day, '[]') WITH &&) WHERE (ended_at IS NULL)
);
-- Asked at every request, from both sides.
CREATE INDEX substitutions_substitute_idx ON substitutions (substitute_id, last_day) WHERE ended_at IS NULL;
CREATE INDEX substitutions_absent_idx ON substitutions (absent_id, last_day) WHERE ended_at IS NULL;
CREATE INDEX substitutions_of_absent_idx ON substitutions (absent_id);
CREATE INDEX substitutions_by_substitute_idx ON substitutions (substitute_id);
CREATE INDEX substitutions_declared_by_idx ON substitutions (declared_by);
CREATE INDEX substitutions_on_behalf_of_idx ON substitutions (on_behalf_of);
CREATE INDEX substitutions_ended_by_idx ON substitutions (ended_by);
COMMENT ON TABLE substitutions IS 'Înlocuiri: who is away and who acts in their name; a change ends the row and makes another, so that who could act when stays known';
COMMENT ON COLUMN substitutions.first_day IS 'First day away, Europe/Bucharest; the substitute acts from its midnight, or from declared_at when that is later';
COMMENT ON COLUMN substitutions.last_day IS 'Last day away; rights return by themselves at its end';
COMMENT ON COLUMN substitutions.reason IS 'Kind of absence only: nothing about health is kept';
COMMENT ON COLUMN substitutions.on_behalf_of IS 'Person in whose name it was declared, when the right to declare was a substituted head''s';
COMMENT ON COLUMN substitutions.ended_at IS 'Ended before its last day, cancelled or replaced; from this moment it gives nothing';

-- A stands in for B who stands in for A on the same day: nobody would act. Declarations wait for one another on the
-- institution's row, so that two at once cannot close a circle between them.
CREATE FUNCTION refuse_substitution_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM institution FOR UPDATE;
  IF EXISTS (
    WITH RECURSIVE chain AS (
      SELECT NEW.substitute_id AS staff_id, daterange(NEW.first_day, NEW.last_day, '[]') AS days
      UNION
      SELECT substitutions.substitute_id, chain.days * daterange(substitutions.first_day, substitutions.last_day, '[]')
      FROM chain JOIN substitutions ON substitutions.absent_id = chain.staff_id AND substitutions.ended_at IS NULL
        AND daterange(substitutions.first_day, substitutions.last_day, '[]') && chain.days
    )
    SELECT FROM chain WHERE chain.staff_id = NEW.absent_id
  ) THEN
    RAISE EXCEPTION 'the chain of substitutes would come back to who is away'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'substitutions_no_circle', TABLE = 'substitutions';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER substitutions_no_circle BEFORE INSERT ON substitutions
  FOR EACH ROW EXECUTE FUNCTION refuse_substitution_circle();

-- What was declared is never rewritten, and what was ended does not begin again.
CREATE FUNCTION refuse_substitution_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR (to_jsonb(NEW) - 'ended_at' - 'ended_by') <> (to_jsonb(OLD) - 'ended_at' - 'ended_by') THEN
    RAISE EXCEPTION 'a substitution is only ended, once'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'substitutions_only_ended', TABLE = 'substitutions';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER substitutions_only_ended BEFORE UPDATE ON substitutions
  FOR EACH ROW EXECUTE FUNCTION refuse_substitution_rewrite();

GRANT SELECT, INSERT ON substitutions TO opis_app;
GRANT UPDATE (ended_at, ended_by) ON substitutions TO opis_app;
GRANT SELECT ON substitutions TO opis_worker;

CREATE VIEW staff_names AS
  SELECT staff.id AS staff_id, staff.given_name || ' ' || staff.family_name AS name FROM staff;
COMMENT ON VIEW staff_names IS 'Who a person is, by name, for the columns that tell in whose name something was done';
GRANT SELECT ON staff_names TO opis_app, opis_worker;

COMMENT ON COLUMN events.on_behalf_of IS 'Person (staff) by whose right it was done, while they are away; null: by the account''s own right';
COMMENT ON COLUMN access_log.on_behalf_of IS 'Person (staff) by whose right it was read, while they are away; null: by the account''s own right';
