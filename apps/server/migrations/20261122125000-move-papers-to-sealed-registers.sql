-- A paper recognised as confidential after it was numbered in the open book: number and hour stay there, everything that
-- it says moves to the sealed register (design of confidential registers, decisions 0012 and 0160).

CREATE TABLE special_registers (
  purpose text NOT NULL,
  register_id uuid NOT NULL,
  CONSTRAINT special_registers_pk PRIMARY KEY (purpose),
  CONSTRAINT special_registers_register_fk FOREIGN KEY (register_id) REFERENCES registers (id),
  CONSTRAINT special_registers_purpose_known CHECK (purpose IN ('whistleblower', 'protection'))
);
CREATE INDEX special_registers_register_idx ON special_registers (register_id);
COMMENT ON TABLE special_registers IS 'Where a paper recognised as confidential goes: whistleblower (Legea 361/2022), protection (a child or a victim)';
GRANT SELECT, INSERT, UPDATE (register_id) ON special_registers TO opis_app;

CREATE TABLE sealed_values (
  commitment bytea NOT NULL,
  salt bytea NOT NULL,
  value text NOT NULL,
  register_id uuid NOT NULL,
  CONSTRAINT sealed_values_pk PRIMARY KEY (commitment),
  CONSTRAINT sealed_values_register_fk FOREIGN KEY (register_id) REFERENCES registers (id),
  CONSTRAINT sealed_values_lengths CHECK (octet_length(commitment) = 32 AND octet_length(salt) = 16)
);
CREATE INDEX sealed_values_register_idx ON sealed_values (register_id);
COMMENT ON TABLE sealed_values IS 'What the open book had committed to before its paper was moved: no page reads it, verification alone does';
CREATE TRIGGER sealed_values_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_values
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT ON sealed_values TO opis_app;

ALTER TABLE entries ADD COLUMN sealed boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN entries.sealed IS 'Its paper was moved to a special register: the row keeps number and hour, and says nothing else';

CREATE TABLE sealed_transfers (
  entry_id uuid NOT NULL,
  stub_id uuid NOT NULL,
  purpose text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  on_behalf_of uuid,
  CONSTRAINT sealed_transfers_pk PRIMARY KEY (entry_id),
  CONSTRAINT sealed_transfers_entry_fk FOREIGN KEY (entry_id) REFERENCES entries (id),
  CONSTRAINT sealed_transfers_stub_fk FOREIGN KEY (stub_id) REFERENCES entries (id),
  CONSTRAINT sealed_transfers_stub_unique UNIQUE (stub_id),
  CONSTRAINT sealed_transfers_account_fk FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT sealed_transfers_purpose_known CHECK (purpose IN ('whistleblower', 'protection')),
  CONSTRAINT sealed_transfers_reason_said CHECK (reason <> '')
);
CREATE INDEX sealed_transfers_account_idx ON sealed_transfers (account_id);
COMMENT ON TABLE sealed_transfers IS 'Which row of the open book (stub_id) a paper of a sealed register left behind; read for who is named there alone';
CREATE TRIGGER sealed_transfers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_transfers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON sealed_transfers TO opis_app;

-- The line of an emergency sheet goes on leading to the number of the open book.
DROP TRIGGER emergency_settlements_append_only ON emergency_settlements;
CREATE TRIGGER emergency_settlements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON emergency_settlements
  FOR EACH STATEMENT WHEN (coalesce(current_setting('opis.sealing', true), '') = '') EXECUTE FUNCTION refuse_change();

