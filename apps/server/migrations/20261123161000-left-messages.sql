-- What could not be fetched stays on the far server: people are told which, and say when they have seen to it.
CREATE TABLE left_messages (
  id uuid NOT NULL,
  mailbox_id uuid NOT NULL,
  uid_validity bigint NOT NULL,
  uid bigint NOT NULL,
  problem text NOT NULL,
  size bigint NOT NULL,
  received_at timestamptz NOT NULL,
  message_id text,
  from_name text,
  from_address text,
  subject text NOT NULL,
  noted_at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by uuid,
  on_behalf_of uuid,
  CONSTRAINT left_messages_pk PRIMARY KEY (id),
  CONSTRAINT left_messages_mailbox_fk FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id),
  CONSTRAINT left_messages_settled_by_fk FOREIGN KEY (settled_by) REFERENCES accounts (id),
  CONSTRAINT left_messages_on_behalf_fk FOREIGN KEY (on_behalf_of) REFERENCES staff (id),
  CONSTRAINT left_messages_uid_unique UNIQUE (mailbox_id, uid_validity, uid),
  CONSTRAINT left_messages_problem_known CHECK (problem IN ('too-large', 'empty', 'gone')),
  CONSTRAINT left_messages_settled_whole CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
  CONSTRAINT left_messages_bounded CHECK (size >= 0 AND char_length(subject) <= 1000 AND char_length(from_name) <= 300)
);
CREATE INDEX left_messages_open_idx ON left_messages (received_at, id) WHERE settled_at IS NULL;
CREATE INDEX left_messages_settled_by_idx ON left_messages (settled_by) WHERE settled_by IS NOT NULL;
CREATE INDEX left_messages_on_behalf_idx ON left_messages (on_behalf_of) WHERE on_behalf_of IS NOT NULL;
COMMENT ON TABLE left_messages IS 'Messages of fetched mailboxes that are not kept here, by what their server says of them; a person sees to each';
COMMENT ON COLUMN left_messages.message_id IS 'Known again by it, size and hour when the server begins its UIDs anew';
COMMENT ON COLUMN left_messages.settled_at IS 'When a person said that it is seen to';
CREATE TRIGGER left_messages_kept BEFORE DELETE OR TRUNCATE ON left_messages
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON left_messages TO opis_app;
GRANT UPDATE (settled_at, settled_by, on_behalf_of) ON left_messages TO opis_app;
GRANT SELECT ON left_messages TO opis_worker;
