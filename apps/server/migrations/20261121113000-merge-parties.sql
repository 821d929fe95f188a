-- One person written down twice becomes one again, with a trail and a way back; entries and ledger are not touched.

ALTER TABLE parties
  ADD COLUMN merged_into uuid,
  ADD COLUMN merge_id uuid,
  ADD CONSTRAINT parties_merge_whole CHECK ((merged_into IS NULL) = (merge_id IS NULL)),
  ADD CONSTRAINT parties_merged_into_another CHECK (merged_into <> id);
COMMENT ON COLUMN parties.merged_into IS 'The party that stands for this one too, perhaps itself merged further; what is filed under either is read together';
COMMENT ON COLUMN parties.merge_id IS 'The act that did it (party_merges)';

CREATE TABLE party_merges (
  id uuid NOT NULL,
  merged_id uuid NOT NULL,
  survivor_id uuid NOT NULL,
  merged_at timestamptz NOT NULL,
  merged_by uuid NOT NULL,
  reason text,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  CONSTRAINT party_merges_pk PRIMARY KEY (id),
  CONSTRAINT party_merges_sides_unique UNIQUE (id, survivor_id, merged_id),
  CONSTRAINT party_merges_two CHECK (merged_id <> survivor_id),
  CONSTRAINT party_merges_reason_length CHECK (char_length(reason) BETWEEN 3 AND 500),
  CONSTRAINT party_merges_merged_fk FOREIGN KEY (merged_id) REFERENCES parties (id),
  CONSTRAINT party_merges_survivor_fk FOREIGN KEY (survivor_id) REFERENCES parties (id)
);
CREATE INDEX party_merges_survivor_idx ON party_merges (survivor_id, merged_at);
CREATE INDEX party_merges_merged_idx ON party_merges (merged_id, merged_at);
COMMENT ON TABLE party_merges IS 'Acts by which two parties were declared one; append-only';
COMMENT ON COLUMN party_merges.reason IS 'Why they are one although their CNP or CUI differ; a person states it';
COMMENT ON COLUMN party_merges.before IS 'Fields of the survivor that the act changed, as they were; a CNP sealed and hashed, never in the clear';
COMMENT ON COLUMN party_merges.after IS 'The same fields as the act left them';

CREATE TABLE party_unmerges (
  merge_id uuid NOT NULL,
  unmerged_at timestamptz NOT NULL,
  unmerged_by uuid NOT NULL,
  reason text NOT NULL,
  CONSTRAINT party_unmerges_pk PRIMARY KEY (merge_id),
  CONSTRAINT party_unmerges_merge_fk FOREIGN KEY (merge_id) REFERENCES party_merges (id),
  CONSTRAINT party_unmerges_reason_length CHECK (char_length(reason) BETWEEN 3 AND 500)
);
COMMENT ON TABLE party_unmerges IS 'Merges that were taken back, once each; append-only';

ALTER TABLE parties ADD CONSTRAINT parties_merge_fk FOREIGN KEY (merge_id, merged_into, id)
  REFERENCES party_merges (id, survivor_id, merged_id);
CREATE INDEX parties_merged_into_idx ON parties (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX parties_merge_idx ON parties (merge_id, merged_into) WHERE merge_id IS NOT NULL;

CREATE TRIGGER party_merges_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_merges
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER party_unmerges_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_unmerges
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Nothing crosses the border of a confidential register, and a circle would hide everybody in it. Walks up from the
-- survivor under share locks, so that two merges at once cannot close a circle between them.
CREATE FUNCTION refuse_merge_astray() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  survivor parties%ROWTYPE;
  above uuid := NEW.merged_into;
BEGIN
  SELECT * INTO survivor FROM parties WHERE parties.id = NEW.merged_into;
  IF survivor.sealed_register_id IS DISTINCT FROM NEW.sealed_register_id OR (survivor.kind = 'natural') <> (NEW.kind = 'natural') THEN
    RAISE EXCEPTION 'parties of different borders or kinds are never one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'parties_merge_within_border', TABLE = 'parties';
  END IF;
  WHILE above IS NOT NULL LOOP
    IF above = NEW.id THEN
      RAISE EXCEPTION 'party % would stand for itself', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'parties_merge_no_circle', TABLE = 'parties';
    END IF;
    SELECT parties.merged_into INTO above FROM parties WHERE parties.id = above FOR SHARE;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER parties_merge_astray BEFORE INSERT OR UPDATE OF merged_into ON parties
  FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION refuse_merge_astray();

-- A name is as the document that named the party first: it changes by a merge, or by its undoing, and never else.
CREATE FUNCTION refuse_renaming() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM party_merges WHERE party_merges.survivor_id = NEW.id AND (
      (party_merges.after @> jsonb_build_object('name', NEW.name) OR party_merges.before @> jsonb_build_object('name', NEW.name)
        OR NEW.name = OLD.name)
      AND (party_merges.after @> jsonb_build_object('kind', NEW.kind) OR party_merges.before @> jsonb_build_object('kind', NEW.kind)
        OR NEW.kind = OLD.kind))) THEN
    RAISE EXCEPTION 'a party is renamed only by a merge' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER parties_not_renamed AFTER UPDATE OF name, search_key, kind ON parties
  FOR EACH ROW WHEN (NEW.name <> OLD.name OR NEW.search_key <> OLD.search_key OR NEW.kind <> OLD.kind)
  EXECUTE FUNCTION refuse_renaming();

