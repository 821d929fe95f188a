import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import {
  type DocumentDeps,
  documentWrites,
  planDocuments,
  receiveUpload,
  toDocumentRows,
} from '../src/modules/documents/index.ts';
import type { Actor } from '../src/modules/identity/index.ts';
import { type Db, namedQuery } from '../src/platform/db.ts';
import { openLocalFileStore } from '../src/platform/files/local-file-store.ts';
import { newId } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { createPreviews } from '../src/platform/preview/previews.ts';
import { aClock, type StillClock } from './a-clock.ts';

/** Documents on a real store in a folder of the test's own, with true previews and a clock that stands still. */
export type SomeDocuments = DocumentDeps & { clock: StillClock; root: string };

export async function someDocuments(db: Db, changes: Partial<DocumentDeps> = {}): Promise<SomeDocuments> {
  const root = await mkdtemp(join(tmpdir(), 'opis-documents-'));
  const previews = createPreviews(createLog('silent'));
  afterAll(async () => {
    previews.close();
    await rm(root, { recursive: true, force: true });
  });
  const files = await openLocalFileStore(root);
  const uploadLimits = { maxBytes: 300 * 1024 * 1024, forbiddenTypes: [] };
  return { db, files, previews, uploadLimits, root, ...changes, clock: aClock() };
}

export async function* bytesOf(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

/** An upload of the actor that waits. */
export function anUpload(
  deps: DocumentDeps,
  actor: Actor,
  given: { bytes?: string | Uint8Array; name?: string } = {},
) {
  const bytes = bytesOf(given.bytes ?? `Cerere ${newId()}`);
  return receiveUpload(deps, actor, { name: given.name ?? 'cerere.txt', bytes });
}

/** Makes documents of these uploads as the registry does, in one statement; answers the holder they belong to. */
export async function claim(deps: DocumentDeps, actor: Actor, uploadIds: readonly string[]): Promise<string> {
  const now = deps.clock.now();
  const planned = await planDocuments(deps.db, actor, { uploadIds, now });
  const holderId = newId();
  const rows = toDocumentRows(actor, planned).map((row) => ({ ...row, holder_id: holderId }));
  await writeDocuments(deps.db, { rows, now });
  return holderId;
}

/** Runs the writes of the documents module alone, as part of a statement that goes through. */
export async function writeDocuments(db: Db, { rows, now }: { rows: readonly object[]; now: Date }) {
  const writes = documentWrites({ rows: '$1', at: '$2', when: 'head' });
  const text = `WITH head AS (SELECT), ${writes} SELECT FROM head`;
  await namedQuery(db, 'some-documents', text, [JSON.stringify(rows), now]);
}
