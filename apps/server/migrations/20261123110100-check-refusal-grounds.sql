-- Grounds of refusal (Legea 544/2001 art. 12) are law like the rules of terms: the institution's lawyer vouches for each with
-- name and day, and adds those that another act gives. What a refusal was reasoned with stays as it was.
ALTER TABLE refusal_grounds
  ADD COLUMN version int NOT NULL DEFAULT 1,
  ADD COLUMN origin text NOT NULL DEFAULT 'shipped',
  ADD COLUMN added_on date,
  ADD COLUMN added_by uuid,
  -- No ground that comes with the program is called so.
  ADD CONSTRAINT refusal_grounds_origin_of_code CHECK ((origin = 'institution') = (code ~ '^inst-[0-9]+$')
    AND origin IN ('shipped', 'institution')),
  ADD CONSTRAINT refusal_grounds_added_whole CHECK ((origin = 'institution') = (added_on IS NOT NULL)
    AND (added_on IS NULL) = (added_by IS NULL)),
  ADD CONSTRAINT refusal_grounds_added_by_fk FOREIGN KEY (added_by) REFERENCES accounts (id),
  ADD CONSTRAINT refusal_grounds_no_overlap EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to) WITH &&);
CREATE INDEX refusal_grounds_added_by_idx ON refusal_grounds (added_by) WHERE added_by IS NOT NULL;
COMMENT ON COLUMN refusal_grounds.version IS 'Number of its last check: another one meanwhile is a conflict';
COMMENT ON COLUMN refusal_grounds.origin IS 'shipped: it came with the program; institution: its lawyer added it, in doubt until checked';

GRANT INSERT (code, valid_from, position, name, act, article, sentence, report_group, certainty, source, origin, added_on,
  added_by) ON refusal_grounds TO opis_app;
GRANT UPDATE (checked_on, checked_by, version) ON refusal_grounds TO opis_app;
