import { AppError, type ErrorCode, type LongWork } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import { errorText } from '../../platform/texts.ts';

type Row = {
  id: string;
  kind: string;
  params: unknown;
  label: LongWork['label'];
  state: LongWork['state'];
  stage: string | null;
  done: number;
  total: number | null;
  cancel_requested: boolean;
  error_code: ErrorCode | null;
  counts: Record<string, number>;
  file_sha256: string | null;
  file_name: string | null;
  file_size: number | null;
  media_type: string | null;
  expires_at: Date | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};

const columns =
  sql.raw(`long_works.id, long_works.kind, long_works.params, long_works.label, long_works.state,
  long_works.stage, long_works.done, long_works.total, long_works.cancel_requested, long_works.error_code,
  long_works.counts, long_works.file_sha256, long_works.file_name, long_works.file_size, long_works.media_type,
  long_works.expires_at, long_works.created_at, long_works.started_at, long_works.finished_at`);

const mostShown = 50;

/** A work as people see it, and what it was asked for: whether it may be shown is its kind's to say. */
export type AskedWork = { readonly work: LongWork; readonly params: unknown };

/** The account's own works, newest first. */
export async function listLongWorks(db: Db, accountId: string, now: Date): Promise<AskedWork[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM long_works WHERE long_works.account_id = ${accountId}
    ORDER BY long_works.created_at DESC, long_works.id DESC LIMIT ${mostShown}
  `.execute(db);
  return rows.map((row) => ({ work: toLongWork(row, now), params: row.params }));
}

/** One of the account's own works; not-found for everybody else's. */
export async function getLongWork(
  db: Db,
  asked: { accountId: string; id: string; now: Date },
): Promise<AskedWork> {
  const row = await requireRow(db, asked);
  return { work: toLongWork(row, asked.now), params: row.params };
}

/** A result that may still be fetched, and what the work was asked for. */
export type FetchableResult = {
  kind: string;
  params: unknown;
  sha256: string;
  name: string;
  size: number;
  mediaType: string;
};

/** The file of one of the account's own works. Throws `long-work.file-gone` when there is none, or no more. */
export async function requireResult(
  db: Db,
  asked: { accountId: string; id: string; now: Date },
): Promise<FetchableResult> {
  const { kind, params, file_sha256: sha256, ...row } = await requireRow(db, asked);
  const file = fileOf(row, asked.now);
  if (sha256 === null || file === null) throw new AppError('not-found', 'long-work.file-gone');
  return { kind, params, sha256, ...file };
}

async function requireRow(db: Db, { accountId, id }: { accountId: string; id: string }): Promise<Row> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM long_works WHERE long_works.id = ${id} AND long_works.account_id = ${accountId}
  `.execute(db);
  if (rows[0] === undefined) throw new AppError('not-found', 'long-work.not-found');
  return rows[0];
}

function toLongWork(row: Row, now: Date): LongWork {
  const file = fileOf(row, now);
  return {
    id: row.id,
    kind: row.kind,
    label: row.label,
    state: row.state,
    stage: row.stage,
    done: row.done,
    total: row.total,
    cancelRequested: row.cancel_requested,
    errorCode: row.error_code,
    errorText: row.error_code === null ? null : errorText(row.error_code),
    counts: row.counts,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    file: file && row.expires_at ? { ...file, expiresAt: row.expires_at.toISOString() } : null,
  };
}

type FileColumns = Pick<Row, 'file_name' | 'file_size' | 'media_type' | 'expires_at'>;

function fileOf(row: FileColumns, now: Date): { name: string; size: number; mediaType: string } | null {
  const { file_name: name, file_size: size, media_type: mediaType, expires_at: expiresAt } = row;
  const isThere =
    name !== null && size !== null && mediaType !== null && expiresAt !== null && expiresAt > now;
  return isThere ? { name, size, mediaType } : null;
}
