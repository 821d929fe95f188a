import { AppError } from '@opis/contracts';
import { fileWorkOf } from '../file-processing/index.ts';
import type { ScanDeps } from './scan-deps.ts';

/** `waits`: for an antivirus that has not ended; `not-checked`: it ended and did not call the file clean. */
export type Closed = 'infected' | 'not-checked' | 'waits';

/** Why nothing of these bytes may be opened now; undefined when it may. */
export async function whyClosed(
  { db, fileGuard }: Pick<ScanDeps, 'db' | 'fileGuard'>,
  sha256: string,
): Promise<Closed | undefined> {
  try {
    await fileGuard.requireOpenable(sha256);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'document.infected') return 'infected';
    if (error.code !== 'document.waits-for-antivirus') throw error;
  }
  const check = (await fileWorkOf(db, [sha256])).find(({ kind }) => kind === 'antivirus');
  // What ended clean between the two questions is told of by its end.
  return check?.status === 'flagged' || check?.status === 'failed' ? 'not-checked' : 'waits';
}
