-- What leaves by e-mail: each message from its place in the queue to what became of it, never sent twice unseen.
CREATE TABLE outgoing_messages (
  id uuid NOT NULL,
  purpose text NOT NULL,
  letter_id uuid,
  entry_id uuid,
  case_file_id uuid,
  to_address text NOT NULL,
  to_name text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  in_reply_to text,
  reference_ids text[] NOT NULL DEFAULT '{}',
  token text NOT NULL,
  message_id text,
  raw_document_id uuid,
  state text NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz,
  queued_at timestamptz NOT NULL,
  queued_by uuid NOT NULL,
  on_behalf_of uuid,
  changed_at timestamptz NOT NULL,
  sending_at timestamptz,
  accepted_at timestamptz,
  delivered_at timestamptz,
  bounced_at timestamptz,
  withdrawn_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  decision text,
  trouble text,
  reply text,
  departure_id uuid,
  CONSTRAINT outgoing_messages_pk PRIMARY KEY (id),
  CONSTRAINT outgoing_messages_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT outgoing_messages_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id),
  CONSTRAINT outgoing_messages_case_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT outgoing_messages_raw_fk FOREIGN KEY (raw_document_id) REFERENCES documents (id),
  CONSTRAINT outgoing_messages_queued_by_fk FOREIGN KEY (queued_by) REFERENCES accounts (id),
  CONSTRAINT outgoing_messages_decided_by_fk FOREIGN KEY (decided_by) REFERENCES accounts (id),
  CONSTRAINT outgoing_messages_on_behalf_fk FOREIGN KEY (on_behalf_of) REFERENCES staff (id),
  CONSTRAINT outgoing_messages_departure_fk FOREIGN KEY (departure_id) REFERENCES letter_departures (id),
  CONSTRAINT outgoing_messages_token_unique UNIQUE (token),
  CONSTRAINT outgoing_messages_message_id_unique UNIQUE (message_id),
  CONSTRAINT outgoing_messages_purpose_known CHECK (purpose IN ('letter', 'confirmation', 'notice', 'other')),
  CONSTRAINT outgoing_messages_letter_named CHECK ((purpose = 'letter') = (letter_id IS NOT NULL)),
  CONSTRAINT outgoing_messages_letter_in_file CHECK (letter_id IS NULL OR case_file_id IS NOT NULL),
  CONSTRAINT outgoing_messages_confirms_entry CHECK (purpose <> 'confirmation' OR entry_id IS NOT NULL),
  CONSTRAINT outgoing_messages_address_form CHECK (to_address ~ '^[^@\s"<>,;:]{1,64}@[a-z0-9.-]{1,253}$'),
  -- A line break in a header would begin another one.
  CONSTRAINT outgoing_messages_lines CHECK (to_name !~ '[\x01-\x1f\x7f]' AND subject !~ '[\x01-\x1f\x7f]' AND subject <> ''
    AND in_reply_to !~ '[\s<>]'),
  CONSTRAINT outgoing_messages_token_form CHECK (token ~ '^[0-9a-hjkmnp-tv-z]{26}$'),
  CONSTRAINT outgoing_messages_message_id_form CHECK (message_id ~ '^[^\s<>@]+@[^\s<>@]+$' AND strpos(message_id, token) = 1),
  CONSTRAINT outgoing_messages_state_known CHECK (state IN ('waiting', 'held', 'sending', 'accepted', 'delivered', 'bounced',
    'uncertain', 'withdrawn', 'failed')),
  CONSTRAINT outgoing_messages_due_while_queued CHECK ((state IN ('waiting', 'held')) = (next_at IS NOT NULL)),
  CONSTRAINT outgoing_messages_sending_since CHECK ((state IN ('sending', 'uncertain')) = (sending_at IS NOT NULL)),
  CONSTRAINT outgoing_messages_written_before_sent CHECK (state NOT IN ('sending', 'uncertain', 'accepted', 'delivered', 'bounced')
    OR (raw_document_id IS NOT NULL AND message_id IS NOT NULL AND attempts >= 1)),
  CONSTRAINT outgoing_messages_accepted_at CHECK ((state IN ('accepted', 'delivered', 'bounced')) = (accepted_at IS NOT NULL)),
  CONSTRAINT outgoing_messages_delivered_at CHECK (state <> 'delivered' OR delivered_at IS NOT NULL),
  CONSTRAINT outgoing_messages_bounced_at CHECK ((state = 'bounced') = (bounced_at IS NOT NULL)),
  CONSTRAINT outgoing_messages_withdrawn_at CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
  CONSTRAINT outgoing_messages_failed_why CHECK (state NOT IN ('failed', 'uncertain') OR trouble IS NOT NULL),
  CONSTRAINT outgoing_messages_trouble_code CHECK (trouble ~ '^[a-z][a-z0-9-]{0,39}$'),
  CONSTRAINT outgoing_messages_decision_known CHECK (decision IN ('was-sent', 'send-again', 'not-sent')),
  CONSTRAINT outgoing_messages_decision_whole CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
  -- A letter has left when the server took its message, and only then.
  CONSTRAINT outgoing_messages_left_when_accepted CHECK ((departure_id IS NOT NULL)
    = (letter_id IS NOT NULL AND state IN ('accepted', 'delivered', 'bounced'))),
  CONSTRAINT outgoing_messages_departure_unique UNIQUE (departure_id),
  CONSTRAINT outgoing_messages_attempts_range CHECK (attempts BETWEEN 0 AND 1000)
);
-- One message of a letter is under way at a time: a second would be a second answer.
CREATE UNIQUE INDEX outgoing_messages_letter_open ON outgoing_messages (letter_id)
  WHERE letter_id IS NOT NULL AND state IN ('waiting', 'held', 'sending', 'uncertain');
