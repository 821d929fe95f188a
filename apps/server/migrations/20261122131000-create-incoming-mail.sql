-- Mail that comes in: where it is fetched or handed over, the messages as received, their parts.

CREATE TABLE mailboxes (
  id uuid NOT NULL,
  version int NOT NULL DEFAULT 1,
  name text NOT NULL,
  address text NOT NULL,
  channel text NOT NULL,
  active boolean NOT NULL,
  host text,
  port int,
  security text,
  username text,
  secret bytea,
  folder text,
  after_fetch text,
  move_to text,
  fetch_since date,
  office_id uuid,
  unit_id uuid,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT mailboxes_pk PRIMARY KEY (id),
  CONSTRAINT mailboxes_office_fk FOREIGN KEY (office_id) REFERENCES offices (id),
  CONSTRAINT mailboxes_unit_fk FOREIGN KEY (unit_id) REFERENCES units (id),
  CONSTRAINT mailboxes_changed_by_fk FOREIGN KEY (changed_by) REFERENCES accounts (id),
  CONSTRAINT mailboxes_named CHECK (name <> ''),
  CONSTRAINT mailboxes_address_form CHECK (address = lower(address) AND address ~ '^[^@ ]+@[^@ ]+$' AND char_length(address) <= 254),
  CONSTRAINT mailboxes_channel_known CHECK (channel IN ('imap', 'smtp')),
  CONSTRAINT mailboxes_server_where_fetched CHECK ((channel = 'imap') = (host IS NOT NULL)
    AND (host IS NULL) = (port IS NULL) AND (host IS NULL) = (security IS NULL) AND (host IS NULL) = (username IS NULL)
    AND (host IS NULL) = (folder IS NULL) AND (host IS NULL) = (after_fetch IS NULL) AND (host IS NULL) = (fetch_since IS NULL)),
  CONSTRAINT mailboxes_port_range CHECK (port BETWEEN 1 AND 65535),
  CONSTRAINT mailboxes_security_known CHECK (security IN ('tls', 'starttls', 'none')),
  CONSTRAINT mailboxes_after_fetch_known CHECK (after_fetch IN ('keep', 'seen', 'move', 'delete')),
  CONSTRAINT mailboxes_moves_somewhere CHECK ((after_fetch = 'move') = (move_to IS NOT NULL)),
  CONSTRAINT mailboxes_secret_to_fetch CHECK (channel = 'imap' OR secret IS NULL)
);
-- One address is handed over to one place: which mailbox a message is for is never a guess.
CREATE UNIQUE INDEX mailboxes_address_unique ON mailboxes (address) WHERE channel = 'smtp';
CREATE INDEX mailboxes_office_idx ON mailboxes (office_id) WHERE office_id IS NOT NULL;
CREATE INDEX mailboxes_unit_idx ON mailboxes (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX mailboxes_changed_by_idx ON mailboxes (changed_by) WHERE changed_by IS NOT NULL;
COMMENT ON TABLE mailboxes IS 'Addresses at which the institution receives mail: fetched from a server (imap) or handed over by one (smtp)';
COMMENT ON COLUMN mailboxes.secret IS 'Password, sealed (AES-256-GCM) with the institution''s keys and bound to the row';
COMMENT ON COLUMN mailboxes.after_fetch IS 'What happens on the far server once a message is kept here; keep: nothing at all';
COMMENT ON COLUMN mailboxes.fetch_since IS 'Messages that the server received on an earlier day are left alone: an old mailbox does not flood the registry';
COMMENT ON COLUMN mailboxes.unit_id IS 'Unit proposed for what comes in here, when no rule proposes another';

CREATE TABLE mailbox_states (
  mailbox_id uuid NOT NULL,
  uid_validity bigint,
  last_uid bigint NOT NULL DEFAULT 0,
  holder text,
  held_until timestamptz,
  checked_at timestamptz,
  failed_since timestamptz,
  failure text,
  CONSTRAINT mailbox_states_pk PRIMARY KEY (mailbox_id),
  CONSTRAINT mailbox_states_mailbox_fk FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id),
  CONSTRAINT mailbox_states_failure_whole CHECK ((failed_since IS NULL) = (failure IS NULL)),
  CONSTRAINT mailbox_states_held_whole CHECK ((holder IS NULL) = (held_until IS NULL))
);
COMMENT ON TABLE mailbox_states IS 'How far each mailbox was read, and which process reads it now';
COMMENT ON COLUMN mailbox_states.uid_validity IS 'As long as the server says the same number, a UID names the same message (RFC 3501, 2.3.1.1)';
COMMENT ON COLUMN mailbox_states.holder IS 'The process that reads it, until held_until; another takes it up afterwards';
COMMENT ON COLUMN mailbox_states.failure IS 'The server''s own answer, of the last try that failed';

