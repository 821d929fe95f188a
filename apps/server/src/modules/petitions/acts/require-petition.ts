import { AppError, type PetitionAction } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { type PetitionStanding, readPetitionStanding } from '../views/petition-standing.ts';

/**
 * A petition on which the actor may do this, read before an act of the files' own. A closed one passes: whoever repeats
 * a command is answered as the first time, and the act itself refuses the rest.
 */
export async function requirePetition(
  deps: PetitionDeps,
  actor: Actor,
  { id, action }: { id: string; action: PetitionAction },
): Promise<PetitionStanding> {
  const reach = await readEntryReach(deps, actor);
  const petition = await readPetitionStanding(deps.db, { reach, clock: deps.clock, actor }, id);
  if (petition === undefined) throw new AppError('not-found', 'case-file.not-found');
  if (petition.file.status !== 'closed' && !petition.actions.includes(action)) {
    const isHere = petition.facts.direction === 'in' || action !== 'triage';
    throw isHere
      ? new AppError('forbidden', 'petition.not-allowed')
      : new AppError('conflict', 'petition.not-triaged-here');
  }
  return petition;
}
