import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';

/** How much a sweep took away. */
export type Swept = { readonly uploads: number; readonly temporary: number; readonly bytes: number };

/** A column of a module above that names bytes, and keeps them: `<table>.<column>`, with an index. */
export type NamingColumn = `${string}.${string}`;

/** What a sweep stands on; `alsoNamedIn`: who keeps bytes besides uploads and documents, wired in `upkeep.ts`. */
type SweepDeps = { db: Db; files: FileStore; alsoNamedIn?: readonly NamingColumn[] };

const graceMs = 24 * 60 * 60 * 1000;
const pageSize = 500;

// Looking at everything is dear, and what only it can find was left by a crash: once a day for each store is enough.
const lastFullPass = new WeakMap<FileStore, number>();

/**
 * Removes what a day has shown to be nobody's: uploads used or expired, files half received, bytes that no row names.
 * Any number of sweeps and uploads may run at once: whoever takes or removes bytes holds the lock on their row first.
 */
export async function sweepOrphans(deps: SweepDeps, now: Date): Promise<Swept> {
  const before = new Date(now.getTime() - graceMs);
  const temporary = await deps.files.sweepTemporary(before);
  const spent = await deleteSpentUploads(deps.db, before);
  let bytes = await removeEachIfUnnamed(deps, { candidates: new Set(spent), before });
  if ((lastFullPass.get(deps.files) ?? 0) <= before.getTime()) {
    bytes += await removeEachIfUnnamed(deps, { candidates: await listUnnamed(deps, before), before });
    bytes += await sweepUnnamedBytes(deps, before);
    lastFullPass.set(deps.files, now.getTime());
  }
  return { uploads: spent.length, temporary, bytes };
}

// A day after their end, so that their bytes have the age at which they may go with them.
async function deleteSpentUploads(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    DELETE FROM uploads WHERE expires_at < ${before} OR used_at < ${before} RETURNING sha256
  `.execute(db);
  return rows.map((row) => row.sha256);
}

/** True in a statement for bytes that nobody names. */
const isUnnamed = ({ alsoNamedIn = [] }: SweepDeps) =>
  sql.join(
    ['uploads.sha256', 'document_files.sha256', 'blobs.shown_as', ...alsoNamedIn].map((place) => {
      const [table = '', column = ''] = place.split('.');
      const named = sql.ref(`naming.${column}`);
      return sql`NOT EXISTS (SELECT FROM ${sql.table(table)} AS naming WHERE ${named} = blobs.sha256)`;
    }),
    sql` AND `,
  );

async function listUnnamed(deps: SweepDeps, before: Date): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    SELECT blobs.sha256 FROM blobs
    WHERE blobs.stored_at < ${before} AND ${isUnnamed(deps)}
  `.execute(deps.db);
  return rows.map((row) => row.sha256);
}

async function removeEachIfUnnamed(
  deps: SweepDeps,
  { candidates, before }: { candidates: Iterable<string>; before: Date },
): Promise<number> {
  let removed = 0;
  for (const sha256 of candidates) {
    removed += await deps.db.transaction().execute((tx) => removeIfUnnamed(tx, deps, { sha256, before }));
  }
  return removed;
}

async function removeIfUnnamed(
  tx: Tx,
  deps: SweepDeps,
  target: { sha256: string; before: Date },
): Promise<number> {
  const { sha256, before } = target;
  const locked = await sql`
    SELECT FROM blobs WHERE sha256 = ${sha256} AND stored_at < ${before} FOR UPDATE SKIP LOCKED
  `.execute(tx);
  if (locked.rows.length === 0) return 0;
  // A statement of its own: only now, with the lock in hand, does its snapshot show what was committed before.
  const { numAffectedRows } = await sql`
    DELETE FROM blobs WHERE sha256 = ${sha256} AND ${isUnnamed(deps)}
  `.execute(tx);
  if (!numAffectedRows) return 0;
  await deps.files.remove(sha256);
  return 1;
}

// Bytes without a row: left by a crash between the store and the database.
async function sweepUnnamedBytes(deps: { db: Db; files: FileStore }, before: Date): Promise<number> {
  let removed = 0;
  for await (const page of inPages(deps.files.listOlderThan(before))) {
    const { rows } = await sql<{ sha256: string }>`
      SELECT sha256 FROM unnest(${page}::text[]) AS found(sha256)
      WHERE NOT EXISTS (SELECT FROM blobs WHERE blobs.sha256 = found.sha256)
    `.execute(deps.db);
    for (const { sha256 } of rows) removed += await removeUnderPlaceholder(deps, { sha256, before });
  }
  return removed;
}

class Undone extends Error {}

// A row that is never committed is the lock: an upload of the same bytes waits for it, then stores them anew.
async function removeUnderPlaceholder(
  deps: { db: Db; files: FileStore },
  target: { sha256: string; before: Date },
): Promise<number> {
  let removed = 0;
  const work = deps.db.transaction().execute(async (tx) => {
    const { numAffectedRows } = await sql`
      INSERT INTO blobs (sha256, size, media_type, stored_at)
      VALUES (${target.sha256}, 1, 'application/octet-stream', ${target.before}) ON CONFLICT DO NOTHING
    `.execute(tx);
    if (numAffectedRows) {
      await deps.files.remove(target.sha256);
      removed = 1;
    }
    throw new Undone();
  });
  await work.catch((error) => {
    if (!(error instanceof Undone)) throw error;
  });
  return removed;
}

async function* inPages(items: AsyncIterable<string>): AsyncGenerator<string[]> {
  let page: string[] = [];
  for await (const item of items) {
    if (page.push(item) < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