CREATE TABLE incoming_messages (
  id uuid NOT NULL,
  mailbox_id uuid NOT NULL,
  channel text NOT NULL,
  uid_validity bigint,
  uid bigint,
  envelope_hash text,
  received_at timestamptz NOT NULL,
  fetched_at timestamptz NOT NULL,
  raw_sha256 text NOT NULL,
  raw_size bigint NOT NULL,
  envelope_from text,
  envelope_to text[] NOT NULL,
  message_id text,
  in_reply_to text,
  reference_ids text[] NOT NULL,
  from_name text,
  from_address text,
  reply_to text,
  to_addresses text[] NOT NULL,
  cc_addresses text[] NOT NULL,
  subject text NOT NULL,
  preview text NOT NULL,
  sent_at timestamptz,
  auto_submitted text,
  kind text NOT NULL,
  delivery_report jsonb,
  parse_state text NOT NULL,
  parse_flags text[] NOT NULL,
  remote_images int NOT NULL,
  auth jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting',
  version int NOT NULL DEFAULT 1,
  entry_id uuid,
  case_file_id uuid,
  decided_at timestamptz,
  decided_by uuid,
  on_behalf_of uuid,
  reason text,
  note text,
  CONSTRAINT incoming_messages_pk PRIMARY KEY (id),
  CONSTRAINT incoming_messages_mailbox_fk FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id),
  CONSTRAINT incoming_messages_raw_fk FOREIGN KEY (raw_sha256) REFERENCES blobs (sha256),
  CONSTRAINT incoming_messages_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id),
  CONSTRAINT incoming_messages_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT incoming_messages_decided_by_fk FOREIGN KEY (decided_by) REFERENCES accounts (id),
  CONSTRAINT incoming_messages_on_behalf_fk FOREIGN KEY (on_behalf_of) REFERENCES staff (id),
  CONSTRAINT incoming_messages_uid_unique UNIQUE (mailbox_id, uid_validity, uid),
  CONSTRAINT incoming_messages_channel_known CHECK (channel IN ('imap', 'smtp')),
  CONSTRAINT incoming_messages_uid_where_fetched CHECK ((channel = 'imap') = (uid IS NOT NULL)
    AND (uid IS NULL) = (uid_validity IS NULL) AND (channel = 'smtp') = (envelope_hash IS NOT NULL)),
  CONSTRAINT incoming_messages_kind_known CHECK (kind IN ('message', 'delivery-report', 'auto-reply')),
  CONSTRAINT incoming_messages_report_of_reports CHECK (delivery_report IS NULL OR kind = 'delivery-report'),
  CONSTRAINT incoming_messages_parse_state_known CHECK (parse_state IN ('parsed', 'unparsable')),
  CONSTRAINT incoming_messages_state_known
    CHECK (state IN ('waiting', 'possibly', 'registered', 'joined', 'not-registered')),
  CONSTRAINT incoming_messages_decided_whole CHECK ((state IN ('waiting', 'possibly')) = (decided_at IS NULL)),
  CONSTRAINT incoming_messages_entry_when_registered CHECK ((state IN ('registered', 'joined')) = (entry_id IS NOT NULL)),
  CONSTRAINT incoming_messages_reason_when_not CHECK (state <> 'not-registered' OR reason IS NOT NULL),
  CONSTRAINT incoming_messages_counted CHECK (remote_images >= 0 AND raw_size > 0 AND version >= 1),
  CONSTRAINT incoming_messages_bounded CHECK (char_length(subject) <= 1000 AND char_length(preview) <= 300
    AND char_length(from_name) <= 300 AND char_length(message_id) <= 1000 AND cardinality(reference_ids) <= 100
    AND cardinality(to_addresses) <= 500 AND cardinality(cc_addresses) <= 500)
);
-- The same bytes in the same mailbox are the same message, whatever UID a server that began anew gives it.
CREATE UNIQUE INDEX incoming_messages_fetched_once ON incoming_messages (mailbox_id, raw_sha256) WHERE channel = 'imap';
-- A server that did not hear our 250 hands over the same bytes for the same recipients again.
CREATE UNIQUE INDEX incoming_messages_handed_over_once ON incoming_messages (mailbox_id, raw_sha256, envelope_hash)
  WHERE channel = 'smtp';
