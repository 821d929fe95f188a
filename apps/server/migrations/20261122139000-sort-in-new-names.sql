-- New names wait in a list of the index until it is full, and whoever fills it sorts it in while a batch waits. Whoever
-- looks after the search index does it before: only the owner may.
CREATE FUNCTION sort_in_new_names() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT gin_clean_pending_list('parties_words_idx');
$$;
REVOKE ALL ON FUNCTION sort_in_new_names() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sort_in_new_names() TO opis_app;
COMMENT ON FUNCTION sort_in_new_names() IS 'Sorts the names that wait into their index, in the background';
