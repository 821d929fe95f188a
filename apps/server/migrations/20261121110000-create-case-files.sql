-- Case files (dosare, lucrări): what is handed on, found and followed. Every entry is in exactly one.

CREATE TABLE case_files (
  id uuid NOT NULL,
  procedure text NOT NULL DEFAULT 'general',
  procedure_version smallint NOT NULL DEFAULT 1,
  status text NOT NULL,
  unit_id uuid,
  handler_id uuid,
  since timestamptz NOT NULL,
  returned boolean NOT NULL DEFAULT false,
  outcome text,
  closed_at timestamptz,
  joined_to uuid,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT case_files_pk PRIMARY KEY (id),
  CONSTRAINT case_files_entry_fk FOREIGN KEY (id) REFERENCES entries (id),
  CONSTRAINT case_files_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT case_files_handler_fk FOREIGN KEY (handler_id) REFERENCES staff (id),
  CONSTRAINT case_files_joined_fk FOREIGN KEY (joined_to) REFERENCES case_files (id),
  CONSTRAINT case_files_procedure_known CHECK (procedure = 'general' AND procedure_version = 1),
  CONSTRAINT case_files_place CHECK (CASE status
    WHEN 'unassigned' THEN unit_id IS NULL AND handler_id IS NULL
    WHEN 'with-unit' THEN unit_id IS NOT NULL AND handler_id IS NULL
    WHEN 'with-handler' THEN handler_id IS NOT NULL
    ELSE status = 'closed' END),
  CONSTRAINT case_files_closing_whole CHECK ((status = 'closed') = (closed_at IS NOT NULL)
    AND (closed_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT case_files_outcome_known CHECK (outcome IN ('answered', 'for-information', 'filed', 'other', 'annulled', 'joined')),
  CONSTRAINT case_files_joinder_whole CHECK ((joined_to IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'joined')),
  CONSTRAINT case_files_joined_elsewhere CHECK (joined_to <> id),
  CONSTRAINT case_files_version_positive CHECK (version >= 1)
);
-- Ids are in the order of registration (version 7): each queue is read along its index, page by page.
CREATE INDEX case_files_unit_idx ON case_files (unit_id, status, id) WHERE unit_id IS NOT NULL;
CREATE INDEX case_files_handler_idx ON case_files (handler_id, status, id) WHERE handler_id IS NOT NULL;
CREATE INDEX case_files_unassigned_idx ON case_files (id) WHERE status = 'unassigned';
CREATE INDEX case_files_joined_idx ON case_files (joined_to) WHERE joined_to IS NOT NULL;
COMMENT ON TABLE case_files IS 'What is assigned, taken, returned, forwarded and closed; opened by a registration in its own transaction';
COMMENT ON COLUMN case_files.id IS 'The id of the entry that opened it: its number, subject and register are the file''s';
COMMENT ON COLUMN case_files.unit_id IS 'Where it lies (column 8 of the book follows); null in confidential registers, which belong to no unit';
COMMENT ON COLUMN case_files.handler_id IS 'Who solves it; after closing, who solved it';
COMMENT ON COLUMN case_files.since IS 'Since when it lies where it lies';
COMMENT ON COLUMN case_files.version IS 'One more with each act but notes; an act on another version is a conflict';

CREATE TABLE case_entries (
  entry_id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  position int NOT NULL,
  role text NOT NULL,
  CONSTRAINT case_entries_pk PRIMARY KEY (entry_id),
  CONSTRAINT case_entries_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id),
  CONSTRAINT case_entries_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT case_entries_position_unique UNIQUE (case_file_id, position),
  CONSTRAINT case_entries_position_from_one CHECK (position >= 1),
  CONSTRAINT case_entries_role_known CHECK (role IN ('opened', 'joined', 'answers', 'completes')),
  CONSTRAINT case_entries_opener CHECK ((role = 'opened') = (entry_id = case_file_id))
);
COMMENT ON TABLE case_entries IS 'In which file an entry is, and as what: the key lets it be in no second one';

CREATE TABLE case_items (
  document_id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  position int NOT NULL,
  entry_id uuid NOT NULL,
  sheets int,
  added_at timestamptz NOT NULL,
  added_by uuid NOT NULL,
  CONSTRAINT case_items_pk PRIMARY KEY (document_id),
  CONSTRAINT case_items_document_fk FOREIGN KEY (document_id) REFERENCES documents (id),
  CONSTRAINT case_items_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT case_items_entry_fk FOREIGN KEY (entry_id) REFERENCES case_entries (entry_id),
  CONSTRAINT case_items_position_unique UNIQUE (case_file_id, position),
  CONSTRAINT case_items_position_from_one CHECK (position >= 1),
  CONSTRAINT case_items_sheets_positive CHECK (sheets >= 0)
);
CREATE INDEX case_items_entry_idx ON case_items (entry_id);
COMMENT ON TABLE case_items IS 'The opis: documents of a file in order. Paper that was not scanned is told by its entry alone';
COMMENT ON COLUMN case_items.sheets IS 'Sheets of paper behind the document; null where it is counted with its entry';

CREATE TABLE case_steps (
  id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  version int,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  from_unit_id uuid,
  from_handler_id uuid,
  to_unit_id uuid,
  to_handler_id uuid,
  outcome text,
  text text,
  CONSTRAINT case_steps_pk PRIMARY KEY (id),
  CONSTRAINT case_steps_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT case_steps_to_unit_fk FOREIGN KEY (to_unit_id) REFERENCES units (id),
  CONSTRAINT case_steps_to_handler_fk FOREIGN KEY (to_handler_id) REFERENCES staff (id),
  CONSTRAINT case_steps_version_unique UNIQUE (case_file_id, version),
  CONSTRAINT case_steps_kind_known CHECK (kind IN ('assign', 'return', 'close', 'reopen', 'join', 'note')),
  CONSTRAINT case_steps_note_moves_nothing CHECK ((kind = 'note') = (version IS NULL)),
  CONSTRAINT case_steps_words_where_due CHECK (text IS NOT NULL OR kind NOT IN ('note', 'return')),
  CONSTRAINT case_steps_words_some CHECK (text <> ''),
  CONSTRAINT case_steps_outcome_where_due CHECK ((kind = 'close') = (outcome IS NOT NULL)),
  CONSTRAINT case_steps_assign_to_somebody CHECK (kind <> 'assign' OR to_unit_id IS NOT NULL OR to_handler_id IS NOT NULL)
);
CREATE INDEX case_steps_case_file_idx ON case_steps (case_file_id, at, id);
CREATE INDEX case_steps_to_unit_idx ON case_steps (to_unit_id) WHERE to_unit_id IS NOT NULL;
CREATE INDEX case_steps_to_handler_idx ON case_steps (to_handler_id) WHERE to_handler_id IS NOT NULL;
COMMENT ON TABLE case_steps IS 'Acts on a file, append-only: from where to where, by whom, with the rezoluție, the reason or the note';
COMMENT ON COLUMN case_steps.version IS 'The version that the act gave the file: two acts on one version cannot both be; null for notes';
COMMENT ON COLUMN case_steps.on_behalf_of IS 'The person (staff) in whose name a substitute acted';
CREATE TRIGGER case_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_steps
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_files_kept BEFORE DELETE OR TRUNCATE ON case_files
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_entries_kept BEFORE DELETE OR TRUNCATE ON case_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_items_kept BEFORE DELETE OR TRUNCATE ON case_items
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE resolution_models (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  unit_id uuid,
  name text NOT NULL,
  text text NOT NULL,
  removed_at timestamptz,
  CONSTRAINT resolution_models_pk PRIMARY KEY (id),
  CONSTRAINT resolution_models_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT resolution_models_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT resolution_models_said CHECK (name <> '' AND text <> '')
);
CREATE INDEX resolution_models_account_idx ON resolution_models (account_id);
CREATE INDEX resolution_models_unit_idx ON resolution_models (unit_id);
CREATE UNIQUE INDEX resolution_models_own_name_unique ON resolution_models (account_id, name)
  WHERE removed_at IS NULL AND unit_id IS NULL;
CREATE UNIQUE INDEX resolution_models_unit_name_unique ON resolution_models (unit_id, name)
  WHERE removed_at IS NULL AND unit_id IS NOT NULL;
COMMENT ON TABLE resolution_models IS 'Rezoluții kept for use again: a person''s own, or shared by a unit';

-- Entries registered before there were case files. A row joined to an earlier one (column 12) is in its file.
CREATE TEMPORARY TABLE case_roots ON COMMIT DROP AS
  WITH RECURSIVE walk AS (
    SELECT entries.id AS entry_id, entries.id AS root_id, books.register_id, books.year, entries.number,
      entries.joined_year, entries.joined_number, 0 AS depth
    FROM entries JOIN books ON books.id = entries.book_id
    UNION ALL
    SELECT walk.entry_id, earlier.id, books.register_id, books.year, earlier.number, earlier.joined_year,
      earlier.joined_number, walk.depth + 1
    FROM walk
    JOIN books ON books.register_id = walk.register_id AND books.year = walk.joined_year
    JOIN entries AS earlier ON earlier.book_id = books.id AND earlier.number = walk.joined_number
    -- Only backwards: rows that were joined to each other must not go round for ever.
    WHERE (books.year, earlier.number) < (walk.year, walk.number)
  )
  SELECT DISTINCT ON (walk.entry_id) walk.entry_id, walk.root_id FROM walk ORDER BY walk.entry_id, walk.depth DESC;

INSERT INTO case_files (id, status, unit_id, since, outcome, closed_at)
  SELECT entries.id,
    CASE WHEN life.annulled OR entries.out_count > 0 THEN 'closed' WHEN place.unit_id IS NULL THEN 'unassigned' ELSE 'with-unit' END,
    place.unit_id, entries.registered_at,
    CASE WHEN life.annulled THEN 'annulled' WHEN entries.out_count > 0 THEN 'answered' END,
    CASE WHEN life.annulled THEN life.annulled_at WHEN entries.out_count > 0
      THEN greatest(entries.registered_at, (entries.dispatched_on + time '12:00') AT TIME ZONE 'Europe/Bucharest') END
  FROM entries
  JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
  JOIN (SELECT case_roots.root_id, bool_and(each.status = 'annulled') AS annulled, max(each.annulled_at) AS annulled_at
    FROM case_roots JOIN entries AS each ON each.id = case_roots.entry_id GROUP BY case_roots.root_id) AS life
    ON life.root_id = entries.id
  CROSS JOIN LATERAL (SELECT CASE WHEN registers.kind <> 'confidential' THEN entries.unit_id END AS unit_id) AS place
  ORDER BY entries.id;

INSERT INTO case_entries (entry_id, case_file_id, position, role)
  SELECT case_roots.entry_id, case_roots.root_id,
    row_number() OVER (PARTITION BY case_roots.root_id ORDER BY case_roots.entry_id <> case_roots.root_id, entries.registered_at, entries.number),
    CASE WHEN case_roots.entry_id = case_roots.root_id THEN 'opened' ELSE 'joined' END
  FROM case_roots JOIN entries ON entries.id = case_roots.entry_id;

INSERT INTO case_items (document_id, case_file_id, position, entry_id, added_at, added_by)
  SELECT documents.id, case_entries.case_file_id,
    row_number() OVER (PARTITION BY case_entries.case_file_id ORDER BY case_entries.position, documents.position),
    documents.holder_id, documents.created_at, documents.created_by
  FROM documents JOIN case_entries ON case_entries.entry_id = documents.holder_id WHERE documents.holder_type = 'entry';

-- The unit where a file lies reads every entry of it.
INSERT INTO entry_readers (principal, book_id, number)
  SELECT case_files.unit_id, entries.book_id, entries.number
  FROM case_files JOIN case_entries ON case_entries.case_file_id = case_files.id
  JOIN entries ON entries.id = case_entries.entry_id
  JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
  WHERE case_files.unit_id IS NOT NULL AND case_entries.role <> 'opened' AND registers.kind <> 'confidential'
  ON CONFLICT DO NOTHING;

GRANT SELECT, INSERT ON case_files, case_entries, case_items, case_steps, resolution_models TO opis_app;
GRANT UPDATE (status, unit_id, handler_id, since, returned, outcome, closed_at, joined_to, version) ON case_files TO opis_app;
GRANT UPDATE (case_file_id, position, role) ON case_entries TO opis_app;
GRANT UPDATE (case_file_id, position) ON case_items TO opis_app;
GRANT UPDATE (removed_at) ON resolution_models TO opis_app;
GRANT SELECT ON case_files, case_entries, case_items, case_steps TO opis_worker;
