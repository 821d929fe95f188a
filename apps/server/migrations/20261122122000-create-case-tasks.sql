-- What is asked of people about a file beside handing it on: opinion, endorsement, legal visa, signature, clarification
-- from another unit, and the paper itself from hand to hand. In lines of steps, one after another or at once.

CREATE TABLE case_tasks (
  id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  line_id uuid NOT NULL,
  position smallint NOT NULL,
  round smallint NOT NULL DEFAULT 1,
  kind text NOT NULL,
  to_unit_id uuid,
  to_person_id uuid,
  due_on date,
  text text,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  status text NOT NULL,
  asked_by uuid NOT NULL,
  asked_on_behalf_of uuid,
  asked_at timestamptz NOT NULL,
  opened_at timestamptz,
  verdict text,
  answer text,
  settled_by uuid,
  settled_on_behalf_of uuid,
  settled_at timestamptz,
  returned_to uuid,
  reminded_at timestamptz,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT case_tasks_pk PRIMARY KEY (id),
  CONSTRAINT case_tasks_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT case_tasks_to_unit_fk FOREIGN KEY (to_unit_id) REFERENCES units (id),
  CONSTRAINT case_tasks_to_person_fk FOREIGN KEY (to_person_id) REFERENCES staff (id),
  CONSTRAINT case_tasks_asked_by_fk FOREIGN KEY (asked_by) REFERENCES accounts (id),
  CONSTRAINT case_tasks_asked_on_behalf_of_fk FOREIGN KEY (asked_on_behalf_of) REFERENCES staff (id),
  CONSTRAINT case_tasks_settled_by_fk FOREIGN KEY (settled_by) REFERENCES accounts (id),
  CONSTRAINT case_tasks_settled_on_behalf_of_fk FOREIGN KEY (settled_on_behalf_of) REFERENCES staff (id),
  CONSTRAINT case_tasks_returned_to_fk FOREIGN KEY (returned_to) REFERENCES case_tasks (id),
  CONSTRAINT case_tasks_kind_known CHECK (kind IN ('opinion', 'endorsement', 'visa', 'signature', 'clarification',
    'hand-over')),
  CONSTRAINT case_tasks_status_known CHECK (status IN ('waiting', 'open', 'done', 'returned', 'withdrawn')),
  CONSTRAINT case_tasks_one_target CHECK (num_nonnulls(to_unit_id, to_person_id) = 1),
  CONSTRAINT case_tasks_place CHECK (position >= 1 AND round >= 1 AND version >= 1),
  CONSTRAINT case_tasks_clarification_dated CHECK (kind <> 'clarification' OR due_on IS NOT NULL),
  CONSTRAINT case_tasks_subject_known CHECK (subject_type IN ('case-file', 'document', 'letter-version')
    AND (subject_type = 'case-file') = (subject_id = case_file_id)),
  CONSTRAINT case_tasks_hand_over_of_file CHECK (kind <> 'hand-over' OR subject_type = 'case-file'),
  CONSTRAINT case_tasks_opened CHECK (CASE status WHEN 'waiting' THEN opened_at IS NULL
    WHEN 'withdrawn' THEN true ELSE opened_at IS NOT NULL END),
  CONSTRAINT case_tasks_settled CHECK ((status IN ('waiting', 'open')) = (settled_at IS NULL)
    AND (settled_at IS NULL) = (settled_by IS NULL) AND settled_at >= asked_at),
  CONSTRAINT case_tasks_verdict_of_kind CHECK ((status = 'done') = (verdict IS NOT NULL)
    AND (verdict IS NULL OR verdict = ANY (CASE kind
      WHEN 'opinion' THEN ARRAY['given'] WHEN 'clarification' THEN ARRAY['given']
      WHEN 'signature' THEN ARRAY['signed'] WHEN 'hand-over' THEN ARRAY['received']
      ELSE ARRAY['favourable', 'with-remarks', 'unfavourable'] END))),
  CONSTRAINT case_tasks_words_where_due CHECK (answer IS NOT NULL OR (status <> 'returned'
    AND (verdict IS NULL OR verdict NOT IN ('given', 'with-remarks', 'unfavourable')))),
  CONSTRAINT case_tasks_words_some CHECK (text <> '' AND answer <> ''),
  CONSTRAINT case_tasks_returned_to_earlier CHECK (returned_to IS NULL OR status = 'returned')
);
-- Queues: what waits for a unit or a person.
CREATE INDEX case_tasks_to_unit_idx ON case_tasks (to_unit_id, status) WHERE to_unit_id IS NOT NULL;
CREATE INDEX case_tasks_to_person_idx ON case_tasks (to_person_id, status) WHERE to_person_id IS NOT NULL;
CREATE INDEX case_tasks_asked_by_idx ON case_tasks (asked_by, status);
CREATE INDEX case_tasks_settled_by_idx ON case_tasks (settled_by, settled_at);
CREATE INDEX case_tasks_case_file_idx ON case_tasks (case_file_id, kind);
CREATE INDEX case_tasks_subject_idx ON case_tasks (subject_id);
CREATE INDEX case_tasks_returned_to_idx ON case_tasks (returned_to) WHERE returned_to IS NOT NULL;
CREATE INDEX case_tasks_asked_on_behalf_of_idx ON case_tasks (asked_on_behalf_of) WHERE asked_on_behalf_of IS NOT NULL;
CREATE INDEX case_tasks_settled_on_behalf_of_idx ON case_tasks (settled_on_behalf_of)
  WHERE settled_on_behalf_of IS NOT NULL;
