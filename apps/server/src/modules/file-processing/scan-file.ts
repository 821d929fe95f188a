import { scanForViruses } from '../../platform/processing/scan-for-viruses.ts';
import type { ProcessingDeps } from './processing-deps.ts';
import type { HeldWork, WorkEnd } from './work-store.ts';

/** The antivirus did not answer: nobody's fault but ours, and asked again until it does. */
export class NoAntivirusError extends Error {
  override readonly name = 'NoAntivirusError';
}

/** Has the antivirus look at a file. Without one it is said that nobody looked. */
export async function scanFile(deps: ProcessingDeps, work: HeldWork): Promise<WorkEnd> {
  if (deps.scanner === undefined) return { flags: ['not-scanned'] };
  const bytes = await deps.files.open(work.sha256);
  if (!bytes) return { flags: ['damaged'] };
  const found = await scanForViruses(deps.scanner, bytes).catch((error: Error) => {
    throw new NoAntivirusError(error.message);
  });
  if (found.verdict === 'infected') return { flags: ['infected'], tool: 'clamd', detail: found.virus };
  return { flags: found.verdict === 'clean' ? [] : ['too-large-to-scan'], tool: 'clamd' };
}
