import { createHash } from 'node:crypto';
import { type AdministrationChange, AppError, type ImportPreview } from '@opis/contracts';
import { toCanonicalJson } from '../../platform/crypto/canonical-hash.ts';
import { type Actor, requirePermission } from '../identity/index.ts';
import { importOrganisation, PlanFileError, previewImport, readPlanFile } from '../organisation/index.ts';
import type { AdministrationDeps } from './administration-deps.ts';
import { carryOutHandovers } from './carry-out-handovers.ts';
import { perform } from './perform.ts';

type GivenFile = { name: string; content: string; complete: boolean };

/** What a file would change, or what is wrong in it, line by line; changes nothing. */
export async function previewFile(
  deps: AdministrationDeps,
  actor: Actor,
  file: GivenFile,
): Promise<ImportPreview> {
  requirePermission(actor, 'organisation.manage', null);
  try {
    const { plan, mistakesOf } = readPlanFile(file.name, Buffer.from(file.content, 'base64'));
    const { changes, closings } = await previewImport(deps, plan, file).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.fields.length === 0) throw error;
      throw new PlanFileError(mistakesOf(error), { cause: error });
    });
    return { mistakes: [], changes: changes as AdministrationChange[], closings, digest: digestOf(changes) };
  } catch (error) {
    if (!(error instanceof PlanFileError)) throw error;
    return { mistakes: [...error.mistakes], changes: [], closings: [], digest: digestOf([]) };
  }
}

/**
 * Changes what was seen in the preview, or nothing; units that it closes today hand over at once. Throws `organisation.preview-outdated` when it would be something
 * else by now, `organisation.unreadable-file`.
 */
export async function applyFile(
  deps: AdministrationDeps,
  actor: Actor,
  command: GivenFile & { requestId: string; digest: string },
): Promise<void> {
  const { requestId, content, digest, name, complete } = command;
  const body = { digest, name, complete };
  const asked = {
    requestId,
    action: 'administration.import',
    body,
    permission: 'organisation.manage',
  } as const;
  await perform(deps, actor, asked, async (tx) => {
    const { plan } = readAgain(name, content);
    const changes = await importOrganisation({ ...deps, db: tx }, plan, { by: actor, complete });
    if (digestOf(changes) !== digest) throw new AppError('conflict', 'organisation.preview-outdated');
  });
  await carryOutHandovers(deps);
}

function readAgain(name: string, content: string) {
  try {
    return readPlanFile(name, Buffer.from(content, 'base64'));
  } catch (cause) {
    if (!(cause instanceof PlanFileError)) throw cause;
    throw new AppError('validation', 'organisation.unreadable-file', { cause });
  }
}

const digestOf = (changes: readonly object[]) =>
  createHash('sha256')
    .update(toCanonicalJson([...changes]))
    .digest('hex');
