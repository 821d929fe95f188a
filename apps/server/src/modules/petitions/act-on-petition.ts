import { AppError, type PetitionAction } from '@opis/contracts';
import { type ClaimedCommand, claimCommand } from '../../platform/claim-command.ts';
import type { Tx } from '../../platform/db.ts';
import { findConflict, lockCaseFiles } from '../case-files/index.ts';
import type { Acting, Actor } from '../identity/index.ts';
import { type EntryReach, readEntryReach } from '../registry/index.ts';
import type { PetitionCommand, PetitionDeps } from './petition-deps.ts';
import { type PetitionStanding, readPetitionStanding } from './views/petition-standing.ts';

/** A locked petition, in the transaction of an act on it. */
export type PetitionPlace = {
  readonly petition: PetitionStanding;
  readonly acting: Acting;
  readonly at: Date;
  readonly reach: EntryReach;
};

/** An act: its right, its words for a repeat, what it locks before the file, and what it writes. */
export type PetitionAct = {
  readonly action: PetitionAction;
  readonly name: ClaimedCommand['action'];
  readonly body: object;
  readonly lockBefore?: (tx: Tx) => Promise<void>;
  readonly alsoLock?: readonly string[];
  readonly write: (tx: Tx, place: PetitionPlace) => Promise<void>;
};

/**
 * Lock, claim, right, version, write, in one transaction; a repeat has no second effect. Errors: `case-file.not-found`,
 * `petition.not-allowed`, `case-file.changed-meanwhile` (with what others did).
 */
export async function actOnPetition(
  deps: PetitionDeps,
  actor: Actor,
  { id, requestId, version }: PetitionCommand,
  act: PetitionAct,
): Promise<void> {
  const reach = await readEntryReach(deps, actor);
  const at = deps.clock.now();
  const command = {
    accountId: actor.accountId,
    requestId,
    action: act.name,
    body: { id, version, ...act.body },
    at,
  };
  await deps.db.transaction().execute(async (tx) => {
    // Claimed first: once it is done the file may be closed, or out of sight.
    if (!(await claimCommand(tx, command))) return;
    await act.lockBefore?.(tx);
    await lockCaseFiles(tx, [id, ...(act.alsoLock ?? [])]);
    const eyes = { reach, clock: deps.clock, actor };
    const petition = await readPetitionStanding(tx, eyes, id);
    if (petition === undefined) throw new AppError('not-found', 'case-file.not-found');
    if (petition.file.version !== version) {
      const conflict = await findConflict(tx, eyes, id);
      throw new AppError('conflict', 'case-file.changed-meanwhile', conflict ? { conflict } : {});
    }
    if (!petition.actions.includes(act.action)) throw new AppError('forbidden', 'petition.not-allowed');
    await act.write(tx, { petition, acting: petition.actingFor(act.action), at, reach });
  });
}
