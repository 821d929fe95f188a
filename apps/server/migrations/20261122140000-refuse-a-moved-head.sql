-- A batch that was sent behind another writes its rows first and then waits for the book. When the head that it finds is
-- not the one it was built on, nothing of it may stay.
CREATE FUNCTION refuse_moved_head() RETURNS bigint
  LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RAISE EXCEPTION 'the head of the book has moved' USING ERRCODE = 'serialization_failure';
END $$;
REVOKE ALL ON FUNCTION refuse_moved_head() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_moved_head() TO opis_app;
COMMENT ON FUNCTION refuse_moved_head() IS 'Fails the statement of a batch whose book is not where the batch begins';
