import { sql } from 'kysely';
import { sha256, toCanonicalJson } from '../../../platform/crypto/canonical-hash.ts';
import type { Db } from '../../../platform/db.ts';
import { genesisHash, parseRecord, type RecordBody } from '../ledger/record.ts';
import type { Finding } from './finding.ts';

/** A book as its row in `books` describes it. */
export type BookRow = {
  id: string;
  register: string;
  year: number;
  first_number: number;
  last_number: number;
  last_seq: number;
  last_hash: string;
  last_at: Date;
  sub_numbers: Record<string, number>;
  status: 'open' | 'closed';
};

type StoredRecord = {
  seq: number;
  kind: string;
  number: number | null;
  at: Date;
  body: Buffer;
  hash: string;
};

const pageSize = 5_000;

/** Walks the whole chain of a book; the first thing wrong, or undefined. Also answers how many records it read. */
export async function verifyChain(
  db: Db,
  book: BookRow,
): Promise<{ finding: Finding | undefined; records: number }> {
  const walk = chainWalk(book);
  for (let after = 0; ; ) {
    const page = await readRecords(db, book.id, after);
    for (const record of page) {
      const finding = walk.step(record);
      if (finding) return { finding, records: walk.records() };
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.seq;
  }
  return { finding: walk.end(), records: walk.records() };
}

async function readRecords(db: Db, bookId: string, after: number): Promise<StoredRecord[]> {
  const { rows } = await sql<StoredRecord>`
    SELECT ledger_records.seq, ledger_records.kind, ledger_records.number, ledger_records.at, ledger_records.body,
      encode(ledger_records.hash, 'hex') AS hash
    FROM ledger_records WHERE ledger_records.book_id = ${bookId} AND ledger_records.seq > ${after}
    ORDER BY ledger_records.seq LIMIT ${pageSize}
  `.execute(db);
  return rows;
}

// A registration takes the number of one sub-register at most; a lost number takes the next of each, for it may have had any.
function subNumbersOf(body: RecordBody): { code: string; number: number }[] {
  if (body.kind === 'lost')
    return Object.entries(body.fields.subs as Record<string, number>).map(([code, number]) => ({
      code,
      number,
    }));
  const sub = body.fields.sub as { code: string; number: number } | null;
  return sub === null ? [] : [sub];
}

function chainWalk(book: BookRow) {
  const name = `${book.register}/${book.year}`;
  let count = 0;
  let prev = genesisHash(book.register, book.year);
  let hour = 0;
  let lastNumber = book.first_number - 1;
  const subNumbers: Record<string, number> = {};
  const annulled = new Set<number>();
  let closed = false;

  function step(record: StoredRecord): Finding | undefined {
    count++;
    const at = (check: Finding['check'], detail: string): Finding => ({
      check,
      place: `${name}, înregistrarea de lanț ${record.seq}${record.number ? ` (nr. ${record.number})` : ''}`,
      detail,
    });
    if (record.seq !== count) return at('sequence', `lipsește înregistrarea de lanț ${count}`);
    if (sha256(record.body).toString('hex') !== record.hash)
      return at('record-hash', 'octeții nu dau amprenta păstrată');
    const body = readBody(record.body);
    if (body === undefined || !sameAsColumns(record, body, name))
      return at('record-form', 'octeții spun altceva decât coloanele');
    if (body.prev !== prev) return at('chain', 'nu continuă înregistrarea dinainte');
    if (record.at.getTime() < hour) return at('hour', 'ora este mai mică decât a celei dinainte');
    prev = record.hash;
    hour = record.at.getTime();
    return followClosing(body, at) ?? followNumbers(body, at);
  }

  // The closing record says what the chain before it holds, and nothing but lawful erasures follow it.
  function followClosing(body: RecordBody, at: (check: Finding['check'], detail: string) => Finding) {
    if (closed && body.kind !== 'erased') return at('closing', 'registrul era închis');
    if (body.number !== null && (body.kind === 'annulled' || body.kind === 'lost')) annulled.add(body.number);
    if (body.kind !== 'closed') return undefined;
    closed = true;
    const expected = {
      first: book.first_number,
      last: lastNumber,
      count: lastNumber - book.first_number + 1,
      annulled: [...annulled].sort((one, other) => one - other).join(','),
    };
    return toCanonicalJson(body.fields) === toCanonicalJson(expected)
      ? undefined
      : at('closing', 'închiderea spune altceva decât registrul');
  }

  function followNumbers(body: RecordBody, at: (check: Finding['check'], detail: string) => Finding) {
    if (body.kind === 'opened' && body.fields.first !== book.first_number)
      return at('number', 'primul număr al registrului diferă');
    if (body.kind !== 'registered' && body.kind !== 'lost') return undefined;
    if (body.number !== lastNumber + 1) return at('number', `după ${lastNumber} urmează ${body.number}`);
    lastNumber = body.number;
    for (const { code, number } of subNumbersOf(body)) {
      const expected = (subNumbers[code] ?? 0) + 1;
      if (number !== expected)
        return at('sub-number', `în subregistrul ${code} se aștepta ${expected}, nu ${number}`);
      subNumbers[code] = expected;
    }
    return undefined;
  }

  function end(): Finding | undefined {
    const same =
      book.last_seq === count &&
      book.last_hash === prev &&
      book.last_number === lastNumber &&
      book.last_at.getTime() === hour &&
      toCanonicalJson(book.sub_numbers) === toCanonicalJson(subNumbers);
    if (same && closed !== (book.status === 'closed'))
      return { check: 'closing', place: name, detail: 'starea registrului nu este cea din lanț' };
    return same
      ? undefined
      : {
          check: 'book-head',
          place: name,
          detail: 'capul registrului nu este ultima înregistrare a lanțului',
        };
  }

  return { step, end, records: () => count };
}

/** Undefined for what is no record: it cannot be parsed, or it is not canonical and could hide a second reading. */
export function readBody(bytes: Buffer): RecordBody | undefined {
  try {
    const body = parseRecord(bytes.toString('utf8'));
    return Buffer.from(toCanonicalJson(body)).equals(bytes) ? body : undefined;
  } catch {
    return undefined;
  }
}

function sameAsColumns(record: StoredRecord, body: RecordBody, name: string): boolean {
  return (
    body.book === name &&
    body.seq === record.seq &&
    body.kind === record.kind &&
    body.number === record.number &&
    body.at === record.at.toISOString()
  );
}
