-- Art. 9 of OG 27/2002: the term of a petition is longer once its sender was told, before it ended. The decision alone moves
-- nothing; what the notice made of it is kept beside it.
DROP TRIGGER petition_extensions_append_only ON petition_extensions;
ALTER TABLE petition_extensions ADD COLUMN told_on date, ADD COLUMN in_time boolean;
-- Until now the term moved with the decision: where the notice left, it holds.
UPDATE petition_extensions SET told_on = departure.left_on, in_time = true
FROM letters JOIN LATERAL (SELECT letter_departures.left_on FROM letter_departures
  WHERE letter_departures.letter_id = letters.id ORDER BY letter_departures.id DESC LIMIT 1) AS departure ON true
WHERE letters.id = petition_extensions.letter_id AND letters.status = 'left';
ALTER TABLE petition_extensions
  ADD CONSTRAINT petition_extensions_told_whole CHECK ((told_on IS NULL) = (in_time IS NULL));
COMMENT ON COLUMN petition_extensions.due_on IS 'The day due with the extension: as counted by the decision, then as it moved';
COMMENT ON COLUMN petition_extensions.told_on IS 'When the notice left; null: not yet, or it came back';
COMMENT ON COLUMN petition_extensions.in_time IS 'It left before the first term ended, and the term moved; one that left later moves nothing';
CREATE TRIGGER petition_extensions_kept BEFORE DELETE OR TRUNCATE ON petition_extensions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT UPDATE (told_on, in_time, due_on) ON petition_extensions TO opis_app;
