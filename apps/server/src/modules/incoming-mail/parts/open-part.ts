import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type { MailReader } from '../../../platform/mail/parse/mail-reader.ts';
import type { Previews } from '../../../platform/preview/previews.ts';
import { type FileGuard, type OpenedDocument, toShownPages } from '../../documents/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { SealedRegisters } from '../../parties/index.ts';
import { incomingMailText } from '../incoming-mail-text.ts';
import { messageSight } from '../sight.ts';

/** What showing messages stands on. */
export type PartDeps = {
  readonly db: Db;
  readonly files: FileStore;
  readonly previews: Previews;
  readonly reader: MailReader;
  readonly sealedRegisters: SealedRegisters;
  readonly fileGuard: FileGuard;
};

type Stored = { sha256: string; size: number; mediaType: string; pages: number | null; name: string | null };

/** The message as received. Errors: `incoming-mail.not-found`, `document.damaged`. */
export async function openMessage(deps: PartDeps, actor: Actor, id: string): Promise<OpenedDocument> {
  const { visible } = await messageSight(deps, actor);
  const { rows } = await sql<Stored>`
    SELECT incoming_messages.raw_sha256 AS sha256, incoming_messages.raw_size AS size,
      'message/rfc822' AS "mediaType", 0 AS pages, NULL AS name
    FROM incoming_messages WHERE incoming_messages.id = ${id} AND ${visible}
  `.execute(deps.db);
  const [stored] = rows;
  if (stored === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
  return await openStored(deps, { ...stored, name: incomingMailText('document.raw') });
}

/** A part to be saved. Errors: `incoming-mail.not-found`, `document.damaged`, and those of the `FileGuard`. */
export async function openPart(
  deps: PartDeps,
  actor: Actor,
  asked: { id: string; ordinal: number },
): Promise<OpenedDocument> {
  return await openStored(deps, await requirePart(deps, actor, asked));
}

/** PNG of one page of a part, from 1. Errors as above, and `document.no-preview`. */
export async function renderPartPage(
  deps: PartDeps,
  actor: Actor,
  asked: { id: string; ordinal: number; page: number },
): Promise<Uint8Array> {
  const { sha256, mediaType, pages } = await requirePart(deps, actor, asked);
  await deps.fileGuard.requireOpenable(sha256);
  if (asked.page > toShownPages({ mediaType, pages })) throw new AppError('not-found', 'document.no-preview');
  const png = await deps.files.withLocalCopy(sha256, (path) =>
    deps.previews.renderPage({ sha256, path, mediaType }, asked.page),
  );
  return png ?? refuseDamaged(sha256);
}

/**
 * The page of a message, fit to be framed: nothing of it runs, fetches, asks or leaves its frame. Errors:
 * `incoming-mail.not-found`, also when it has none; `document.no-preview` when it cannot be made fit.
 */
export async function showPage(deps: PartDeps, actor: Actor, id: string): Promise<string> {
  const { visible } = await messageSight(deps, actor);
  const { rows } = await sql<{ kind: string; sha256: string; media_type: string; content_id: string | null }>`
    SELECT incoming_parts.kind, incoming_parts.sha256, incoming_parts.media_type, incoming_parts.content_id
    FROM incoming_parts JOIN incoming_messages ON incoming_messages.id = incoming_parts.message_id
    WHERE incoming_messages.id = ${id} AND ${visible} AND incoming_parts.sha256 IS NOT NULL
      AND (incoming_parts.kind = 'html' OR incoming_parts.content_id IS NOT NULL
        AND incoming_parts.media_type IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp')
        AND incoming_parts.size <= ${largestPicture})
    ORDER BY incoming_parts.ordinal LIMIT ${mostPictures}
  `.execute(deps.db);
  const page = rows.find(({ kind }) => kind === 'html');
  if (page === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
  const pictures = rows.filter(({ kind }) => kind !== 'html');
  const clean = await withPaths(
    deps.files,
    [page, ...pictures].map(({ sha256 }) => sha256),
    (paths) =>
      deps.reader.cleanPage(
        paths[0] ?? '',
        pictures.map(({ content_id, media_type }, index) => ({
          ...{ contentId: content_id ?? '', mediaType: media_type, path: paths[index + 1] ?? '' },
        })),
      ),
  );
  if (clean === undefined) throw new AppError('not-found', 'document.no-preview');
  return `<!doctype html><html lang="ro"><head><meta charset="utf-8"><title>E-mail</title></head><body>${clean.html}</body></html>`;
}

const largestPicture = 2 * 1024 * 1024;
const mostPictures = 30;

// Each file is on this machine while the one before is: copies of a bucket's are let go when the work is done.
async function withPaths<T>(
  files: FileStore,
  hashes: readonly string[],
  use: (paths: string[]) => Promise<T>,
  paths: readonly string[] = [],
): Promise<T> {
  const [first, ...rest] = hashes;
  if (first === undefined) return await use([...paths]);
  const found = await files.withLocalCopy(first, async (path) => ({
    value: await withPaths(files, rest, use, [...paths, path]),
  }));
  return (found ?? refuseDamaged(first)).value;
}

async function requirePart(
  deps: PartDeps,
  actor: Actor,
  { id, ordinal }: { id: string; ordinal: number },
): Promise<Stored> {
  const { visible } = await messageSight(deps, actor);
  const { rows } = await sql<Stored>`
    SELECT incoming_parts.sha256, incoming_parts.size, incoming_parts.media_type AS "mediaType",
      blobs.preview_pages AS pages, incoming_parts.name
    FROM incoming_parts
    JOIN incoming_messages ON incoming_messages.id = incoming_parts.message_id
    JOIN blobs ON blobs.sha256 = incoming_parts.sha256
    WHERE incoming_messages.id = ${id} AND incoming_parts.ordinal = ${ordinal} AND ${visible}
  `.execute(deps.db);
  const [part] = rows;
  if (part === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
  return part;
}

async function openStored(
  deps: PartDeps,
  { sha256, size, mediaType, name }: Stored,
): Promise<OpenedDocument> {
  await deps.fileGuard.requireOpenable(sha256);
  const bytes = await deps.files.open(sha256);
  if (bytes === undefined) return refuseDamaged(sha256);
  return { name: name ?? incomingMailText('document.text'), size, mediaType, bytes };
}

function refuseDamaged(sha256: string): never {
  throw new AppError('dependency', 'document.damaged', { message: `no bytes under ${sha256}` });
}
