import { Readable } from 'node:stream';
import { AppError, type MaskDocumentRequest, MaskDocumentResponse } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/masking.ro.json' with { type: 'json' };
import type { ClaimedCommand } from '../../platform/claim-command.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Papers } from '../../platform/preview/papers.ts';
import { DoneElsewhere, recallResult, rememberResult } from '../../platform/remember-result.ts';
import { addMaskedCopy, type DocumentFile, requireDocument } from '../documents/index.ts';
import { recordEvent } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import {
  actingOnEntry,
  type EntryFile,
  type RegisterDirectory,
  requireEntryFile,
} from '../registry/index.ts';

export type MaskDeps = {
  db: Db;
  clock: Clock;
  files: FileStore;
  papers: Papers;
  registers: RegisterDirectory;
};

/** Which document of which entry. */
export type DocumentKey = { register: string; year: number; number: number; documentId: string };

const text = openTexts(messages);
const maxCopyBytes = 200 * 1024 * 1024;

/**
 * Makes a masked copy of a document: a document of its own beside the original, which stays inside (Legea 544/2001,
 * art. 12 alin. (1) lit. d) and art. 14). Whoever reads the file and works on files may. The same `requestId` again gives
 * the same copy. Errors: `document.not-found`, `identity.forbidden`, `masking.*`, `document.damaged`.
 */
export async function maskDocument(
  deps: MaskDeps,
  actor: Actor,
  { key, request }: { key: DocumentKey; request: MaskDocumentRequest },
): Promise<MaskDocumentResponse> {
  const file = await requireMaskable(deps, actor, key);
  const command = toCommand(deps, actor, { key, request });
  const done = await recallResult(deps.db, command);
  if (done) return MaskDocumentResponse.parse(done);
  const original = await requireDocument(deps.db, file.grant, key.documentId);
  if (request.regions.some(({ page }) => page > Math.max(1, original.pages ?? 1))) {
    throw new AppError('validation', 'masking.page-unknown');
  }
  const pdf = await draw(deps, original, request);
  const received = await deps.files.receive(Readable.from([pdf]), {
    maxBytes: maxCopyBytes,
    forbiddenTypes: [],
  });
  try {
    return await keep(deps, actor, { file, original, received, command });
  } finally {
    await received.discard();
  }
}

/** The file of the entry, for who may cover parts of its documents. */
export async function requireMaskable(deps: MaskDeps, actor: Actor, key: DocumentKey): Promise<EntryFile> {
  const file = await requireEntryFile(deps, actor, key);
  const works = (['case.work', 'case.assign', 'entry.amend'] as const).some((right) =>
    actor.scopes.has(right),
  );
  if (!works) throw new AppError('forbidden', 'identity.forbidden');
  return file;
}

async function draw({ files, papers }: MaskDeps, original: DocumentFile, { regions }: MaskDocumentRequest) {
  const { sha256, mediaType } = original;
  const pdf = await files.withLocalCopy(sha256, (path) => papers.mask({ sha256, path, mediaType }, regions));
  if (!pdf) throw new AppError('dependency', 'document.damaged', { message: `no bytes under ${sha256}` });
  return pdf;
}

type Drawn = {
  file: EntryFile;
  original: DocumentFile;
  received: Awaited<ReturnType<FileStore['receive']>>;
  command: ClaimedCommand;
};

const toCommand = (
  { clock }: MaskDeps,
  { accountId }: Actor,
  { key, request }: { key: DocumentKey; request: MaskDocumentRequest },
): ClaimedCommand => ({
  accountId,
  requestId: request.requestId,
  action: 'document.mask',
  body: { ...key, regions: request.regions },
  at: clock.now(),
});

async function keep(deps: MaskDeps, actor: Actor, drawn: Drawn): Promise<MaskDocumentResponse> {
  try {
    return await write(deps, actor, drawn);
  } catch (error) {
    if (error instanceof DoneElsewhere) {
      return MaskDocumentResponse.parse(await recallResult(deps.db, drawn.command));
    }
    // Somebody added another copy to the same opis at this moment: it took the place, the next one is free.
    if (isPlaceTaken(error)) return await write(deps, actor, drawn);
    throw error;
  }
}

const isPlaceTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'documents_position_unique';

async function write(deps: MaskDeps, actor: Actor, { file, original, received, command }: Drawn) {
  const { at } = command;
  const name = text('copy.name', { name: original.name.replace(/\.[a-z0-9]{1,5}$/i, '') });
  const pages = original.pages ?? 1;
  return await deps.db.transaction().execute(async (tx) => {
    const copy = { originalId: original.id, received, name, pages, at };
    const documentId = await addMaskedCopy(tx, actor, { grant: file.grant, copy });
    const acting = await actingOnEntry(tx, actor, file.place, 'read-file');
    const data = { documentId, originalId: original.id };
    await recordEvent(tx, acting, {
      type: 'document.masked',
      at,
      subjectType: 'entry',
      subjectId: file.entryId,
      data,
    });
    const result = { documentId, originalId: original.id, name, pages };
    await rememberResult(tx, command, result);
    return result;
  });
}
