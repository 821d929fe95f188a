import { sql } from 'kysely';
import { sha256 } from '../../../platform/crypto/canonical-hash.ts';
import type { Db } from '../../../platform/db.ts';
import { genesisHash, parseRecord } from '../ledger/record.ts';

/** A head that was signed: where in the chain, its hash, and when. */
export type SealedHead = { seq: number; hash: string; signedAt: Date };

/** The signed heads around a record, and whether the chain between them is whole. `after` comes the next night. */
export type BetweenHeads = { before: SealedHead | undefined; after: SealedHead | undefined; whole: boolean };

export type RecordPlace = { bookId: string; register: string; year: number; seq: number; hash: string };

const keptForMs = 10 * 60_000;
const keptSegments = 500;
const pageSize = 5_000;

/**
 * Checks one record between the two signed heads around it, never a whole chain. A stretch that was found whole is
 * remembered for ten minutes: thousands of receipts of one day cost one walk.
 */
export function betweenHeadsChecker(db: Db, now: () => number = () => performance.now()) {
  const kept = new Map<string, { until: number; whole: Promise<boolean> }>();
  return async (place: RecordPlace): Promise<BetweenHeads> => {
    const { before, after } = await findHeads(db, place);
    const from = before ?? { seq: 0, hash: genesisHash(place.register, place.year) };
    const to = after ?? { seq: place.seq, hash: place.hash };
    const key = `${place.bookId} ${from.seq} ${to.seq} ${to.hash}`;
    const known = kept.get(key);
    if (known && known.until > now()) return { before, after, whole: await known.whole };
    const whole = isWhole(db, place.bookId, from, to);
    if (kept.size >= keptSegments) kept.clear();
    kept.set(key, { until: now() + keptForMs, whole });
    whole.catch(() => kept.delete(key));
    return { before, after, whole: await whole };
  };
}

type End = { seq: number; hash: string };

async function isWhole(db: Db, bookId: string, from: End, to: End): Promise<boolean> {
  let last = from;
  while (last.seq < to.seq) {
    const page = await readRecords(db, bookId, last.seq, to.seq);
    if (page.length === 0) return false;
    for (const record of page) {
      const hash = sha256(record.body).toString('hex');
      if (record.seq !== last.seq + 1 || hash !== record.hash) return false;
      if (parseRecord(record.body.toString('utf8')).prev !== last.hash) return false;
      last = { seq: record.seq, hash };
    }
  }
  return last.seq === to.seq && last.hash === to.hash;
}

async function readRecords(db: Db, bookId: string, after: number, upTo: number) {
  const { rows } = await sql<{ seq: number; body: Buffer; hash: string }>`
    SELECT ledger_records.seq, ledger_records.body, encode(ledger_records.hash, 'hex') AS hash FROM ledger_records
    WHERE ledger_records.book_id = ${bookId} AND ledger_records.seq > ${after} AND ledger_records.seq <= ${upTo}
    ORDER BY ledger_records.seq LIMIT ${pageSize}
  `.execute(db);
  return rows;
}

async function findHeads(db: Db, place: RecordPlace) {
  const { rows } = await sql<SealedHead & { side: 'before' | 'after' }>`
    (SELECT 'before' AS side, book_heads.seq, encode(book_heads.hash, 'hex') AS hash, head_lines.signed_at AS "signedAt"
      FROM book_heads JOIN head_lines ON head_lines.day = book_heads.day
      WHERE book_heads.book_id = ${place.bookId} AND book_heads.seq < ${place.seq} ORDER BY book_heads.seq DESC, book_heads.day LIMIT 1)
    UNION ALL
    (SELECT 'after' AS side, book_heads.seq, encode(book_heads.hash, 'hex') AS hash, head_lines.signed_at AS "signedAt"
      FROM book_heads JOIN head_lines ON head_lines.day = book_heads.day
      WHERE book_heads.book_id = ${place.bookId} AND book_heads.seq >= ${place.seq} ORDER BY book_heads.seq, book_heads.day LIMIT 1)
  `.execute(db);
  return {
    before: rows.find((row) => row.side === 'before'),
    after: rows.find((row) => row.side === 'after'),
  };
}