-- A registration is confirmed once.
CREATE UNIQUE INDEX outgoing_messages_confirmed_once ON outgoing_messages (entry_id) WHERE purpose = 'confirmation';
CREATE INDEX outgoing_messages_letter_idx ON outgoing_messages (letter_id, id) WHERE letter_id IS NOT NULL;
CREATE INDEX outgoing_messages_entry_idx ON outgoing_messages (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX outgoing_messages_case_file_idx ON outgoing_messages (case_file_id, id) WHERE case_file_id IS NOT NULL;
CREATE INDEX outgoing_messages_address_idx ON outgoing_messages (to_address, id);
CREATE INDEX outgoing_messages_raw_idx ON outgoing_messages (raw_document_id) WHERE raw_document_id IS NOT NULL;
CREATE INDEX outgoing_messages_queued_by_idx ON outgoing_messages (queued_by);
CREATE INDEX outgoing_messages_decided_by_idx ON outgoing_messages (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX outgoing_messages_on_behalf_idx ON outgoing_messages (on_behalf_of) WHERE on_behalf_of IS NOT NULL;
-- The queue and what asks for a person are few; the rest is history.
CREATE INDEX outgoing_messages_open_idx ON outgoing_messages (next_at) WHERE state IN ('waiting', 'held', 'sending');
CREATE INDEX outgoing_messages_asking_idx ON outgoing_messages (id) WHERE state IN ('uncertain', 'failed', 'bounced');
COMMENT ON TABLE outgoing_messages IS 'Every message that leaves by e-mail, with what became of it';
COMMENT ON COLUMN outgoing_messages.to_address IS 'One parsed address in one spelling; the only recipient';
COMMENT ON COLUMN outgoing_messages.token IS '128 random bits, in the reply address and in the Message-ID: by it alone answers and delivery reports find their way back';
COMMENT ON COLUMN outgoing_messages.message_id IS 'As in its header, without angle brackets; the same for every try, so that a receiver may tell a repeat';
COMMENT ON COLUMN outgoing_messages.in_reply_to IS 'Message-ID of what it answers, without angle brackets: the answer goes back in the same thread';
COMMENT ON COLUMN outgoing_messages.raw_document_id IS 'The message as it was sent, byte for byte; in the opis of its file once the server took it';
COMMENT ON COLUMN outgoing_messages.state IS 'sending: the last bytes are given out and no answer is known; uncertain: nobody knows whether the server took it, a person decides';
COMMENT ON COLUMN outgoing_messages.next_at IS 'When it is tried next; of one held, the hour chosen by a person';
COMMENT ON COLUMN outgoing_messages.accepted_at IS 'The server took it: a letter has left and its term is met';
COMMENT ON COLUMN outgoing_messages.trouble IS 'Why it waits, failed or is uncertain: a code, its words stand in the console';
COMMENT ON COLUMN outgoing_messages.reply IS 'The last words of a mail server about it';
COMMENT ON COLUMN outgoing_messages.decision IS 'What a person decided of one that was uncertain';
COMMENT ON COLUMN outgoing_messages.departure_id IS 'The departure that the letter has by it';

CREATE TABLE outgoing_attachments (
  message_id uuid NOT NULL,
  position int NOT NULL,
  kind text NOT NULL,
  document_id uuid,
  entry_id uuid,
  CONSTRAINT outgoing_attachments_pk PRIMARY KEY (message_id, position),
  CONSTRAINT outgoing_attachments_message_fk FOREIGN KEY (message_id) REFERENCES outgoing_messages (id),
  CONSTRAINT outgoing_attachments_document_fk FOREIGN KEY (document_id) REFERENCES documents (id),
  CONSTRAINT outgoing_attachments_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id),
  CONSTRAINT outgoing_attachments_position_from_one CHECK (position >= 1),
  CONSTRAINT outgoing_attachments_kind_known CHECK (kind IN ('document', 'receipt')),
  CONSTRAINT outgoing_attachments_whole CHECK ((kind = 'document') = (document_id IS NOT NULL) AND (kind = 'receipt') = (entry_id IS NOT NULL))
);
CREATE INDEX outgoing_attachments_document_idx ON outgoing_attachments (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX outgoing_attachments_entry_idx ON outgoing_attachments (entry_id) WHERE entry_id IS NOT NULL;
COMMENT ON TABLE outgoing_attachments IS 'What goes with a message: documents, or the proof of registration, made when the message is written';
CREATE TRIGGER outgoing_attachments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outgoing_attachments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE outgoing_tries (
  message_id uuid NOT NULL,
  number int NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text,
  reply text,
  CONSTRAINT outgoing_tries_pk PRIMARY KEY (message_id, number),
  CONSTRAINT outgoing_tries_message_fk FOREIGN KEY (message_id) REFERENCES outgoing_messages (id),
  CONSTRAINT outgoing_tries_number_from_one CHECK (number >= 1),
  CONSTRAINT outgoing_tries_outcome_known CHECK (outcome IN ('accepted', 'deferred', 'refused', 'unreachable', 'interrupted', 'uncertain')),
  CONSTRAINT outgoing_tries_end_whole CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
COMMENT ON TABLE outgoing_tries IS 'Each dialogue with the mail server about a message, written before it began';
COMMENT ON COLUMN outgoing_tries.outcome IS 'deferred: told to come back; refused: for good; unreachable: no server; interrupted: broke before the message was whole; null: under way, or its process died';

CREATE TABLE outgoing_reports (
  incoming_message_id uuid NOT NULL,
  message_id uuid NOT NULL,
  action text NOT NULL,
  status_code text,
  diagnostic text,
  arrived_at timestamptz NOT NULL,
  CONSTRAINT outgoing_reports_pk PRIMARY KEY (incoming_message_id),
  CONSTRAINT outgoing_reports_message_fk FOREIGN KEY (message_id) REFERENCES outgoing_messages (id),
  CONSTRAINT outgoing_reports_action_known CHECK (action IN ('failed', 'delayed', 'delivered', 'relayed', 'expanded')),
  CONSTRAINT outgoing_reports_status_form CHECK (status_code ~ '^[245]\.[0-9]{1,3}\.[0-9]{1,3}$')
);
CREATE INDEX outgoing_reports_message_idx ON outgoing_reports (message_id);
COMMENT ON TABLE outgoing_reports IS 'Delivery reports (RFC 3464) about our messages, each counted once';
COMMENT ON COLUMN outgoing_reports.incoming_message_id IS 'The message that brought it; no foreign key: it is kept by a module above';
CREATE TRIGGER outgoing_reports_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outgoing_reports
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE outgoing_rates (
  address text NOT NULL,
  hour timestamptz NOT NULL,
  sent int NOT NULL,
  CONSTRAINT outgoing_rates_pk PRIMARY KEY (address, hour),
  CONSTRAINT outgoing_rates_sent_positive CHECK (sent >= 1)
);
COMMENT ON TABLE outgoing_rates IS 'How many dialogues were begun in an hour, for one address and (address empty) in all: two machines that answer each other stop here';

CREATE TABLE outgoing_batch_items (
  work_id uuid NOT NULL,
  letter_id uuid NOT NULL,
  message_id uuid,
  error_code text,
  CONSTRAINT outgoing_batch_items_pk PRIMARY KEY (work_id, letter_id),
  CONSTRAINT outgoing_batch_items_work_fk FOREIGN KEY (work_id) REFERENCES long_works (id) ON DELETE CASCADE,
  CONSTRAINT outgoing_batch_items_letter_fk FOREIGN KEY (letter_id) REFERENCES letters (id),
  CONSTRAINT outgoing_batch_items_message_fk FOREIGN KEY (message_id) REFERENCES outgoing_messages (id),
  CONSTRAINT outgoing_batch_items_one_of_both CHECK ((message_id IS NULL) <> (error_code IS NULL))
);
CREATE INDEX outgoing_batch_items_letter_idx ON outgoing_batch_items (letter_id);
CREATE INDEX outgoing_batch_items_message_idx ON outgoing_batch_items (message_id) WHERE message_id IS NOT NULL;
COMMENT ON TABLE outgoing_batch_items IS 'What each letter of a sending of many came to; goes with its work';

-- The order of states, whoever writes the row.
CREATE FUNCTION outgoing_messages_keep_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (('waiting', 'waiting'), ('waiting', 'held'), ('waiting', 'sending'), ('waiting', 'withdrawn'), ('waiting', 'failed'),
    ('held', 'held'), ('held', 'waiting'), ('held', 'withdrawn'),
    ('sending', 'accepted'), ('sending', 'waiting'), ('sending', 'failed'), ('sending', 'uncertain'),
    ('uncertain', 'accepted'), ('uncertain', 'waiting'), ('uncertain', 'failed'), ('uncertain', 'withdrawn'), ('uncertain', 'delivered'), ('uncertain', 'bounced'),
    ('accepted', 'accepted'), ('accepted', 'delivered'), ('accepted', 'bounced'), ('delivered', 'bounced'),
    ('failed', 'waiting'), ('failed', 'withdrawn')) THEN
    RAISE EXCEPTION 'a message does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'outgoing_messages_order_of_states';
  END IF;
  -- What was written is what goes, at every try.
  IF OLD.raw_document_id IS NOT NULL AND (NEW.raw_document_id IS DISTINCT FROM OLD.raw_document_id OR NEW.message_id IS DISTINCT FROM OLD.message_id) THEN
    RAISE EXCEPTION 'a message that was written stays as it is' USING ERRCODE = 'check_violation', CONSTRAINT = 'outgoing_messages_written_once';
  END IF;
  -- Nobody sends again what may have gone, except a person who said so.
  IF OLD.state = 'uncertain' AND NEW.state IN ('waiting', 'withdrawn')
      AND (NEW.decision IS NULL OR NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at) THEN
    RAISE EXCEPTION 'a person decides of a message that is uncertain' USING ERRCODE = 'check_violation', CONSTRAINT = 'outgoing_messages_person_decides';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER outgoing_messages_keep_order BEFORE UPDATE ON outgoing_messages FOR EACH ROW EXECUTE FUNCTION outgoing_messages_keep_order();
CREATE FUNCTION outgoing_messages_begin_queued() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state NOT IN ('waiting', 'held') OR NEW.attempts <> 0 OR NEW.raw_document_id IS NOT NULL THEN
    RAISE EXCEPTION 'a message begins in the queue' USING ERRCODE = 'check_violation', CONSTRAINT = 'outgoing_messages_begin_queued';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER outgoing_messages_begin_queued BEFORE INSERT ON outgoing_messages FOR EACH ROW EXECUTE FUNCTION outgoing_messages_begin_queued();
CREATE TRIGGER outgoing_messages_kept BEFORE DELETE OR TRUNCATE ON outgoing_messages FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER outgoing_tries_kept BEFORE DELETE OR TRUNCATE ON outgoing_tries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE documents DROP CONSTRAINT documents_holder_type_known,
  ADD CONSTRAINT documents_holder_type_known
    CHECK (holder_type IN ('entry', 'case-file', 'letter', 'outgoing-message', 'incoming-message', 'scan'));

GRANT SELECT, INSERT ON outgoing_messages, outgoing_attachments, outgoing_tries, outgoing_reports, outgoing_rates,
  outgoing_batch_items TO opis_app;
GRANT UPDATE (message_id, raw_document_id, state, attempts, next_at, changed_at, sending_at, accepted_at, delivered_at,
  bounced_at, withdrawn_at, decided_at, decided_by, decision, trouble, reply, departure_id) ON outgoing_messages TO opis_app;
GRANT UPDATE (ended_at, outcome, reply) ON outgoing_tries TO opis_app;
GRANT UPDATE (sent), DELETE ON outgoing_rates TO opis_app;
GRANT UPDATE (message_id, error_code), DELETE ON outgoing_batch_items TO opis_app;
GRANT SELECT ON outgoing_messages, outgoing_attachments, outgoing_tries, outgoing_reports, outgoing_rates TO opis_worker;
