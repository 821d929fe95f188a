import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { smallCopyTarget, typesOfWork } from './works-of-types.ts';

/**
 * Has these files worked on, each content once whoever asks; in the transaction that keeps them, after their rows in
 * `blobs`. What was asked before stays as it is. The works begin after the commit, behind everything else.
 */
export async function requestProcessing(tx: Db | Tx, sha256s: readonly string[]): Promise<void> {
  if (sha256s.length === 0) return;
  await sql`
    INSERT INTO file_works (sha256, kind, requested_at, due_at)
    SELECT blobs.sha256, work.kind, now(), now()
    FROM blobs
    JOIN jsonb_to_recordset(${JSON.stringify(wantedWorks)}::jsonb) AS work(kind text, types jsonb)
      ON work.types IS NULL OR work.types ? blobs.media_type
    WHERE blobs.sha256 = ANY (${[...new Set(sha256s)]}::text[])
      AND (work.kind <> 'small' OR blobs.size > ${smallCopyTarget})
    ORDER BY blobs.sha256, work.kind
    ON CONFLICT (sha256, kind) DO NOTHING
  `.execute(tx);
}

/**
 * Has the antivirus look at what is no document yet; in the transaction that keeps it. The end of a check that is under
 * way waits for that transaction: whoever follows the end (`FileCheckSubscriber`) finds what the transaction wrote.
 */
export async function requestCheck(tx: Tx, sha256: string): Promise<void> {
  await sql`
    INSERT INTO file_works (sha256, kind, requested_at, due_at) VALUES (${sha256}, 'antivirus', now(), now())
    ON CONFLICT (sha256, kind) DO NOTHING
  `.execute(tx);
  await sql`
    SELECT FROM file_works WHERE file_works.sha256 = ${sha256} AND file_works.kind = 'antivirus' FOR SHARE
  `.execute(tx);
}

const wantedWorks = Object.entries(typesOfWork).map(([kind, types]) => ({ kind, types }));

/** Asks for the PDF/A copy of a file that was read. */
export async function requestArchive(tx: Tx, sha256: string): Promise<void> {
  await sql`
    INSERT INTO file_works (sha256, kind, requested_at, due_at) VALUES (${sha256}, 'archive', now(), now())
    ON CONFLICT (sha256, kind) DO NOTHING
  `.execute(tx);
}

const mostAtOnce = 500;

/** Asks for what documents hold and nobody asked for: kept before there were works, or made by ourselves. */
export async function requestMissing(db: Db): Promise<number> {
  const { rows } = await sql<{ sha256: string }>`
    SELECT DISTINCT document_files.sha256 FROM document_files
    WHERE NOT EXISTS (SELECT FROM file_works WHERE file_works.sha256 = document_files.sha256)
    LIMIT ${mostAtOnce}
  `.execute(db);
  await requestProcessing(
    db,
    rows.map(({ sha256 }) => sha256),
  );
  return rows.length;
}
