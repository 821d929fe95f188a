-- The law changes between releases, and an institution has terms of its own (an authorisation of 20 or 45 days): rules and
-- legal holidays come in as dated data. What a term was counted with stays as it was; a new version begins where another ends.
ALTER TABLE deadline_rules
  ADD COLUMN stops_with text,
  ADD COLUMN suspended_by text,
  ADD COLUMN origin text NOT NULL DEFAULT 'shipped';
UPDATE deadline_rules SET stops_with = CASE
  WHEN id IN ('PET-04', 'INF-12') THEN 'la plecarea ambelor adrese: către instituția competentă și către solicitant'
  WHEN id = 'INF-02' THEN 'la plecarea refuzului motivat'
  WHEN id = 'INF-05' THEN 'la răspuns, dat pe loc sau trimis'
  WHEN id = 'INF-06-30' THEN 'la depunerea reclamației'
  WHEN id = 'INF-07' THEN 'la depunerea plângerii'
  WHEN id IN ('TAC-02', 'TAC-02-5') THEN 'la plecarea notificării'
  ELSE 'la plecarea răspunsului' END;
ALTER TABLE deadline_rules
  ALTER COLUMN stops_with SET NOT NULL,
  ADD CONSTRAINT deadline_rules_stop_said CHECK (stops_with <> ''),
  -- A term stands still only where the law names what stops it.
  ADD CONSTRAINT deadline_rules_suspension_said CHECK (suspendable = (suspended_by IS NOT NULL) AND suspended_by <> ''),
  ADD CONSTRAINT deadline_rules_origin_known CHECK (origin IN ('shipped', 'institution')),
  DROP CONSTRAINT deadline_rules_id_form,
  -- Four letters before the hyphen: no rule that comes with the program can ever have such a name.
  ADD CONSTRAINT deadline_rules_id_form CHECK (id ~ '^[A-Z]{3}-[0-9]{2}(-[A-Z0-9]{1,4})?$'
    OR (origin = 'institution' AND id ~ '^INST-[A-Z0-9]{1,12}(-[A-Z0-9]{1,12}){0,2}$')),
  ADD CONSTRAINT deadline_rules_no_overlap
    EXCLUDE USING gist (id WITH =, daterange(valid_from, valid_to) WITH &&);
COMMENT ON COLUMN deadline_rules.stops_with IS 'What meets it, in Romanian: „la plecarea răspunsului”';
COMMENT ON COLUMN deadline_rules.suspended_by IS 'What suspends it, with the article that says so; null: the law lets nothing stop it';
COMMENT ON COLUMN deadline_rules.origin IS 'shipped: it came with the program; institution: imported here, in doubt until a lawyer has checked it';

ALTER TABLE legal_holidays
  ADD COLUMN origin text NOT NULL DEFAULT 'shipped',
  ADD CONSTRAINT legal_holidays_origin_known CHECK (origin IN ('shipped', 'institution')),
  ADD CONSTRAINT legal_holidays_code_form CHECK (code ~ '^[a-z][a-z0-9-]{0,39}$'),
  ADD CONSTRAINT legal_holidays_said CHECK (name <> '' AND act <> '' AND article <> ''),
  ADD CONSTRAINT legal_holidays_no_overlap
    EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to) WITH &&);
COMMENT ON COLUMN legal_holidays.origin IS 'shipped: it came with the program; institution: imported here';

CREATE FUNCTION refuse_moved_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% keeps its history: a version that has ended stays so', TG_TABLE_NAME;
END $$;
CREATE TRIGGER deadline_rules_end_kept BEFORE UPDATE OF valid_to ON deadline_rules FOR EACH ROW
  WHEN (OLD.valid_to IS NOT NULL AND NEW.valid_to IS DISTINCT FROM OLD.valid_to) EXECUTE FUNCTION refuse_moved_end();
CREATE TRIGGER legal_holidays_end_kept BEFORE UPDATE OF valid_to ON legal_holidays FOR EACH ROW
  WHEN (OLD.valid_to IS NOT NULL AND NEW.valid_to IS DISTINCT FROM OLD.valid_to) EXECUTE FUNCTION refuse_moved_end();

GRANT INSERT (id, valid_from, name, act, article, value, unit, count_mode, direction, starts_from, stops_with, extension_cap,
  extension_article, suspendable, suspended_by, certainty, count_mode_certainty, source, origin) ON deadline_rules TO opis_app;
GRANT UPDATE (valid_to) ON deadline_rules TO opis_app;
GRANT INSERT (code, name, month, day, easter_offset, valid_from, valid_to, act, article, certainty, origin)
  ON legal_holidays TO opis_app;
GRANT UPDATE (valid_to) ON legal_holidays TO opis_app;
