import { AppError } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { type CaseViewDeps, requireCaseFile } from './require-case-file.ts';

/** True when the person may see the file's row. */
export async function maySeeCaseFile(deps: CaseViewDeps, actor: Actor, id: string): Promise<boolean> {
  try {
    await requireCaseFile(deps, actor, id);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.family === 'not-found') return false;
    throw error;
  }
}
