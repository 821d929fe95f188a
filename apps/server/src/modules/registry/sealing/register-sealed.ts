import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import type { Book } from '../batch/book-store.ts';
import { commit } from '../ledger/commitment.ts';
import { applyRecord, type FoldedEntry } from '../ledger/fold.ts';
import { insertRecord } from '../ledger/insert-record.ts';
import { byWhom, followHead, type RecordContent } from '../ledger/record.ts';
import { commitTexts } from './commit-texts.ts';
import type { SealingDeps } from './move-to-sealed.ts';

type Placing = { acting: Acting; target: Book; row: FoldedEntry };

/**
 * Gives the paper the next number of the sealed book, under its own id, as it reads today; an answer that had left goes
 * along in its out columns. The caller holds the lock of the book.
 */
export async function registerSealed(
  tx: Tx,
  deps: SealingDeps,
  { acting, target, row }: Placing,
): Promise<{ head: Book; row: FoldedEntry }> {
  const at = new Date(Math.max(deps.clock.now().getTime(), target.lastAt.getTime()));
  const number = target.lastNumber + 1;
  const { issuer, subject, issuer_number: issuerNumber } = row;
  const texts = commitTexts({ issuer, subject, issuerNumber });
  const documents = (await readDocuments(tx, row.id)).map((file) => commit(JSON.stringify(file)));
  const registered = followHead(target, at, {
    kind: 'registered',
    number,
    ...byWhom(acting),
    fields: fieldsOf(row, toLegalTime(at).date),
    commitments: texts.commitments,
    documents: documents.map(({ commitment }) => commitment),
  });
  await insertRecord(tx, target.bookId, registered.record, [...texts.values, ...documents]);
  const textsBehind = new Map(texts.values.map(({ commitment, value }) => [commitment, value]));
  let head: Book = { ...target, ...registered.next, lastNumber: number };
  let placed = applyRecord(undefined, registered.body, (commitment) => textsBehind.get(commitment) ?? '');
  const out = toOut(acting, number, row);
  if (out) {
    const left = followHead(head, at, out.content);
    await insertRecord(tx, target.bookId, left.record, out.values);
    head = { ...head, ...left.next };
    const textOf = new Map(out.values.map(({ commitment, value }) => [commitment, value]));
    placed = applyRecord(placed, left.body, (commitment) => textOf.get(commitment) ?? '');
  }
  await moveNumber(tx, head, deps.trustHour);
  return { head, row: placed };
}

const fieldsOf = (row: FoldedEntry, on: string): RecordContent['fields'] => ({
  entry: row.id,
  on,
  direction: row.direction,
  channel: row.channel,
  sheets: row.sheets,
  annexes: row.annexes,
  issuerDate: row.issuer_date,
  unit: null,
  category: row.category_code,
  nomenclature: row.nomenclature_code,
  sub: null,
});

function toOut(acting: Acting, number: number, row: FoldedEntry) {
  if (row.dispatched_on === null) return undefined;
  const { values, commitments } = commitTexts({ resolution: row.resolution, addressee: row.addressee });
  const fields = { dispatchedOn: row.dispatched_on };
  return { values, content: { kind: 'out' as const, number, ...byWhom(acting), fields, commitments } };
}

async function readDocuments(tx: Tx, entryId: string) {
  const { rows } = await sql<{ name: string; size: number; sha256: string }>`
    SELECT documents.name, blobs.size, blobs.sha256 FROM documents
    JOIN document_files ON document_files.document_id = documents.id AND document_files.kind = 'original'
    JOIN blobs ON blobs.sha256 = document_files.sha256
    WHERE documents.holder_type = 'entry' AND documents.holder_id = ${entryId} ORDER BY documents.position
  `.execute(tx);
  return rows.map(({ name, size, sha256 }) => ({ name, size: Number(size), sha256 }));
}

async function moveNumber(tx: Tx, head: Book, trustHour: boolean) {
  const { numAffectedRows } =
    await sql`UPDATE books SET last_number = ${head.lastNumber}, last_seq = ${head.lastSeq},
    last_hash = decode(${head.lastHash}, 'hex'), last_at = ${head.lastAt} WHERE books.id = ${head.bookId}
    AND (${trustHour}::boolean OR abs(extract(epoch FROM clock_timestamp() - ${head.lastAt}::timestamptz)) <= 2)`.execute(
      tx,
    );
  if (numAffectedRows !== 1n) throw new AppError('dependency', 'registry.clock-skew');
}
