import type { FileSignatures } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/** A file to examine, and since when it is known to be here. */
export type FileToExamine = { readonly sha256: string; readonly mediaType: string; readonly arrivedAt: Date };

/** The file, with the hour of its first examination if there was one; undefined when nobody names it any more. */
export async function findFileToExamine(
  db: Db,
  sha256: string,
  now: Date,
): Promise<FileToExamine | undefined> {
  const { rows } = await sql<{ media_type: string; arrived_at: Date | null }>`
    SELECT blobs.media_type, signature_reports.arrived_at FROM blobs
    LEFT JOIN signature_reports ON signature_reports.sha256 = blobs.sha256
    WHERE blobs.sha256 = ${sha256}
  `.execute(db);
  const [row] = rows;
  return row && { sha256, mediaType: row.media_type, arrivedAt: row.arrived_at ?? now };
}

/** Keeps what was found; a file that was swept meanwhile has no report. */
export async function saveReport(
  db: Db,
  { sha256, arrivedAt }: FileToExamine,
  { found, now }: { found: FileSignatures; now: Date },
): Promise<void> {
  const count = found.state === 'signed' ? found.signatures.length + found.unexamined : 0;
  const report = JSON.stringify({ signatures: found.signatures, unexamined: found.unexamined });
  await sql`
    INSERT INTO signature_reports (sha256, arrived_at, examined_at, state, signature_count, report)
    SELECT blobs.sha256, ${arrivedAt}, greatest(${now}::timestamptz, ${arrivedAt}::timestamptz), ${found.state}, ${count}, ${report}
    FROM blobs WHERE blobs.sha256 = ${sha256}
    ON CONFLICT (sha256) DO UPDATE SET examined_at = excluded.examined_at, state = excluded.state,
      signature_count = excluded.signature_count, report = excluded.report
  `.execute(db);
}

/** What is known of these files; those that nobody examined yet are not in it. */
export async function findReports(
  db: Db,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, FileSignatures>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await sql<{
    sha256: string;
    state: FileSignatures['state'];
    examined_at: Date;
    report: Pick<FileSignatures, 'signatures' | 'unexamined'>;
  }>`
    SELECT signature_reports.sha256, signature_reports.state, signature_reports.examined_at, signature_reports.report
    FROM signature_reports WHERE signature_reports.sha256 = ANY (${hashes}::text[])
  `.execute(db);
  return new Map(
    rows.map(({ sha256, state, examined_at, report }) => [
      sha256,
      { state, examinedAt: examined_at.toISOString(), ...report },
    ]),
  );
}

/** Files of a type that may be signed and that nobody examined, oldest first. */
export async function listUnexamined(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    SELECT blobs.sha256 FROM blobs
    WHERE blobs.media_type = 'application/pdf'
      AND NOT EXISTS (SELECT FROM signature_reports WHERE signature_reports.sha256 = blobs.sha256)
    ORDER BY blobs.stored_at LIMIT ${limit}
  `.execute(db);
  return rows.map(({ sha256 }) => sha256);
}

/** Files whose worth may change with a new trusted list. */
export async function listSigned(db: Db): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    SELECT signature_reports.sha256 FROM signature_reports WHERE signature_reports.state <> 'none'
  `.execute(db);
  return rows.map(({ sha256 }) => sha256);
}
