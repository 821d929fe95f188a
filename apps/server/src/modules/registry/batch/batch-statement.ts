import { createHash } from 'node:crypto';
import { documentWrites } from '../../documents/index.ts';
import type { BookHead } from '../ledger/record.ts';
import type { RegistrationParticipant } from '../registration-participant.ts';
import type { ComposedBatch } from './compose-batch.ts';
import { type DoneCommand, doneCommands } from './done-commands.ts';

/** What the statement answers. `done`: the batch's commands that had their effect before; null when there is none. */
export type BatchOutcome = { advanced: boolean; done: DoneCommand[] | null };

/** The class of the advisory locks on heads of books; the other half of a lock is the head's hash. */
const headLocks = 20_284;

/** Whether the book, in the row of that name, may be moved on to the batch's last record. */
const headStands = (book: string) => `${book}.last_seq = $2 AND ${book}.last_hash = decode($3, 'hex')
    AND ${book}.status = 'open' AND $7::timestamptz >= ${book}.last_at
    AND extract(year FROM $7::timestamptz AT TIME ZONE 'Europe/Bucharest') = ${book}.year
    AND NOT EXISTS (SELECT FROM books AS later WHERE later.register_id = ${book}.register_id AND later.year > ${book}.year)
    AND ($9::boolean OR abs(extract(epoch FROM clock_timestamp() - $7::timestamptz)) <= 2)`;

const movedOn = `last_number = $4, last_hash = decode($6, 'hex'), last_at = $7, sub_numbers = $8`;

// Every batch holds the lock of the head that it will leave; whoever was built on that head waits for it to be durable.
const holdNewHead = `pg_advisory_xact_lock(${headLocks}, hashtext($6::text)) IS NOT NULL`;
const awaitOldHead = `pg_advisory_xact_lock_shared(${headLocks}, hashtext($3::text)) IS NOT NULL`;

// Whatever else may hold the book, a batch behind another soon gives up: it holds numbers that others may need.
const beImpatient = `set_config('lock_timeout', '250', true) IS NOT NULL`;

/**
 * How a batch comes to the head of its book, as the table expression `head`, which has one row when the batch goes through.
 * `now`: compare and swap before anything else; when the head is no longer what the process thought, nothing is written.
 * `behind`: behind a batch that is under way. The rows come first, as PostgreSQL runs a change that nobody reads from last,
 * and the first of them at the very end; then it waits for the batch before it. Another head than that one's fails it.
 */
const turns = {
  now: `head AS (
  UPDATE books SET last_seq = $5, ${movedOn}
  WHERE books.id = $1 AND ${headStands('books')} AND NOT EXISTS (SELECT FROM done) AND ${holdNewHead}
  RETURNING books.id
)`,
  behind: `own_turn AS (
  SELECT books.* FROM books WHERE books.id = $1 AND NOT EXISTS (SELECT FROM done) AND ${awaitOldHead} FOR NO KEY UPDATE
), moved AS (
  UPDATE books SET last_seq = CASE WHEN ${headStands('own_turn')} THEN $5 ELSE refuse_moved_head() END, ${movedOn}
  FROM own_turn WHERE books.id = own_turn.id
), head AS (
  SELECT $1::uuid AS id WHERE NOT EXISTS (SELECT FROM done) AND ${beImpatient} AND ${holdNewHead}
)`,
};

/** When a batch is sent: when none is under way, or behind the one that is. */
export type Turn = keyof typeof turns;

/**
 * One statement registers the whole batch: the head of the book, and every row. When the head is no longer what the
 * process thought, the hour is not the database's, the next year has begun, or a command was done before, nothing at
 * all is written: `advanced` is false, or the statement fails. Durable when it returns.
 */
