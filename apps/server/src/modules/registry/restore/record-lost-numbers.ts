import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { recordEvent } from '../../events/index.ts';
import { findBook, insertBook } from '../batch/book-store.ts';
import { applyRecord, type FoldedEntry } from '../ledger/fold.ts';
import { type BookHead, followHead, type LedgerRecord, parseRecord } from '../ledger/record.ts';
import { findRegister, type RegisterRow } from '../registers.ts';

/** Up to which number the book may have been given out before the restore. */
export type LostNumbersCommand = { register: string; year: number; lastIssued: number };

/** What was written as lost: numbers from–to, and of each sub-register the numbers that may have gone with them. */
export type LostNumbers = {
  register: string;
  year: number;
  from: number;
  to: number;
  subNumbers: Readonly<Record<string, { from: number; to: number }>>;
};

/**
 * Appends to a restored book, as *pierdut la restaurare*, every number that may have been issued and that no copy has:
 * none of them is ever given again. Sub-registers go on after as many numbers. Undefined when nothing is lost.
 * Errors: `registry.register-not-found`, `registry.book-closed`.
 */
export async function recordLostNumbers(
  deps: { db: Db; clock: Clock },
  command: LostNumbersCommand,
): Promise<LostNumbers | undefined> {
  const register = await findRegister(deps.db, command.register);
  if (register === undefined) throw new AppError('not-found', 'registry.register-not-found');
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.clock.now();
    const book = await lockBook(tx, register, command.year, now);
    if (command.lastIssued <= book.lastNumber) return undefined;
    if (book.status === 'closed') throw new AppError('conflict', 'registry.book-closed');
    const at = new Date(Math.max(now.getTime(), book.lastAt.getTime()));
    const { records, rows, head } = composeLosses(book, register, { lastIssued: command.lastIssued, at });
    await write(tx, { head, records, rows });
    await recordEvent(tx, { accountId: null }, toEvent(book, head, at));
    return toLostNumbers(register, book, head);
  });
}

async function lockBook(tx: Tx, register: RegisterRow, year: number, at: Date) {
  const opening = { bookId: newId(), year, at, firstNumber: 1, by: null, reason: null };
  const found = await findBook(tx, register, year, { lock: true });
  if (found) return found;
  await insertBook(tx, register, opening);
  const made = await findBook(tx, register, year, { lock: true });
  if (made === undefined) throw new Error('the book was not opened');
  return made;
}

function composeLosses(
  book: BookHead,
  register: RegisterRow,
  { lastIssued, at }: { lastIssued: number; at: Date },
): { records: LedgerRecord[]; rows: FoldedEntry[]; head: BookHead } {
  const on = toLegalTime(at).date;
  const [records, rows]: [LedgerRecord[], FoldedEntry[]] = [[], []];
  let head = book;
  while (head.lastNumber < lastIssued) {
    const number = head.lastNumber + 1;
    const subs = nextOfEach(register, head.subNumbers);
    const fields = { entry: newId(), on, subs };
    const { record, next } = followHead(head, at, {
      kind: 'lost',
      number,
      by: null,
      fields,
      commitments: {},
    });
    head = { ...next, lastNumber: number, subNumbers: { ...head.subNumbers, ...subs } };
    records.push(record);
    rows.push(applyRecord(undefined, parseRecord(record.body), () => ''));
  }
  return { records, rows, head };
}

const nextOfEach = (
  register: RegisterRow,
  current: Readonly<Record<string, number>>,
): Record<string, number> =>
  Object.fromEntries(register.subRegisters.map(({ code }) => [code, (current[code] ?? 0) + 1]));

async function write(
  tx: Tx,
  { head, records, rows }: { head: BookHead; records: LedgerRecord[]; rows: FoldedEntry[] },
) {
  await sql`
    UPDATE books SET last_number = ${head.lastNumber}, last_seq = ${head.lastSeq}, last_at = ${head.lastAt},
      last_hash = decode(${head.lastHash}, 'hex'), sub_numbers = ${JSON.stringify(head.subNumbers)}
    WHERE books.id = ${head.bookId}
  `.execute(tx);
  await sql`
    INSERT INTO ledger_records (book_id, seq, kind, number, at, format, body, hash)
    SELECT ${head.bookId}, record.seq, record.kind, record.number, record.at, 1, convert_to(record.body, 'UTF8'),
      decode(record.hash, 'hex')
    FROM json_to_recordset(${JSON.stringify(records)}::json)
      AS record(seq bigint, kind text, number int, at timestamptz, body text, hash text)
  `.execute(tx);
  // Nobody looks for the same paper among them: the fingerprint is a place holder.
  await sql`
    INSERT INTO entries (id, book_id, number, record_seq, status, direction, channel, registered_at, registered_on,
      registered_by, issuer, subject, fingerprint, sheets, annexes, annul_reason, annulled_by, annulled_at)
    SELECT lost.id, ${head.bookId}, lost.number, lost.record_seq, lost.status, lost.direction, lost.channel,
      lost.registered_at, lost.registered_on, lost.registered_by, lost.issuer, lost.subject, ''::bytea, lost.sheets,
      lost.annexes, lost.annul_reason, lost.annulled_by, lost.annulled_at
    FROM json_populate_recordset(NULL::entries, ${JSON.stringify(rows)}::json) AS lost
  `.execute(tx);
}

const toEvent = (book: BookHead, head: BookHead, at: Date) =>
  ({
    type: 'book.numbers-lost',
    at,
    subjectType: 'book',
    subjectId: book.bookId,
    data: { from: book.lastNumber + 1, to: head.lastNumber },
  }) as const;

function toLostNumbers(register: RegisterRow, book: BookHead, head: BookHead): LostNumbers {
  const subNumbers = register.subRegisters.map(({ code }) => [
    code,
    { from: (book.subNumbers[code] ?? 0) + 1, to: head.subNumbers[code] ?? 0 },
  ]);
  return {
    register: register.code,
    year: book.year,
    from: book.lastNumber + 1,
    to: head.lastNumber,
    subNumbers: Object.fromEntries(subNumbers),
  };
}