CREATE INDEX incoming_messages_raw_idx ON incoming_messages (raw_sha256);
CREATE INDEX incoming_messages_open_idx ON incoming_messages (received_at, id) WHERE state IN ('waiting', 'possibly');
CREATE INDEX incoming_messages_received_idx ON incoming_messages (received_at, id);
CREATE INDEX incoming_messages_message_id_idx ON incoming_messages (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX incoming_messages_from_idx ON incoming_messages (from_address, received_at) WHERE from_address IS NOT NULL;
CREATE INDEX incoming_messages_entry_idx ON incoming_messages (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX incoming_messages_case_file_idx ON incoming_messages (case_file_id) WHERE case_file_id IS NOT NULL;
CREATE INDEX incoming_messages_decided_by_idx ON incoming_messages (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX incoming_messages_on_behalf_idx ON incoming_messages (on_behalf_of) WHERE on_behalf_of IS NOT NULL;
COMMENT ON TABLE incoming_messages IS 'Messages that came in, each once; nothing is ever thrown away, registered or not';
COMMENT ON COLUMN incoming_messages.raw_sha256 IS 'The message as received, byte for byte: the record; everything else here was read from it';
COMMENT ON COLUMN incoming_messages.received_at IS 'When the institution''s server had it; the term counts from registration';
COMMENT ON COLUMN incoming_messages.envelope_hash IS 'SHA-256 of sender and recipients as they were handed over';
COMMENT ON COLUMN incoming_messages.auth IS 'What SPF, DKIM and DMARC said; shown, decides nothing';
COMMENT ON COLUMN incoming_messages.decided_by IS 'Null with a decision: the machine''s own, of a delivery report that found its message';
COMMENT ON COLUMN incoming_messages.reason IS 'Why it was not registered, as a code';

CREATE TABLE incoming_parts (
  message_id uuid NOT NULL,
  ordinal int NOT NULL,
  kind text NOT NULL,
  name text,
  media_type text NOT NULL,
  content_id text,
  sha256 text,
  size bigint NOT NULL,
  flags text[] NOT NULL,
  CONSTRAINT incoming_parts_pk PRIMARY KEY (message_id, ordinal),
  CONSTRAINT incoming_parts_message_fk FOREIGN KEY (message_id) REFERENCES incoming_messages (id),
  CONSTRAINT incoming_parts_sha256_fk FOREIGN KEY (sha256) REFERENCES blobs (sha256),
  CONSTRAINT incoming_parts_kind_known CHECK (kind IN ('text', 'html', 'attachment', 'inline', 'message')),
  CONSTRAINT incoming_parts_named CHECK ((kind IN ('text', 'html')) = (name IS NULL)),
  CONSTRAINT incoming_parts_name_length CHECK (char_length(name) BETWEEN 1 AND 1000),
  CONSTRAINT incoming_parts_bytes_where_any CHECK ((sha256 IS NULL) = (size = 0)),
  CONSTRAINT incoming_parts_ordinal_from_one CHECK (ordinal >= 1)
);
CREATE INDEX incoming_parts_sha256_idx ON incoming_parts (sha256) WHERE sha256 IS NOT NULL;
COMMENT ON TABLE incoming_parts IS 'Texts and attachments taken out of a message, in its order; each may become a document';
COMMENT ON COLUMN incoming_parts.content_id IS 'By which the page of the message shows it (RFC 2392)';

CREATE TABLE mailbox_uids (
  mailbox_id uuid NOT NULL,
  uid_validity bigint NOT NULL,
  uid bigint NOT NULL,
  message_id uuid,
  problem text,
  settled_at timestamptz,
  CONSTRAINT mailbox_uids_pk PRIMARY KEY (mailbox_id, uid_validity, uid),
  CONSTRAINT mailbox_uids_mailbox_fk FOREIGN KEY (mailbox_id) REFERENCES mailboxes (id),
  CONSTRAINT mailbox_uids_message_fk FOREIGN KEY (message_id) REFERENCES incoming_messages (id),
  CONSTRAINT mailbox_uids_message_or_problem CHECK ((message_id IS NULL) = (problem IS NOT NULL)),
  CONSTRAINT mailbox_uids_problem_known CHECK (problem IN ('too-large', 'empty', 'gone'))
);
CREATE INDEX mailbox_uids_message_idx ON mailbox_uids (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX mailbox_uids_unsettled_idx ON mailbox_uids (mailbox_id, uid_validity, uid) WHERE settled_at IS NULL;
COMMENT ON TABLE mailbox_uids IS 'What was seen in fetched mailboxes: nothing is downloaded twice';
COMMENT ON COLUMN mailbox_uids.problem IS 'Why there is no message of it; it stays on the far server untouched';
COMMENT ON COLUMN mailbox_uids.settled_at IS 'When the mailbox''s own rule was carried out on the far server (left, marked, moved, deleted)';

CREATE TRIGGER incoming_messages_kept BEFORE DELETE OR TRUNCATE ON incoming_messages
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incoming_parts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incoming_parts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mailboxes_kept BEFORE DELETE OR TRUNCATE ON mailboxes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON mailboxes, mailbox_states, incoming_messages, incoming_parts, mailbox_uids TO opis_app;
GRANT UPDATE (version, name, address, active, host, port, security, username, secret, folder, after_fetch, move_to,
  fetch_since, office_id, unit_id, changed_at, changed_by) ON mailboxes TO opis_app;
GRANT UPDATE (uid_validity, last_uid, holder, held_until, checked_at, failed_since, failure) ON mailbox_states TO opis_app;
GRANT UPDATE (state, version, entry_id, case_file_id, decided_at, decided_by, on_behalf_of, reason, note)
  ON incoming_messages TO opis_app;
GRANT UPDATE (settled_at) ON mailbox_uids TO opis_app;
GRANT SELECT ON mailboxes, mailbox_states, incoming_messages, incoming_parts, mailbox_uids TO opis_worker;
