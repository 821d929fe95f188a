-- Every phone, e-mail and address that a party was known by, and who stands for whom.

CREATE TABLE party_contacts (
  id uuid NOT NULL,
  party_id uuid NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  added_at timestamptz NOT NULL,
  added_by uuid NOT NULL,
  source text NOT NULL,
  retired_at timestamptz,
  retired_by uuid,
  CONSTRAINT party_contacts_pk PRIMARY KEY (id),
  CONSTRAINT party_contacts_once UNIQUE (party_id, kind, value),
  CONSTRAINT party_contacts_party_fk FOREIGN KEY (party_id) REFERENCES parties (id),
  CONSTRAINT party_contacts_kind_known CHECK (kind IN ('phone', 'email', 'address')),
  CONSTRAINT party_contacts_source_known CHECK (source IN ('registration', 'page')),
  CONSTRAINT party_contacts_value_form CHECK (CASE kind WHEN 'phone' THEN value ~ '^\+40[0-9]{9}$'
    WHEN 'email' THEN char_length(value) BETWEEN 3 AND 254 ELSE char_length(value) BETWEEN 1 AND 300 END),
  CONSTRAINT party_contacts_retired_whole CHECK ((retired_at IS NULL) = (retired_by IS NULL))
);
CREATE INDEX party_contacts_value_idx ON party_contacts (value) WHERE kind <> 'address';
COMMENT ON TABLE party_contacts IS 'Contact points beside the first ones (parties.phone, email, address): kept for ever, retired when they are no longer good';
COMMENT ON COLUMN party_contacts.source IS 'registration: a paper came with it; page: somebody wrote it on the person''s page';

CREATE TABLE party_representations (
  id uuid NOT NULL,
  represented_id uuid NOT NULL,
  representative_id uuid NOT NULL,
  basis text NOT NULL,
  note text,
  from_on date NOT NULL,
  until_on date,
  added_at timestamptz NOT NULL,
  added_by uuid NOT NULL,
  ended_at timestamptz,
  ended_by uuid,
  CONSTRAINT party_representations_pk PRIMARY KEY (id),
  CONSTRAINT party_representations_two CHECK (represented_id <> representative_id),
  CONSTRAINT party_representations_basis_known CHECK (basis IN ('legal-guardian', 'attorney', 'mandate')),
  CONSTRAINT party_representations_note_length CHECK (char_length(note) BETWEEN 1 AND 300),
  CONSTRAINT party_representations_days CHECK (until_on >= from_on),
  CONSTRAINT party_representations_ended_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL)
    AND (ended_at IS NULL OR until_on IS NOT NULL)),
  CONSTRAINT party_representations_represented_fk FOREIGN KEY (represented_id) REFERENCES parties (id),
  CONSTRAINT party_representations_representative_fk FOREIGN KEY (representative_id) REFERENCES parties (id)
);
CREATE INDEX party_representations_represented_idx ON party_representations (represented_id);
CREATE INDEX party_representations_representative_idx ON party_representations (representative_id);
COMMENT ON TABLE party_representations IS 'Who acts for whom, from when to when and by what right';
COMMENT ON COLUMN party_representations.basis IS 'legal-guardian: parent, guardian or curator by law or decision; attorney: lawyer by power of attorney; mandate: procura (Cod civil, art. 1295, 2009)';
COMMENT ON COLUMN party_representations.until_on IS 'Last day on which it holds; null: until somebody ends it';

GRANT SELECT, INSERT ON party_contacts, party_representations TO opis_app;
GRANT UPDATE (retired_at, retired_by) ON party_contacts TO opis_app;
GRANT UPDATE (until_on, ended_at, ended_by) ON party_representations TO opis_app;
