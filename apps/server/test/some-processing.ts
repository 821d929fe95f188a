import { afterAll } from 'vitest';
import type { ProcessingDeps } from '../src/modules/file-processing/index.ts';
import { processNext } from '../src/modules/file-processing/index.ts';
import type { Db } from '../src/platform/db.ts';
import { createLog } from '../src/platform/log.ts';
import { createFileReader, type ReaderLimits } from '../src/platform/processing/file-reader.ts';
import type { SomeDocuments } from './some-documents.ts';

/** The works on files over documents of a test, with true readers and none of the machine's programs unless given. */
export function someProcessing(
  db: Db,
  documents: SomeDocuments,
  { limits, log = createLog('silent'), ...changes }: Partial<ProcessingDeps> & { limits?: ReaderLimits } = {},
): ProcessingDeps {
  // Behind everything else it would wait for the other tests.
  const reader = createFileReader(log, { yields: false, ...limits });
  afterAll(() => reader.close());
  return {
    db,
    files: documents.files,
    log,
    previews: documents.previews,
    reader,
    tools: { tesseract: undefined, ghostscript: undefined, libreOffice: undefined },
    scanner: undefined,
    requireClean: false,
    archiveCopies: false,
    checkSubscribers: [],
    textSubscribers: [],
    rest: async () => {},
    ...changes,
  };
}

/** Does every work that is due. */
export async function workThrough(deps: ProcessingDeps): Promise<void> {
  while (await processNext(deps));
}
