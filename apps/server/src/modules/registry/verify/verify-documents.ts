import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { listOriginals, type OriginalFile } from '../../documents/index.ts';
import { readValues } from '../ledger/read-history.ts';
import type { Finding } from './finding.ts';
import { type BookRow, readBody } from './verify-chain.ts';

type FiledEntry = { number: number; body: Buffer; files: readonly OriginalFile[] };

/** What was read already, what a restore wrote down as lost, and which of these are not there indeed. */
export type CheckedFiles = { read: Set<string>; lost: ReadonlySet<string>; gone: Set<string> };

/**
 * Compares the documents of every entry with what its record committed to, and reads every file's bytes again. A file
 * that was lost at a restore is counted, not found wrong.
 */
export async function verifyDocuments(
  deps: { db: Db; files: FileStore },
  book: BookRow,
  checked: CheckedFiles,
): Promise<Finding | undefined> {
  for (let after = book.first_number - 1; ; ) {
    const page = await readFiledEntries(deps.db, book.id, after);
    for (const entry of page) {
      const finding = await verifyEntryFiles(deps, book, entry, checked);
      if (finding) return finding;
    }
    const last = page.at(-1);
    if (last === undefined) return undefined;
    after = last.number;
  }
}

async function verifyEntryFiles(
  deps: { db: Db; files: FileStore },
  book: BookRow,
  entry: FiledEntry,
  checked: CheckedFiles,
): Promise<Finding | undefined> {
  const place = `${book.register}/${book.year}, nr. ${entry.number}`;
  const body = readBody(entry.body);
  // What is no record any more was named by the walk along the chain.
  if (body === undefined) return undefined;
  const commitments = body.documents ?? [];
  const values = await readValues(deps.db, commitments);
  // An erased commitment no longer tells which file it was; the rest must be there, in their order.
  const promised = commitments.flatMap((commitment) => values.get(commitment)?.value ?? []);
  const kept = entry.files.map(({ name, size, sha256 }) => JSON.stringify({ name, size, sha256 }));
  if (promised.some((value) => !kept.includes(value)) || kept.length !== commitments.length) {
    return { check: 'document', place, detail: 'documentele nu sunt cele din registru' };
  }
  for (const file of entry.files) {
    const { sha256 } = file;
    if (checked.read.has(sha256) || checked.gone.has(sha256)) continue;
    if (checked.lost.has(sha256) && !(await deps.files.has(sha256))) {
      checked.gone.add(sha256);
      continue;
    }
    if (!(await sameBytes(deps.files, sha256))) {
      return { check: 'file', place, detail: `fișierul ${sha256} lipsește sau are alți octeți` };
    }
    checked.read.add(sha256);
  }
  return undefined;
}

async function sameBytes(files: FileStore, sha256: string): Promise<boolean> {
  try {
    const bytes = await files.open(sha256);
    if (bytes === undefined) return false;
    const hash = createHash('sha256');
    for await (const chunk of bytes) hash.update(chunk as Buffer);
    return hash.digest('hex') === sha256;
  } catch {
    return false;
  }
}

async function readFiledEntries(db: Db, bookId: string, after: number): Promise<FiledEntry[]> {
  const { rows } = await sql<{ id: string; number: number; body: Buffer }>`
    SELECT entries.id, entries.number, ledger_records.body
    FROM entries
    JOIN ledger_records ON ledger_records.book_id = entries.book_id AND ledger_records.seq = entries.record_seq
    WHERE entries.book_id = ${bookId} AND entries.number > ${after} AND entries.document_count > 0
    ORDER BY entries.number LIMIT 500
  `.execute(db);
  const originals = await listOriginals(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, number, body }) => ({ number, body, files: originals.get(id) ?? [] }));
}
