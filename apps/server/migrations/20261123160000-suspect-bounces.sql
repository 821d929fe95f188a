-- A bounce that is no report of RFC 3464: what it may speak of, for a person to decide.
ALTER TABLE intake_proposals
  ADD COLUMN bounced_message_id uuid,
  ADD CONSTRAINT intake_proposals_bounced_fk FOREIGN KEY (bounced_message_id) REFERENCES outgoing_messages (id);
CREATE INDEX intake_proposals_bounced_idx ON intake_proposals (bounced_message_id) WHERE bounced_message_id IS NOT NULL;
COMMENT ON COLUMN intake_proposals.bounced_message_id IS 'Message of ours that a mail server may say came back: not certain, a person decides';
