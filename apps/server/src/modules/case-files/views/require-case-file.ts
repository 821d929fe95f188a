import { AppError, type CaseFileRow } from '@opis/contracts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { type RegisterDirectory, readEntryReach } from '../../registry/index.ts';
import { type CaseRecord, type Eyes, findCaseRecord, toCaseRow } from './case-row.ts';

export type CaseViewDeps = { db: Db; registers: RegisterDirectory; clock: Clock };

/** A file that the person may see, with what they may see of it; not-found for the rest, in the same words. */
export async function requireCaseFile(
  { db, registers, clock }: CaseViewDeps,
  actor: Actor,
  id: string,
): Promise<{ eyes: Eyes; record: CaseRecord }> {
  const eyes = { actor, reach: await readEntryReach({ registers }, actor), clock };
  const record = await findCaseRecord(db, eyes, id);
  if (record === undefined) throw new AppError('not-found', 'case-file.not-found');
  return { eyes, record };
}

/** The row after an act, as the list shows it. */
export async function getCaseRow(deps: CaseViewDeps, actor: Actor, id: string): Promise<CaseFileRow> {
  const { eyes, record } = await requireCaseFile(deps, actor, id);
  return toCaseRow(eyes, record);
}

/** True when the person may read the file: its unit, its handler, whoever reads its entries. */
export async function mayReadCaseFile(deps: CaseViewDeps, actor: Actor, id: string): Promise<boolean> {
  const reach = await readEntryReach(deps, actor);
  return (await findCaseRecord(deps.db, { actor, reach, clock: deps.clock }, id))?.reader ?? false;
}
