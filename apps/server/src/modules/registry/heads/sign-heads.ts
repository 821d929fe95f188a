import { type KeyObject, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import { type HeadLine, keyName, lineHash, type SignedHead, sealedHash, signLine } from './head-line.ts';

/** What the first line of all follows. */
export const firstLinePrev = '0'.repeat(64);

type Head = SignedHead & { book_id: string; confidential: boolean; moved: boolean };

/**
 * Signs the heads of all books as they stood when `day` ended, once; undefined when the day was signed already or is
 * not over. Runs nightly and at start: a night missed is signed the next morning.
 */
export async function signHeads(
  deps: { db: Db; sealKey: KeyObject },
  day: string,
  now: Date,
): Promise<string | undefined> {
  if (day >= toLegalTime(now).date) return undefined;
  return deps.db.transaction().execute(async (tx) => {
    const last = await readLastLine(tx);
    if (last !== undefined && last.day >= day) return undefined;
    const heads = await readHeads(tx, day);
    const nonce = randomBytes(32);
    const line: HeadLine = {
      format: 1,
      day,
      signedAt: now.toISOString(),
      books: heads.filter((head) => !head.confidential && head.moved).map(toSigned),
      sealed: sealedHash(nonce, heads.filter((head) => head.confidential).map(toSigned)),
      prev: last === undefined ? firstLinePrev : lineHash(last.line),
      key: keyName(deps.sealKey),
    };
    const text = signLine(line, deps.sealKey);
    // Two processes at once: the second finds the day taken, and its whole transaction goes.
    await sql`INSERT INTO head_lines (day, line, nonce, signed_at) VALUES (${day}, ${text}, ${nonce}, ${now})`.execute(
      tx,
    );
    for (const head of heads) await insertHead(tx, day, head);
    const subject = heads[0]?.book_id;
    if (subject) {
      await recordEvent(
        tx,
        { accountId: null },
        { type: 'heads.signed', at: now, subjectType: 'book', subjectId: subject, data: { day } },
      );
    }
    return text;
  });
}

const toSigned = ({ register, year, seq, number, hash }: Head): SignedHead => ({
  register,
  year,
  seq,
  number,
  hash,
});

async function readLastLine(tx: Tx): Promise<{ day: string; line: string } | undefined> {
  const { rows } = await sql<{ day: string; line: string }>`
    SELECT head_lines.day, head_lines.line FROM head_lines ORDER BY head_lines.day DESC LIMIT 1
  `.execute(tx);
  return rows[0];
}

async function readHeads(tx: Tx, day: string): Promise<Head[]> {
  const { rows } = await sql<Head>`
    SELECT books.id AS book_id, registers.code AS register, books.year, last.seq, encode(last.hash, 'hex') AS hash,
      coalesce((SELECT entries.number FROM entries WHERE entries.book_id = books.id AND entries.record_seq <= last.seq
        ORDER BY entries.record_seq DESC LIMIT 1), books.first_number - 1) AS number,
      registers.kind = 'confidential' AS confidential,
      last.seq > coalesce((SELECT max(book_heads.seq) FROM book_heads WHERE book_heads.book_id = books.id), 0) AS moved
    FROM books
    JOIN registers ON registers.id = books.register_id
    JOIN LATERAL (SELECT ledger_records.seq, ledger_records.hash FROM ledger_records
      WHERE ledger_records.book_id = books.id
        AND ledger_records.at < ((${day}::date + 1)::timestamp AT TIME ZONE 'Europe/Bucharest')
      ORDER BY ledger_records.seq DESC LIMIT 1) AS last ON true
    ORDER BY registers.code, books.year
  `.execute(tx);
  return rows;
}

async function insertHead(tx: Tx, day: string, head: Head) {
  await sql`
    INSERT INTO book_heads (book_id, day, seq, hash) VALUES (${head.book_id}, ${day}, ${head.seq}, decode(${head.hash}, 'hex'))
  `.execute(tx);
}
