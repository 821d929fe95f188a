-- What comes by a list or in bulk is never confirmed: the list would send the confirmation on to everybody who reads it.
ALTER TABLE incoming_messages ADD COLUMN by_list boolean NOT NULL DEFAULT false;
ALTER TABLE incoming_messages ALTER COLUMN by_list DROP DEFAULT;
COMMENT ON COLUMN incoming_messages.by_list IS 'Its header says that a list or a bulk sender sent it (List-Id, Precedence)';

ALTER TABLE intake_registrations DROP CONSTRAINT intake_registrations_confirmation_known;
ALTER TABLE intake_registrations ADD CONSTRAINT intake_registrations_confirmation_known CHECK (confirmation IN ('due',
  'queued', 'no-address', 'machine', 'list', 'own-address', 'confidential', 'limit'));
