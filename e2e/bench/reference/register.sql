-- The rows of a registration as the product writes them, :batch of them in one statement and one transaction, under the
-- lock on the book's row: L1 with one, L2 with 32. No look-up, no chain, no salt is computed here: only the inserts.
WITH head AS (
  UPDATE books
  SET last_number = books.last_number + :batch, last_seq = books.last_seq + :batch,
    last_hash = sha256(books.last_hash), last_at = greatest(books.last_at, clock_timestamp())
  WHERE books.id = :book AND books.status = 'open'
  RETURNING books.id AS book_id, books.last_number - :batch AS number, books.last_seq - :batch AS seq, books.last_at AS at
), items AS MATERIALIZED (
  SELECT head.book_id, head.at, head.number + place AS number, head.seq + place AS seq,
    uuidv7() AS entry_id, uuidv7() AS party_id, uuidv7() AS event_id, gen_random_uuid() AS request_id,
    'Anghelina Turturică-' || head.number + place AS name,
    'Solicitare adeverință de venit pentru anul ' || head.number + place AS subject,
    uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS issuer_commitment,
    uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS subject_commitment
  FROM head, generate_series(1, :batch) AS place
), bodies AS MATERIALIZED (
  SELECT items.*, convert_to(json_build_object('format', 1, 'book', 'general/2026', 'seq', items.seq, 'at', items.at,
    'prev', encode(items.issuer_commitment, 'hex'), 'kind', 'registered', 'number', items.number, 'by', :account::uuid,
    'documents', json_build_array(), 'commitments', json_build_object('issuer', encode(items.issuer_commitment, 'hex'),
      'subject', encode(items.subject_commitment, 'hex')),
    'fields', json_build_object('entry', items.entry_id, 'on', items.at::date, 'direction', 'in', 'channel', 'post',
      'sheets', 1, 'annexes', 0, 'issuerDate', NULL, 'unit', :unit::uuid, 'category', NULL, 'nomenclature', NULL,
      'sub', NULL))::text, 'UTF8') AS body
  FROM items
), new_parties AS (
  INSERT INTO parties (id, kind, name, search_key, created_at, created_by)
  SELECT items.party_id, 'natural', items.name, 'anghelina turturica ' || items.number, items.at, :account
  FROM items
), new_records AS (
  INSERT INTO ledger_records (book_id, seq, kind, number, at, format, body, hash)
  SELECT bodies.book_id, bodies.seq, 'registered', bodies.number, bodies.at, 1, bodies.body, sha256(bodies.body)
  FROM bodies
), new_values AS (
  INSERT INTO ledger_values (commitment, salt, value)
  SELECT items.issuer_commitment, substr(items.subject_commitment, 1, 16), items.name FROM items
  UNION ALL
  SELECT items.subject_commitment, substr(items.issuer_commitment, 1, 16), items.subject FROM items
), new_entries AS (
  INSERT INTO entries (id, book_id, number, record_seq, direction, channel, registered_at, registered_on, registered_by,
    issuer, party_id, subject, fingerprint, sheets, annexes, unit_id)
  SELECT items.entry_id, items.book_id, items.number, items.seq, 'in', 'post', items.at, items.at::date, :account,
    items.name, items.party_id, items.subject, items.issuer_commitment, 1, 0, :unit
  FROM items
), new_case_files AS (
  INSERT INTO case_files (id, status, unit_id, since)
  SELECT items.entry_id, 'with-unit', :unit, items.at FROM items
), new_case_entries AS (
  INSERT INTO case_entries (entry_id, case_file_id, position, role)
  SELECT items.entry_id, items.entry_id, 1, 'opened' FROM items
), new_readers AS (
  INSERT INTO entry_readers (principal, book_id, number)
  SELECT principal, items.book_id, items.number FROM items, unnest(ARRAY[:staff::uuid, :unit::uuid]) AS principal
), new_events AS (
  INSERT INTO events (id, at, type, account_id, unit_id, subject_type, subject_id, data, hash)
  SELECT items.event_id, items.at, 'entry.registered', :account, :unit, 'entry', items.entry_id,
    jsonb_build_object('book', items.book_id, 'number', items.number, 'channel', 'post', 'via', 'token'),
    items.subject_commitment
  FROM items
), new_commands AS (
  INSERT INTO commands (account_id, request_id, action, body_hash, result, created_at)
  SELECT :account, items.request_id, 'entry.register', items.issuer_commitment,
    jsonb_build_object('id', items.entry_id, 'register', 'general', 'number', items.number, 'year', 2026,
      'registrationNumber', items.number || '/29.06.2026', 'registeredAt', items.at, 'registeredOn', items.at::date,
      'registeredTime', '10:42', 'subRegister', NULL, 'subNumber', NULL,
      'hash', encode(items.subject_commitment, 'hex'),
      'receiptUrl', '/api/v1/registers/general/entries/2026/' || items.number || '/receipt.pdf',
      'labelUrl', '/api/v1/registers/general/entries/2026/' || items.number || '/label.pdf'),
    items.at
  FROM items
)
SELECT items.request_id, items.number FROM items;