-- A merged party keeps its own identifiers for the way back; only those that stand for themselves are unique.
DROP INDEX parties_cnp_once;
DROP INDEX parties_cui_once;
CREATE UNIQUE INDEX parties_cnp_once ON parties (cnp_hash, sealed_register_id) NULLS NOT DISTINCT
  WHERE cnp_hash IS NOT NULL AND merged_into IS NULL;
CREATE UNIQUE INDEX parties_cui_once ON parties (cui, sealed_register_id) NULLS NOT DISTINCT
  WHERE cui IS NOT NULL AND merged_into IS NULL;
CREATE INDEX parties_cnp_idx ON parties (cnp_hash) WHERE cnp_hash IS NOT NULL;
CREATE INDEX parties_cui_idx ON parties (cui) WHERE cui IS NOT NULL;

-- The party that stands for this one: itself, unless it was merged.
CREATE FUNCTION surviving_party(p_id uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (WITH RECURSIVE line AS (
    SELECT parties.id, parties.merged_into FROM parties WHERE parties.id = p_id
    UNION ALL
    SELECT parties.id, parties.merged_into FROM line JOIN parties ON parties.id = line.merged_into
  ) SELECT line.id FROM line WHERE line.merged_into IS NULL);
COMMENT ON FUNCTION surviving_party(uuid) IS 'The party that stands for this one, itself unless it was merged';

-- A party and all that were merged into it, in whatever steps.
CREATE FUNCTION parties_under(p_id uuid) RETURNS TABLE (id uuid) LANGUAGE sql STABLE PARALLEL SAFE ROWS 2
BEGIN ATOMIC
  WITH RECURSIVE line AS (
    SELECT parties.id FROM parties WHERE parties.id = p_id
    UNION ALL
    SELECT parties.id FROM line JOIN parties ON parties.merged_into = line.id
  ) SELECT line.id FROM line;
END;
COMMENT ON FUNCTION parties_under(uuid) IS 'A party and all that were merged into it, in whatever steps';

CREATE TABLE party_distinctions (
  one_id uuid NOT NULL,
  other_id uuid NOT NULL,
  told_at timestamptz NOT NULL,
  told_by uuid NOT NULL,
  CONSTRAINT party_distinctions_pk PRIMARY KEY (one_id, other_id),
  CONSTRAINT party_distinctions_ordered CHECK (one_id < other_id),
  CONSTRAINT party_distinctions_one_fk FOREIGN KEY (one_id) REFERENCES parties (id),
  CONSTRAINT party_distinctions_other_fk FOREIGN KEY (other_id) REFERENCES parties (id)
);
CREATE INDEX party_distinctions_other_idx ON party_distinctions (other_id);
COMMENT ON TABLE party_distinctions IS 'Pairs that look alike and were declared different by a person: they are not proposed again';
CREATE TRIGGER party_distinctions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_distinctions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- For the same address written with other signs, beside a name that is near.
CREATE INDEX parties_address_idx ON parties (fold(address)) WHERE address IS NOT NULL AND sealed_register_id IS NULL;

GRANT SELECT, INSERT ON party_merges, party_unmerges, party_distinctions TO opis_app;
GRANT UPDATE (kind, name, search_key, merged_into, merge_id) ON parties TO opis_app;
GRANT EXECUTE ON FUNCTION surviving_party(uuid), parties_under(uuid), fold(text) TO opis_app;
