-- What becomes of mail that came in: rules that propose, what was proposed, what people decided.

CREATE TABLE intake_rules (
  id uuid NOT NULL,
  version int NOT NULL,
  number int NOT NULL,
  name text NOT NULL,
  position int NOT NULL,
  conditions jsonb NOT NULL,
  effect jsonb NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  retired boolean NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid,
  CONSTRAINT intake_rules_pk PRIMARY KEY (id, version),
  CONSTRAINT intake_rules_number_once UNIQUE (number, version),
  CONSTRAINT intake_rules_saved_by_fk FOREIGN KEY (saved_by) REFERENCES accounts (id),
  CONSTRAINT intake_rules_named CHECK (char_length(name) BETWEEN 3 AND 120),
  CONSTRAINT intake_rules_counted CHECK (version >= 1 AND number >= 1 AND position BETWEEN 1 AND 9999),
  CONSTRAINT intake_rules_days_in_order CHECK (valid_to >= valid_from),
  CONSTRAINT intake_rules_objects CHECK (jsonb_typeof(conditions) = 'object' AND jsonb_typeof(effect) = 'object'),
  CONSTRAINT intake_rules_kind_known CHECK (effect ->> 'kind' IN ('petition', 'foi-request', 'request', 'invoice', 'letter',
    'confidential', 'not-registered')),
  CONSTRAINT intake_rules_reason_when_not CHECK ((effect ->> 'kind' = 'not-registered') = (effect ->> 'reason' IS NOT NULL))
);
CREATE INDEX intake_rules_saved_by_idx ON intake_rules (saved_by) WHERE saved_by IS NOT NULL;
COMMENT ON TABLE intake_rules IS 'What is proposed for a message, as dated data; each change is another version, old ones stay';
COMMENT ON COLUMN intake_rules.number IS 'By which people name it; the same in every version';
COMMENT ON COLUMN intake_rules.position IS 'The first that speaks decides';
COMMENT ON COLUMN intake_rules.valid_to IS 'Last day on which it speaks; null: until it is changed';

CREATE TABLE intake_proposals (
  message_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  kind text NOT NULL,
  reason text,
  rule_id uuid,
  rule_version int,
  rule_words text[] NOT NULL,
  unit_code text,
  category_code text,
  procedure_code text,
  register_code text,
  party_id uuid,
  joins_entry_id uuid,
  token_entry_id uuid,
  quoted jsonb NOT NULL,
  warnings jsonb NOT NULL,
  words text NOT NULL,
  sealed_register_id uuid,
  CONSTRAINT intake_proposals_pk PRIMARY KEY (message_id),
  CONSTRAINT intake_proposals_message_fk FOREIGN KEY (message_id) REFERENCES incoming_messages (id),
  CONSTRAINT intake_proposals_rule_fk FOREIGN KEY (rule_id, rule_version) REFERENCES intake_rules (id, version),
  CONSTRAINT intake_proposals_party_fk FOREIGN KEY (party_id) REFERENCES parties (id),
  CONSTRAINT intake_proposals_joins_fk FOREIGN KEY (joins_entry_id) REFERENCES entries (id),
  CONSTRAINT intake_proposals_token_fk FOREIGN KEY (token_entry_id) REFERENCES entries (id),
  CONSTRAINT intake_proposals_sealed_fk FOREIGN KEY (sealed_register_id) REFERENCES registers (id),
  CONSTRAINT intake_proposals_kind_known CHECK (kind IN ('petition', 'foi-request', 'request', 'invoice', 'letter', 'reply',
    'confidential', 'not-registered', 'unknown')),
  CONSTRAINT intake_proposals_reason_when_not CHECK ((kind = 'not-registered') = (reason IS NOT NULL)),
  -- A message goes into a file by itself only by our token and the sender whom we had written to.
  CONSTRAINT intake_proposals_joins_replies CHECK ((kind = 'reply') = (joins_entry_id IS NOT NULL)),
  CONSTRAINT intake_proposals_joins_by_token CHECK (joins_entry_id IS NULL OR token_entry_id = joins_entry_id),
  CONSTRAINT intake_proposals_sealed_when_confidential CHECK (sealed_register_id IS NULL OR kind = 'confidential'),
  CONSTRAINT intake_proposals_bounded CHECK (char_length(words) <= 20000)
);
CREATE INDEX intake_proposals_rule_idx ON intake_proposals (rule_id) WHERE rule_id IS NOT NULL;
CREATE INDEX intake_proposals_party_idx ON intake_proposals (party_id) WHERE party_id IS NOT NULL;
CREATE INDEX intake_proposals_joins_idx ON intake_proposals (joins_entry_id) WHERE joins_entry_id IS NOT NULL;
CREATE INDEX intake_proposals_token_idx ON intake_proposals (token_entry_id) WHERE token_entry_id IS NOT NULL;
CREATE INDEX intake_proposals_sealed_idx ON intake_proposals (sealed_register_id) WHERE sealed_register_id IS NOT NULL;
COMMENT ON TABLE intake_proposals IS 'What was proposed for a message when it came, and by which rule; people decide';
COMMENT ON COLUMN intake_proposals.joins_entry_id IS 'Entry whose message it answers: token in the address or References and the very sender';
COMMENT ON COLUMN intake_proposals.token_entry_id IS 'Entry whose token it names, whoever sent it';
COMMENT ON COLUMN intake_proposals.quoted IS 'Registration numbers that its text quotes; they prove nothing';
COMMENT ON COLUMN intake_proposals.words IS 'Beginning of its text, folded, so that a rule can be tried on it; not searched';
COMMENT ON COLUMN intake_proposals.sealed_register_id IS 'Handed over to this confidential register: only who is named on it knows of the message';

