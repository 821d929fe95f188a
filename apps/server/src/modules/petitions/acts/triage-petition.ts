import type { TriageDecision, TriageRequest, TriageResult } from '@opis/contracts';
import { changeProcedure } from '../../case-files/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { insertTriage } from '../petition-store.ts';
import { moveToSpecialRegister } from './move-to-special-register.ts';
import { requirePetition } from './require-petition.ts';

/** Which procedure each kind of paper follows; a service may name its own. */
const procedureOf: Readonly<Record<Exclude<TriageDecision, 'whistleblower'>, string>> = {
  petition: 'petition',
  'foi-request': 'foi-request',
  service: 'general',
  audience: 'audience',
};

/**
 * Says what a paper is (INF-10): it goes its way with the number and the date that it has, terms counted anew from the
 * registration; a petition with the kind that the half-yearly report counts it by. A report of wrongdoing leaves the open book. Errors: those of `changeProcedure` and of the transfer;
 * `petition.not-triaged-here`.
 */
export async function triagePetition(
  deps: PetitionDeps,
  actor: Actor,
  { decision, procedure, kind, ...command }: TriageRequest & { id: string },
): Promise<TriageResult> {
  const { reason } = command;
  if (decision === 'whistleblower') {
    const registrationNumber = await moveToSpecialRegister(deps, actor, {
      ...{ ...command, action: 'triage', purpose: 'whistleblower' },
      decided: (tx, { petition, acting, at }) =>
        insertTriage(
          tx,
          { acting, fileId: command.id, unitId: petition.file.unitId, reason, at },
          { decision, procedure: 'confidential-report' },
        ),
    });
    return { registrationNumber, moved: true };
  }
  const petition = await requirePetition(deps, actor, { id: command.id, action: 'triage' });
  const target = procedure ?? procedureOf[decision];
  const { id, requestId, version } = command;
  await changeProcedure(deps, actor, {
    ...{ id, requestId, version, reason },
    procedure: target,
    confirms: true,
    ...(kind === undefined ? {} : { sets: { petitionKind: kind } }),
    also: (tx, acting) =>
      insertTriage(
        tx,
        { acting, fileId: id, unitId: petition.file.unitId, reason, at: deps.clock.now() },
        { decision, procedure: target },
      ),
  });
  return { registrationNumber: petition.file.registrationNumber, moved: false };
}
