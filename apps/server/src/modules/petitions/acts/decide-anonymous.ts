import { type AnonymousGround, AppError, type CloseAnonymousRequest } from '@opis/contracts';
import type { Tx } from '../../../platform/db.ts';
import { changeProcedure, closeWithin } from '../../case-files/index.ts';
import type { Acting, Actor } from '../../identity/index.ts';
import { actOnPetition } from '../act-on-petition.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { insertAnonymousDecision } from '../petition-store.ts';
import { petitionText } from '../petition-text.ts';
import type { PetitionStanding } from '../views/petition-standing.ts';
import { moveToSpecialRegister } from './move-to-special-register.ts';
import { requirePetition } from './require-petition.ts';

type Command = CloseAnonymousRequest & { id: string };

/**
 * A person's decision about a paper without a name (OG 27/2002, art. 7), after they said what is at stake: closed, taken
 * further of the institution's own accord, or sealed. The machine proposes it and never does it.
 * Errors: `petition.not-anonymous`, `petition.not-allowed` and those of the way chosen.
 */
export async function decideAnonymous(deps: PetitionDeps, actor: Actor, command: Command): Promise<void> {
  const { id, requestId, version, reason, atStake, way } = command;
  const decision = { atStake, way };
  if (way === 'seal') {
    await moveToSpecialRegister(deps, actor, {
      ...{ id, requestId, version, reason, action: 'close-anonymous' as const },
      purpose: atStake === 'integrity' ? 'whistleblower' : 'protection',
      decided: (tx, { petition, acting, at }) =>
        insertAnonymousDecision(
          tx,
          { acting, fileId: id, unitId: petition.file.unitId, reason, at },
          { ...decision, ground: groundOf(petition, command) },
        ),
    });
    return;
  }
  if (way === 'close') return closeAnonymous(deps, actor, command);
  const petition = await requirePetition(deps, actor, { id, action: 'close-anonymous' });
  const ground = petition.facts.procedure === 'ex-officio' ? 'no-sender' : groundOf(petition, command);
  await changeProcedure(deps, actor, {
    ...{ id, requestId, version, reason, procedure: 'ex-officio' },
    also: (tx: Tx, acting: Acting) =>
      insertAnonymousDecision(
        tx,
        { acting, fileId: id, unitId: petition.file.unitId, reason, at: deps.clock.now() },
        { ...decision, ground },
      ),
  });
}

async function closeAnonymous(deps: PetitionDeps, actor: Actor, command: Command): Promise<void> {
  const { id, reason, atStake, way, foundFalse } = command;
  await actOnPetition(deps, actor, command, {
    action: 'close-anonymous',
    name: 'petition.anonymous-decided',
    body: { atStake, way, foundFalse, reason },
    async write(tx, { petition, acting, at }) {
      const ground = groundOf(petition, command);
      const by = { acting, fileId: id, unitId: petition.file.unitId, reason, at };
      await insertAnonymousDecision(tx, by, { ground, atStake, way });
      const text = petitionText('anonymous.close', { reason });
      await closeWithin(tx, deps, acting, { id, outcome: 'closed-anonymous', text });
    },
  });
}

function groundOf({ anonymous }: PetitionStanding, { foundFalse }: Command): AnonymousGround {
  if (anonymous !== null) return anonymous;
  if (foundFalse) return 'found-false';
  throw new AppError('validation', 'petition.not-anonymous', {
    fields: [{ path: 'foundFalse', code: 'petition.not-anonymous' }],
  });
}
