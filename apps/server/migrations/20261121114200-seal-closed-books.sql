-- A closed book moves no more (REG-05): whatever the application tries, the database refuses. Only lawful erasure at the
-- end of retention (ARH-03), by the owner, still appends its record.
CREATE FUNCTION refuse_closed_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT pg_class.relowner FROM pg_class WHERE pg_class.oid = TG_RELID), 'MEMBER') THEN
    RAISE EXCEPTION 'a closed book moves no more' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status <> 'closed' OR NEW.last_number <> OLD.last_number THEN
    RAISE EXCEPTION 'a closed book is not opened again' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER books_closed_for_good BEFORE UPDATE ON books
  FOR EACH ROW WHEN (OLD.status = 'closed') EXECUTE FUNCTION refuse_closed_book();
COMMENT ON COLUMN books.status IS 'closed: sealed by its closing record (first, last, count, annulled); only lawful erasure appends after it';
