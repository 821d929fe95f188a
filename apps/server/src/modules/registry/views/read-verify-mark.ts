import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { receiptCodeOf } from '../ledger/commitment.ts';
import { readNumberHistory } from '../ledger/read-history.ts';
import { shownCode, verifyUrl } from '../print/verify-url.ts';

/** What a paper carries so that anybody may look its number up in the public pages, as the receipt does. */
export type VerifyMark = {
  number: number;
  /** Plain date. */
  registeredOn: string;
  /** `7QKD-4M2P` */
  code: string;
  /** What the QR code holds. */
  url: string;
  /** As it is typed: `lunca-alba.example/v`. */
  address: string;
};

/** The mark of an entry; null for one of a confidential register, which no public page knows, and for one that was erased. */
export async function readVerifyMark(
  { db, publicUrl }: { db: Db; publicUrl: string },
  entryId: string,
): Promise<VerifyMark | null> {
  const { rows } = await sql<{
    bookId: string;
    number: number;
    year: number;
    registeredOn: string;
    label: string;
  }>`
    SELECT entries.book_id AS "bookId", entries.number, books.year, entries.registered_on AS "registeredOn",
      registers.label_code AS label
    FROM entries JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    WHERE entries.id = ${entryId} AND registers.kind <> 'confidential'
  `.execute(db);
  const [entry] = rows;
  if (entry === undefined) return null;
  const { bookId, number, year, registeredOn, label } = entry;
  const history = await readNumberHistory(db, bookId, number);
  const salt = history.saltOf(history.records[0]?.body.commitments.subject);
  if (salt === undefined) return null;
  const code = receiptCodeOf(salt);
  const url = verifyUrl(publicUrl, [label, year, number, code]);
  return { number, registeredOn, code: shownCode(code), url, address: `${new URL(publicUrl).host}/v` };
}