const toStatement = (turn: Turn, others: string) => `
WITH ${doneCommands('$15')}, ${turns[turn]}, new_parties AS (
  INSERT INTO parties SELECT party.* FROM head, json_populate_recordset(NULL::parties, $16) AS party
), ${others}new_records AS (
  INSERT INTO ledger_records (book_id, seq, kind, number, at, format, body, hash)
  SELECT head.id, record.seq, record.kind, record.number, record.at, 1, convert_to(record.body, 'UTF8'), decode(record.hash, 'hex')
  FROM head, json_to_recordset($10) AS record(seq bigint, kind text, number int, at timestamptz, body text, hash text)
), new_values AS (
  INSERT INTO ledger_values (commitment, salt, value)
  SELECT decode(item.commitment, 'hex'), decode(item.salt, 'hex'), item.value
  FROM head, json_to_recordset($11) AS item(commitment text, salt text, value text)
), new_entries AS (
  INSERT INTO entries (id, book_id, number, record_seq, direction, channel, registered_at, registered_on, registered_by,
    issuer, issuer_number, issuer_date, party_id, subject, fingerprint, sheets, annexes, unit_id, nomenclature_code,
    category_code, sub_register, sub_number, document_count, emergency_number, received_at,
    joined_year, joined_number)
  SELECT entry.id, head.id, entry.number, entry.record_seq, entry.direction, entry.channel, entry.registered_at,
    entry.registered_on, entry.registered_by, entry.issuer, entry.issuer_number, entry.issuer_date, entry.party_id,
    entry.subject, decode(entry.fingerprint, 'hex'), entry.sheets, entry.annexes, entry.unit_id, entry.nomenclature_code,
    entry.category_code, entry.sub_register, entry.sub_number, entry.document_count, entry.emergency_number,
    entry.received_at, entry.joined_year, entry.joined_number
  FROM head, json_to_recordset($12) AS entry(id uuid, number int, record_seq bigint, direction text, channel text,
    registered_at timestamptz, registered_on date, registered_by uuid, issuer text, issuer_number text, issuer_date date,
    party_id uuid, subject text, fingerprint text, sheets int, annexes int, unit_id uuid, nomenclature_code text,
    category_code text, sub_register text, sub_number int, document_count int, emergency_number text,
    received_at timestamptz, joined_year int, joined_number int)
), new_readers AS (
  INSERT INTO entry_readers (principal, book_id, number)
  SELECT reader.principal, head.id, reader.number FROM head, json_to_recordset($13) AS reader(principal uuid, number int)
), new_events AS (
  INSERT INTO events (id, at, type, account_id, on_behalf_of, unit_id, subject_type, subject_id, data, hash)
  SELECT event.id, event.at, event.type, event.account_id, event.on_behalf_of, event.unit_id, event.subject_type,
    event.subject_id, event.data, decode(event.hash, 'hex')
  FROM head, json_to_recordset($14) AS event(id uuid, at timestamptz, type text, account_id uuid, on_behalf_of uuid,
    unit_id uuid, subject_type text, subject_id uuid, data jsonb, hash text)
), new_commands AS (
  INSERT INTO commands (account_id, request_id, action, body_hash, result, created_at)
  SELECT command.account_id, command.request_id, command.action, decode(command.body_hash, 'hex'), command.result, command.created_at
  FROM head, json_to_recordset($15) AS command(account_id uuid, request_id uuid, action text, body_hash text, result jsonb,
    created_at timestamptz)
)
SELECT EXISTS (SELECT FROM head) AS advanced, (SELECT json_agg(done) FROM done) AS done`;

/** A statement under the name by which a connection keeps it prepared: planning it costs more than running it. */
type Statement = { name: string; text: string };
const statements = new Map<string, Statement>();

/** `trustHour` is for the seeder alone: it writes the past of an empty demonstration. */
type Sending = { participants: readonly RegistrationParticipant[]; trustHour: boolean; turn: Turn };

/** The statement of a batch, with its values. */
export function batchQuery(
  head: BookHead,
  batch: ComposedBatch,
  { participants, trustHour, turn }: Sending,
): Statement & { values: unknown[] } {
  // Most papers come without a file, and opening tables that stay as they are is a good part of a small batch.
  const withDocuments = batch.documents.length > 0;
  const lists = participants.map((_, index) => Object.keys(batch.participants[index] ?? {}).sort());
  const key = [turn, withDocuments, ...lists.map((names) => names.join('+'))].join(' ');
  const statement = statements.get(key) ?? compose(turn, { participants, lists, withDocuments });
  statements.set(key, statement);
  const values = toParameters(head, batch, trustHour);
  if (withDocuments) values.push(JSON.stringify(batch.documents));
  lists.forEach((names, index) => {
    if (names.length > 0) values.push(JSON.stringify(batch.participants[index]));
  });
  return { ...statement, values };
}

/** Parameters of the statement itself; those of documents and participants follow, where they have rows. */
const ownParameters = 16;

type Parts = {
  participants: readonly RegistrationParticipant[];
  lists: readonly (readonly string[])[];
  withDocuments: boolean;
};

function compose(turn: Turn, { participants, lists, withDocuments }: Parts): Statement {
  let parameters = ownParameters;
  const place = () => ({ rows: `$${++parameters}`, at: '$7', when: 'head' });
  const others = withDocuments ? [documentWrites(place())] : [];
  const names = [turn, withDocuments ? 'documents' : ''];
  participants.forEach(({ name, writes }, index) => {
    const given = lists[index] ?? [];
    if (given.length === 0) return;
    others.push(writes(place(), new Set(given)));
    names.push(`${name}:${given.join('+')}`);
  });
  // PostgreSQL cuts a longer name: the hash keeps two of them apart.
  const name = `registry-batch-7-${createHash('sha256').update(names.join(' ')).digest('hex').slice(0, 16)}`;
  return { name, text: toStatement(turn, others.map((other) => `${other}, `).join('')) };
}

function toParameters(head: BookHead, batch: ComposedBatch, trustHour: boolean): unknown[] {
  const { next } = batch;
  return [
    head.bookId,
    head.lastSeq,
    head.lastHash,
    next.lastNumber,
    next.lastSeq,
    next.lastHash,
    next.lastAt.toISOString(),
    JSON.stringify(next.subNumbers),
    trustHour,
    JSON.stringify(batch.records),
    JSON.stringify(batch.values),
    JSON.stringify(batch.entries),
    JSON.stringify(batch.readers),
    JSON.stringify(batch.events),
    JSON.stringify(batch.commands),
    JSON.stringify(batch.parties),
  ];
}
