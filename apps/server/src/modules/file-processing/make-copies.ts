import type { FileFlag } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { ReceivedFile } from '../../platform/files/file-store.ts';
import type { ReadFile } from '../../platform/processing/file-job.ts';
import type { FileOutcome } from '../../platform/processing/file-reader.ts';
import { shrinkWithGhostscript } from '../../platform/processing/ghostscript.ts';
import { convertToPdf } from '../../platform/processing/libreoffice.ts';
import { inOwnFolder } from '../../platform/processing/own-folder.ts';
import { keepReceived, receiveMade, showAs } from '../documents/index.ts';
import type { ProcessingDeps } from './processing-deps.ts';
import { endWork, type HeldWork, type WorkEnd } from './work-store.ts';
import { smallCopyTarget } from './works-of-types.ts';

/** What came of making a copy: its bytes, or what there is to tell. */
type Made = { bytes: Uint8Array; tool: string; flags?: readonly FileFlag[] } | { flag: FileFlag };

/** Makes the PDF by whose pages an office document is shown. */
export async function makePreview(deps: ProcessingDeps, work: HeldWork, file: ReadFile): Promise<WorkEnd> {
  const { libreOffice } = deps.tools;
  // Our own reader goes first: a bomb or a sealed document is told without starting anything.
  const first = await deps.reader.run({ task: 'begin', ...file });
  if ('flag' in first && first.flag !== 'no-office-here') return { flags: [first.flag] };
  if (!libreOffice) return { flags: ['no-office-here'] };
  const made = await inOwnFolder((folder) => convertToPdf(libreOffice, { folder, path: file.path }));
  return await keep(deps, work, { made: { bytes: made, tool: 'libreoffice' } });
}

// From a good print to what can still be read.
const steps = [
  { side: 2480, quality: 72 },
  { side: 1754, quality: 62 },
  { side: 1240, quality: 50 },
] as const;

/** Makes a copy that can be sent: as large as the target, or as near to it as it stays readable. */
export async function makeSmallCopy(deps: ProcessingDeps, work: HeldWork, file: ReadFile): Promise<WorkEnd> {
  const ghostscript = file.mediaType === 'application/pdf' ? deps.tools.ghostscript : undefined;
  let best: { bytes: Uint8Array; tool: string } | undefined;
  for (const step of steps) {
    await deps.rest();
    const made = ghostscript
      ? await inOwnFolder((folder) =>
          shrinkWithGhostscript(ghostscript, { folder, path: file.path, ...step }),
        )
      : toBytes(await deps.reader.run({ task: 'shrink', ...step, ...file }));
    if ('flag' in made) return { flags: [made.flag] };
    best = { bytes: made.bytes, tool: ghostscript ? 'ghostscript' : 'sharp' };
    if (made.bytes.length <= smallCopyTarget) break;
  }
  if (!best || best.bytes.length >= work.size) return { flags: ['target-missed'] };
  const flags = best.bytes.length > smallCopyTarget ? (['target-missed'] as const) : [];
  return await keep(deps, work, { made: { ...best, flags } });
}

/** Makes the PDF/A copy of a picture; one that its writer does not vouch for is not kept. */
export async function makeArchiveCopy(
  deps: ProcessingDeps,
  work: HeldWork,
  file: ReadFile,
): Promise<WorkEnd> {
  const made = toBytes(await deps.reader.run({ task: 'archive', title: work.sha256.slice(0, 12), ...file }));
  return await keep(deps, work, { made: 'bytes' in made ? { ...made, tool: 'typst' } : made });
}

function toBytes(answer: FileOutcome): { bytes: Uint8Array } | { flag: FileFlag } {
  if ('flag' in answer) return answer;
  if (!('pdf' in answer)) throw new Error('another answer than was asked for');
  return { bytes: answer.pdf };
}

// The copy, its row and the end of the work are one transaction: a copy is never made twice nor lost.
async function keep(deps: ProcessingDeps, work: HeldWork, { made }: { made: Made }): Promise<WorkEnd> {
  if ('flag' in made) return { flags: [made.flag] };
  const received = await receiveMade(deps.files, Buffer.from(made.bytes));
  try {
    const { sha256, mediaType, localPath: path } = received;
    const pages = await deps.previews.countPages({ sha256, mediaType, path });
    const end = { flags: made.flags ?? [], tool: made.tool };
    await deps.db.transaction().execute(async (tx) => {
      // Our own copies are not worked on in their turn.
      await keepReceived(tx, [{ file: received, pages }], { at: new Date(), subscribers: [] });
      await nameCopy(tx, work, received);
      await endWork(tx, work, end);
    });
    return end;
  } finally {
    await received.discard();
  }
}

async function nameCopy(tx: Tx, { sha256, kind }: HeldWork, copy: ReceivedFile) {
  if (copy.sha256 === sha256) return;
  if (kind === 'preview') return await showAs(tx, sha256, copy.sha256);
  const standard = kind === 'archive' ? 'pdf-a-2b' : null;
  await sql`
    INSERT INTO file_copies (sha256, kind, copy_sha256, standard, made_at)
    VALUES (${sha256}, ${kind}, ${copy.sha256}, ${standard}, now())
    ON CONFLICT (sha256, kind) DO UPDATE SET copy_sha256 = excluded.copy_sha256, standard = excluded.standard,
      made_at = excluded.made_at
  `.execute(tx);
}
