import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { listLost } from '../../documents/index.ts';
import { verifySeals } from '../../events/index.ts';
import { verifyHeadLines } from '../heads/verify-head-lines.ts';
import type { Finding, VerifyPart } from './finding.ts';
import { type BookRow, verifyChain } from './verify-chain.ts';
import { verifyDocuments } from './verify-documents.ts';
import { verifyEntries } from './verify-entries.ts';

/** Which books; all of them when nothing is named. `against` are lines of a `heads.jsonl` kept by a witness. */
export type VerifyQuestion = {
  register?: string | undefined;
  year?: number | undefined;
  against?: readonly string[] | undefined;
};

/** What was verified of each book, and the first thing wrong in each place (none: everything holds). */
export type VerifyReport = {
  books: { register: string; year: number; records: number; numbers: number }[];
  findings: Finding[];
  /** Files that a restore wrote down as lost, of the books that were asked for. */
  lostFiles: number;
};

/**
 * The register proves itself: chain, values, rows, files, journals and signed heads. Reads only; a running server
 * goes on. Runs as the owner's command, over confidential books too.
 */
export async function verifyRegistry(
  deps: { db: Db; files: FileStore; sealPublicKey: string; verifyParts?: readonly VerifyPart[] },
  question: VerifyQuestion,
): Promise<VerifyReport> {
  const report: VerifyReport = { books: [], findings: [], lostFiles: 0 };
  const checkedFiles = { read: new Set<string>(), lost: await listLost(deps.db), gone: new Set<string>() };
  for (const book of await readBooks(deps.db, question)) {
    const chain = await verifyChain(deps.db, book);
    const findings = [
      chain.finding,
      chain.finding ? undefined : await verifyEntries(deps.db, book),
      await verifyDocuments(deps, book, checkedFiles),
    ];
    report.findings.push(...findings.filter((finding) => finding !== undefined));
    const numbers = book.last_number - book.first_number + 1;
    report.books.push({ register: book.register, year: book.year, records: chain.records, numbers });
  }
  report.lostFiles = checkedFiles.gone.size;
  report.findings.push(...(await verifySeals(deps.db)).map((seal) => ({ ...seal })));
  report.findings.push(...(await verifyHeadLines(deps, question.against)));
  for (const part of deps.verifyParts ?? []) report.findings.push(...(await part(deps.db)));
  return report;
}

/** The books that a question names, as their rows describe them. */
export async function readBooks(db: Db, { register, year }: VerifyQuestion): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`
    SELECT books.id, registers.code AS register, books.year, books.first_number, books.last_number, books.last_seq,
      encode(books.last_hash, 'hex') AS last_hash, books.last_at, books.sub_numbers, books.status
    FROM books JOIN registers ON registers.id = books.register_id
    WHERE (${register ?? null}::text IS NULL OR registers.code = ${register ?? null})
      AND (${year ?? null}::int IS NULL OR books.year = ${year ?? null})
    ORDER BY registers.code, books.year
  `.execute(db);
  return rows;
}
