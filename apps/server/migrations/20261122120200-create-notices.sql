-- What a person is told of, once; shown in the bar of the console and in the daily e-mail.
CREATE TABLE notices (
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL,
  case_file_id uuid,
  subject_id uuid,
  due_on date,
  about text,
  key text NOT NULL,
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  mailed_on date,
  CONSTRAINT notices_pk PRIMARY KEY (id),
  CONSTRAINT notices_once UNIQUE (staff_id, key),
  CONSTRAINT notices_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id),
  CONSTRAINT notices_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT notices_kind_form CHECK (kind ~ '^[a-z][a-z0-9-]{0,39}$'),
  CONSTRAINT notices_key_said CHECK (key <> ''),
  CONSTRAINT notices_read_after CHECK (read_at >= created_at)
);
CREATE INDEX notices_case_file_idx ON notices (case_file_id) WHERE case_file_id IS NOT NULL;
CREATE INDEX notices_staff_idx ON notices (staff_id, id);
CREATE INDEX notices_unread_idx ON notices (staff_id, id) WHERE read_at IS NULL;
CREATE INDEX notices_unmailed_idx ON notices (staff_id) WHERE mailed_on IS NULL AND read_at IS NULL;
COMMENT ON TABLE notices IS 'What a person is told of about a file; ids and codes only, the words are made when it is shown';
COMMENT ON COLUMN notices.subject_id IS 'The term, task or letter that it is about';
COMMENT ON COLUMN notices.about IS 'Role of the term that it is about; null for others';
COMMENT ON COLUMN notices.key IS 'What it tells, so that nobody is told the same twice: term 5 <id> <day>';
COMMENT ON COLUMN notices.mailed_on IS 'Legal day on which it went out with the digest; null: not yet, or read before';

ALTER TABLE staff ADD COLUMN email text;
ALTER TABLE staff ADD CONSTRAINT staff_email_form CHECK (email ~ '^[^@\s]+@[^@\s]+$' AND length(email) <= 254);
COMMENT ON COLUMN staff.email IS 'Work address, where the digest of notices goes; null: none';

GRANT SELECT, INSERT, UPDATE (read_at, mailed_on) ON notices TO opis_app;
GRANT SELECT ON notices TO opis_worker;
GRANT UPDATE (email) ON staff TO opis_app;
