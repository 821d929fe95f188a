import { AppError, type DeclareSubstitutionRequest, type Substitution } from '@opis/contracts';
import { claimCommand } from '../../platform/claim-command.ts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { recordEvent } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import { announceSubstitution } from './announce-substitution.ts';
import { checkPeriod } from './check-period.ts';
import type { Absence, SubstitutionDeps } from './substitution-deps.ts';
import { type Person, requireMayDeclare } from './substitution-policy.ts';
import { findWorker, insertSubstitution } from './substitution-store.ts';
import { getSubstitution } from './substitution-views.ts';

/**
 * Declares that somebody is away and who stands in; it begins and returns by itself. Errors: `substitution.*`; an
 * overlap and a circle are conflicts.
 */
export async function declareSubstitution(
  deps: SubstitutionDeps,
  actor: Actor,
  { requestId, absentId = actor.staffId, ...period }: DeclareSubstitutionRequest,
): Promise<Substitution> {
  const now = deps.clock.now();
  const id = requestId.toLowerCase();
  const absence = { absentId, ...period };
  await deps.db.transaction().execute(async (tx) => {
    const claim = {
      accountId: actor.accountId,
      requestId,
      action: 'substitution.declared',
      body: absence,
      at: now,
    };
    if (!(await claimCommand(tx, claim))) return;
    const absent = await requirePeople(tx, absence, toLegalTime(now).date);
    const acting = requireMayDeclare(actor, absent);
    await insertSubstitution(tx, { id, absence, acting, now });
    await recordEvent(tx, acting, {
      type: 'substitution.declared',
      at: now,
      subjectType: 'substitution',
      subjectId: id,
      unitId: absent.unitId,
      data: toEventData(absence),
    });
    await announceSubstitution(tx, { absent, substitutes: [absence.substituteId], now });
  });
  deps.forgetCallers();
  return getSubstitution(deps, actor, id);
}

/** What an event of a substitution tells: who, instead of whom, from when to when. */
export function toEventData({ absentId, substituteId, firstDay, lastDay, reason }: Absence) {
  return { absent: absentId, substitute: substituteId, firstDay, lastDay, reason };
}

/** Checks the period and both people; gives who is away. */
export async function requirePeople(tx: Tx, absence: Absence, today: string): Promise<Person> {
  checkPeriod(absence, today);
  if (absence.absentId === absence.substituteId) throw wrongSubstitute('substitution.of-oneself');
  const absent = await findWorker(tx, absence.absentId, today);
  if (absent === undefined) throw notFound('absentId');
  const substitute = await findWorker(tx, absence.substituteId, today);
  if (substitute === undefined) throw notFound('substituteId');
  if (substitute.activeTo !== null && substitute.activeTo <= absence.lastDay) {
    throw wrongSubstitute('substitution.substitute-leaves');
  }
  return absent;
}

const wrongSubstitute = (code: ConstructorParameters<typeof AppError>[1]) =>
  new AppError('validation', code, { fields: [{ path: 'substituteId', code }] });

const notFound = (path: string) =>
  new AppError('not-found', 'substitution.person-not-found', {
    fields: [{ path, code: 'substitution.person-not-found' }],
  });