-- Moves one entry. The chains said it first: the last record of the open book is its `sealed` one, naming every value
-- that leaves, and the sealed book has registered it. Whoever may not do this by those records is refused here.
CREATE FUNCTION move_entry_to_sealed(p_entry uuid, p_stub jsonb, p_moved jsonb, p_book uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  source entries%ROWTYPE;
  stub entries%ROWTYPE := jsonb_populate_record(NULL::entries, p_stub);
  placed entries%ROWTYPE := jsonb_populate_record(NULL::entries, p_moved);
  special registers%ROWTYPE;
  said jsonb;
  answered jsonb;
  leaving bytea[];
  moved int;
BEGIN
  SELECT entries.* INTO STRICT source FROM entries JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
    WHERE entries.id = p_entry AND NOT entries.sealed FOR UPDATE OF entries;
  SELECT registers.* INTO STRICT special FROM books JOIN registers ON registers.id = books.register_id
    WHERE books.id = p_book AND registers.kind = 'confidential';
  SELECT convert_from(ledger_records.body, 'UTF8')::jsonb INTO STRICT said FROM books
    JOIN ledger_records ON ledger_records.book_id = books.id AND ledger_records.seq = books.last_seq
    WHERE books.id = source.book_id;
  SELECT convert_from(ledger_records.body, 'UTF8')::jsonb INTO STRICT answered FROM ledger_records
    WHERE ledger_records.book_id = p_book AND ledger_records.seq = placed.record_seq;
  IF said ->> 'kind' <> 'sealed' OR (said ->> 'number')::int <> source.number OR said -> 'fields' ->> 'entry' <> stub.id::text
     OR answered ->> 'kind' <> 'registered' OR answered -> 'fields' ->> 'entry' <> p_entry::text
     OR (answered ->> 'number')::int <> placed.number THEN
    RAISE EXCEPTION 'the chains do not say that this entry is sealed' USING ERRCODE = 'check_violation';
  END IF;
  -- The indexer of the open book waits, so that it cannot write back what it had read before.
  PERFORM FROM search_marks WHERE search_marks.book_id = source.book_id FOR UPDATE;
  leaving := ARRAY(SELECT decode(item, 'hex') FROM jsonb_array_elements_text(said -> 'moved') AS item);
  INSERT INTO sealed_values (commitment, salt, value, register_id)
    SELECT ledger_values.commitment, ledger_values.salt, ledger_values.value, special.id FROM ledger_values
    WHERE ledger_values.commitment = ANY (leaving);
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> cardinality(leaving) THEN
    RAISE EXCEPTION 'some values are not there' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM set_config('opis.erasing', source.book_id::text, true);
  DELETE FROM ledger_values WHERE ledger_values.commitment = ANY (leaving);
  PERFORM set_config('opis.erasing', '', true);
  DELETE FROM search_entries WHERE search_entries.book_id = source.book_id AND search_entries.number = source.number;
  DELETE FROM entry_readers WHERE entry_readers.book_id = source.book_id AND entry_readers.number = source.number;
  DELETE FROM notices USING case_entries
    WHERE case_entries.entry_id = p_entry AND notices.case_file_id IN (case_entries.case_file_id, p_entry);
  UPDATE entries SET book_id = p_book, number = placed.number, record_seq = placed.record_seq,
    registered_at = placed.registered_at, registered_on = placed.registered_on, registered_by = placed.registered_by,
    issuer = placed.issuer, issuer_number = placed.issuer_number, issuer_date = placed.issuer_date,
    party_id = placed.party_id, subject = placed.subject, sheets = placed.sheets, annexes = placed.annexes, unit_id = NULL,
    direction = placed.direction, channel = placed.channel, dispatched_on = placed.dispatched_on,
    resolution = placed.resolution, addressee = placed.addressee, out_count = placed.out_count, joined_year = NULL,
    joined_number = NULL, nomenclature_code = placed.nomenclature_code, category_code = placed.category_code,
    sub_register = NULL, sub_number = NULL, document_count = placed.document_count, emergency_number = NULL,
    received_at = NULL, corrected = false, version = placed.version
    WHERE entries.id = p_entry;
  -- Its emergency number, if it had one, was settled when it was registered: not again by this row.
  INSERT INTO entries (id, book_id, number, record_seq, status, direction, channel, registered_at, registered_on,
    registered_by, issuer, subject, fingerprint, sheets, annexes, sub_register, sub_number, version, sealed)
  VALUES (stub.id, source.book_id, source.number, source.record_seq, 'registered', stub.direction, stub.channel,
    stub.registered_at, stub.registered_on, stub.registered_by, stub.issuer, stub.subject,
    sha256(convert_to(stub.id::text, 'UTF8')), stub.sheets, stub.annexes, stub.sub_register, stub.sub_number, stub.version, true);
  UPDATE entries SET emergency_number = source.emergency_number, received_at = source.received_at
    WHERE entries.id = stub.id AND source.emergency_number IS NOT NULL;
  PERFORM set_config('opis.sealing', 'yes', true);
  UPDATE emergency_settlements SET entry_id = stub.id WHERE emergency_settlements.entry_id = p_entry;
  PERFORM set_config('opis.sealing', '', true);
END $$;
REVOKE ALL ON FUNCTION move_entry_to_sealed(uuid, jsonb, jsonb, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_entry_to_sealed(uuid, jsonb, jsonb, uuid) TO opis_app;
COMMENT ON FUNCTION move_entry_to_sealed(uuid, jsonb, jsonb, uuid) IS 'Moves an entry and its values to a sealed register and leaves its number in the open book';

-- A party that only this paper knew is known to the sealed register alone from now on. Its CNP or CUI stays with the
-- party that the register knows already, when there is one.
CREATE FUNCTION seal_party(p_party uuid, p_register uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM registers WHERE registers.id = p_register AND registers.kind = 'confidential';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only a confidential register seals' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM entries JOIN books ON books.id = entries.book_id
       WHERE entries.party_id = p_party AND books.register_id <> p_register)
     OR EXISTS (SELECT FROM parties WHERE parties.merged_into = p_party)
     OR EXISTS (SELECT FROM parties WHERE parties.id = p_party AND parties.merged_into IS NOT NULL)
     OR EXISTS (SELECT FROM party_merges WHERE p_party IN (party_merges.merged_id, party_merges.survivor_id))
     OR EXISTS (SELECT FROM party_representations WHERE p_party IN (party_representations.represented_id, party_representations.representative_id))
  THEN RETURN false; END IF;
  UPDATE parties SET sealed_register_id = p_register,
    cnp_sealed = CASE WHEN known.cnp THEN NULL ELSE parties.cnp_sealed END,
    cnp_hash = CASE WHEN known.cnp THEN NULL ELSE parties.cnp_hash END,
    cui = CASE WHEN known.cui THEN NULL ELSE parties.cui END
  FROM (SELECT
      EXISTS (SELECT FROM parties AS other WHERE other.sealed_register_id = p_register AND other.cnp_hash = own.cnp_hash) AS cnp,
      EXISTS (SELECT FROM parties AS other WHERE other.sealed_register_id = p_register AND other.cui = own.cui) AS cui
    FROM parties AS own WHERE own.id = p_party) AS known
  WHERE parties.id = p_party AND parties.sealed_register_id IS NULL;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION seal_party(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_party(uuid, uuid) TO opis_app;
COMMENT ON FUNCTION seal_party(uuid, uuid) IS 'Hides a party in a confidential register; false when it is known openly by something else too';
