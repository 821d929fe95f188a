import { expect } from 'vitest';
import { fileTexts, fileWorkOf, type ProcessingDeps } from '../../src/modules/file-processing/index.ts';
import type { Actor } from '../../src/modules/identity/index.ts';
import { anUpload, type SomeDocuments } from '../some-documents.ts';
import { workThrough } from '../some-processing.ts';
import type { AwkwardFile } from './awkward-file.ts';

type World = { documents: SomeDocuments; deps: ProcessingDeps; actor: Actor };

/** Keeps a file, has it worked on, and holds what came of it against what it says. */
export async function readAwkwardFile({ documents, deps, actor }: World, file: AwkwardFile): Promise<void> {
  const { sha256 } = await anUpload(documents, actor, { bytes: await file.bytes() });
  await workThrough(deps);
  const work = (await fileWorkOf(deps.db, [sha256])).find(({ kind }) => kind === 'text');
  const texts = await fileTexts(deps.db, [sha256]);
  const all = texts.map(({ text }) => text).join('\n');
  expect(work ? [work.status, ...work.flags].join(' ') : 'unread').toBe(file.ends);
  if (file.reads !== undefined) expect(all).toMatch(file.reads);
  if (file.leaves !== undefined) expect(all).not.toContain(file.leaves);
  if (file.pages !== undefined) expect(texts).toHaveLength(file.pages);
  // Whatever it is, its bytes are kept as they came.
  expect(await deps.files.has(sha256)).toBe(true);
}