CREATE UNIQUE INDEX case_tasks_once_a_step ON case_tasks
  (line_id, round, position, kind, coalesce(to_unit_id, to_person_id)) WHERE status IN ('waiting', 'open');
CREATE UNIQUE INDEX case_tasks_paper_in_one_hand ON case_tasks (case_file_id) WHERE kind = 'hand-over' AND status = 'open';
COMMENT ON TABLE case_tasks IS 'What is asked of a unit or a person about a file, with its answer: opinie, aviz, viză de legalitate, semnătură, clarificare, predarea hârtiei';
COMMENT ON COLUMN case_tasks.line_id IS 'Steps asked together: the next position opens when all of the one before it is done';
COMMENT ON COLUMN case_tasks.round IS 'One more for each return to an earlier step: the earlier answers stay as they were given';
COMMENT ON COLUMN case_tasks.due_on IS 'By when it is to come back; obligatory for a clarification from another unit (OG 27/2002 art. 6 (4), PET-03)';
COMMENT ON COLUMN case_tasks.settled_on_behalf_of IS 'The person (staff) in whose name a substitute answered';
COMMENT ON COLUMN case_tasks.returned_to IS 'The earlier step to which it was sent back; null: to whoever asked';
COMMENT ON COLUMN case_tasks.version IS 'One more with each change: an answer to another version is a conflict';

-- What was answered is never answered otherwise.
CREATE FUNCTION refuse_settled_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.settled_at IS NOT NULL THEN
    RAISE EXCEPTION 'a settled task does not change'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_tasks_settled_stays', TABLE = 'case_tasks';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_tasks_settled_stays BEFORE UPDATE ON case_tasks FOR EACH ROW EXECUTE FUNCTION refuse_settled_task();
CREATE TRIGGER case_tasks_kept BEFORE DELETE OR TRUNCATE ON case_tasks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A paper that comes to a file while somebody is asked about it is read by them too: they answer for the whole file.
-- A trigger, because the statement that gives a number was planned before it, perhaps before they were asked.
CREATE FUNCTION let_asked_read_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry_readers (principal, book_id, number)
  SELECT DISTINCT coalesce(case_tasks.to_unit_id, case_tasks.to_person_id), entries.book_id, entries.number
  FROM case_tasks
  JOIN entries ON entries.id = NEW.entry_id
  JOIN books ON books.id = entries.book_id
  JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
  WHERE case_tasks.case_file_id = NEW.case_file_id AND case_tasks.status = 'open'
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER case_entries_asked_read AFTER INSERT OR UPDATE OF case_file_id ON case_entries
  FOR EACH ROW WHEN (NEW.role <> 'opened') EXECUTE FUNCTION let_asked_read_entry();

GRANT SELECT, INSERT ON case_tasks TO opis_app;
GRANT UPDATE (status, opened_at, to_person_id, verdict, answer, settled_by, settled_on_behalf_of, settled_at, returned_to,
  reminded_at, version) ON case_tasks TO opis_app;
GRANT SELECT ON case_tasks TO opis_worker;