CREATE TABLE intake_decisions (
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  what text NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid,
  on_behalf_of uuid,
  kind text,
  reason text,
  note text,
  entry_id uuid,
  as_proposed boolean NOT NULL,
  rule_id uuid,
  CONSTRAINT intake_decisions_pk PRIMARY KEY (id),
  CONSTRAINT intake_decisions_message_fk FOREIGN KEY (message_id) REFERENCES incoming_messages (id),
  CONSTRAINT intake_decisions_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT intake_decisions_on_behalf_fk FOREIGN KEY (on_behalf_of) REFERENCES staff (id),
  CONSTRAINT intake_decisions_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id),
  CONSTRAINT intake_decisions_what_known CHECK (what IN ('registered', 'joined', 'not-registered', 'handed-over', 'reopened')),
  CONSTRAINT intake_decisions_entry_when_registered CHECK ((what IN ('registered', 'joined')) = (entry_id IS NOT NULL)),
  CONSTRAINT intake_decisions_reason_when_not CHECK ((what = 'not-registered') = (reason IS NOT NULL))
);
CREATE INDEX intake_decisions_message_idx ON intake_decisions (message_id, id);
CREATE INDEX intake_decisions_account_idx ON intake_decisions (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX intake_decisions_on_behalf_idx ON intake_decisions (on_behalf_of) WHERE on_behalf_of IS NOT NULL;
CREATE INDEX intake_decisions_entry_idx ON intake_decisions (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX intake_decisions_rule_idx ON intake_decisions (rule_id) WHERE rule_id IS NOT NULL;
COMMENT ON TABLE intake_decisions IS 'What people decided about messages, each time; append-only';
COMMENT ON COLUMN intake_decisions.account_id IS 'Null: the machine''s own, of a delivery report that found its message';
COMMENT ON COLUMN intake_decisions.as_proposed IS 'The person changed nothing of the proposal: how good a rule is';

CREATE TABLE intake_registrations (
  message_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  at timestamptz NOT NULL,
  request_id uuid NOT NULL,
  to_address text,
  confirmation text NOT NULL,
  CONSTRAINT intake_registrations_pk PRIMARY KEY (message_id),
  CONSTRAINT intake_registrations_entry_unique UNIQUE (entry_id),
  CONSTRAINT intake_registrations_message_fk FOREIGN KEY (message_id) REFERENCES incoming_messages (id),
  CONSTRAINT intake_registrations_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id),
  CONSTRAINT intake_registrations_confirmation_known CHECK (confirmation IN ('due', 'queued', 'no-address', 'machine',
    'own-address', 'confidential', 'limit')),
  CONSTRAINT intake_registrations_address_to_confirm CHECK (confirmation NOT IN ('due', 'queued') OR to_address IS NOT NULL)
);
CREATE INDEX intake_registrations_due_idx ON intake_registrations (at) WHERE confirmation = 'due';
CREATE INDEX intake_registrations_address_idx ON intake_registrations (to_address, at) WHERE to_address IS NOT NULL;
COMMENT ON TABLE intake_registrations IS 'Messages that have a number, each once: written in the very statement that gives it';
COMMENT ON COLUMN intake_registrations.request_id IS 'Of the command that registered it: asked again by the same person it has the same answer';
COMMENT ON COLUMN intake_registrations.confirmation IS 'due: still to be put in the queue of outgoing mail; else why none leaves';

CREATE TRIGGER intake_rules_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON intake_rules
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER intake_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON intake_decisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER intake_registrations_kept BEFORE DELETE OR TRUNCATE ON intake_registrations
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON intake_rules, intake_proposals, intake_decisions, intake_registrations TO opis_app;
GRANT UPDATE (kind, reason, joins_entry_id, sealed_register_id) ON intake_proposals TO opis_app;
GRANT UPDATE (expires_at) ON uploads TO opis_app;
GRANT UPDATE (confirmation) ON intake_registrations TO opis_app;
GRANT SELECT ON intake_rules, intake_proposals, intake_decisions, intake_registrations TO opis_worker;
