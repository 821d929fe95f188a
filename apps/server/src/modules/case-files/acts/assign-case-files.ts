import {
  AppError,
  type AssignCaseFileRequest,
  type AssignCaseFilesRequest,
  type AssignOutcome,
  type AssignTarget,
  type CaseFileRow,
  type ErrorCode,
} from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import { type Actor, listUnitsOfPerson } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { isNamedOn } from '../../registry/index.ts';
import { listAbsences } from '../../substitutions/index.ts';
import { type CaseFileState, placeOf } from '../case-file.ts';
import { mayInUnit } from '../case-file-policy.ts';
import { barredError } from '../complaint/refuse-barred.ts';
import { getCaseRow } from '../views/require-case-file.ts';
import type { CaseDecision } from './case-change.ts';
import { type ActDeps, performAct, performActs } from './perform-acts.ts';
import { toActOutcome } from './to-act-outcome.ts';

export type AssignDeps = ActDeps & { organisation: OrganisationDirectory };

/**
 * Hands a file on: its first unit, another unit (forward), a person of a unit that the actor leads, or the actor (take),
 * with the *rezoluție*. Errors: `case-file.not-found`, `.changed-meanwhile`, `.not-allowed`, `.already-there`, and of the
 * target `.unit-not-found`, `.person-not-found`, `.persons-only`.
 */
export async function assignCaseFile(
  deps: AssignDeps,
  actor: Actor,
  { id, requestId, version, ...body }: AssignCaseFileRequest & { id: string },
): Promise<CaseFileRow> {
  const target = await resolveTarget(deps, actor, body.to);
  const decide = (file: CaseFileState) => decideAssignment(actor, target, file, body.resolution);
  await performAct(deps, actor, {
    id,
    version,
    requestId,
    name: 'case-file.assigned',
    body: { id, version, ...body },
    decide,
  });
  return getCaseRow(deps, actor, id);
}

/** The same for many files in one transaction; each is done or says why not. A repeat is given the first answer. */
export async function assignCaseFiles(
  deps: AssignDeps,
  actor: Actor,
  { requestId, items, ...body }: AssignCaseFilesRequest,
): Promise<AssignOutcome[]> {
  const target = await resolveTarget(deps, actor, body.to);
  const decide = (file: CaseFileState) => decideAssignment(actor, target, file, body.resolution);
  const act = { requestId, name: 'case-file.assigned', body: { items, ...body }, items, decide };
  return (await performActs(deps, actor, act)).map(toActOutcome);
}

/** To whom, as found; `units`: those in which the person works. */
type Target =
  | { unitId: string }
  | { self: true }
  | {
      personId: string;
      /** The person, and who acts for them today. */
      receivers: readonly string[];
      units: readonly string[];
      asked: string | undefined;
      namedOn: (registerId: string) => boolean;
    };

async function resolveTarget(deps: AssignDeps, actor: Actor, to: AssignTarget): Promise<Target> {
  if (to.self) return { self: true };
  const unit = to.unit === undefined ? undefined : await deps.organisation.findUnit(to.unit);
  if (to.unit !== undefined && unit === undefined) throw refused('to.unit', 'case-file.unit-not-found');
  if (to.person === undefined) {
    if (unit === undefined) throw refused('to', 'case-file.one-target');
    return { unitId: unit.id };
  }
  const now = deps.clock.now();
  const today = toLegalTime(now).date;
  const units = await listUnitsOfPerson(deps.db, { staffId: to.person, today, now });
  const named = await confidentialRegistersOf(deps, actor, to.person);
  if (units.length === 0 && named.size === 0) throw refused('to.person', 'case-file.person-not-found');
  const away = (await listAbsences(deps.db, { staffIds: [to.person], today })).get(to.person);
  const receivers = [to.person, ...(away ? [away.substitute.id] : [])];
  return { personId: to.person, receivers, units, asked: unit?.id, namedOn: (id) => named.has(id) };
}

// Asked only of registers that name the actor: who else is named on them is nobody's business.
async function confidentialRegistersOf(
  { db, registers }: AssignDeps,
  actor: Actor,
  staffId: string,
): Promise<ReadonlySet<string>> {
  const own = (await registers.list(actor)).filter(({ member }) => member);
  const named = await Promise.all(own.map(({ register }) => isNamedOn(db, register.id, staffId)));
  return new Set(own.filter((_, index) => named[index]).map(({ register }) => register.id));
}

const refused = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });

function decideAssignment(
  actor: Actor,
  target: Target,
  file: CaseFileState,
  resolution: string | undefined,
): CaseDecision {
  const said = { kind: 'assign' as const, outcome: null, text: resolution || null };
  const receivers =
    'unitId' in target ? [target.unitId] : 'self' in target ? [actor.staffId] : target.receivers;
  // OG 27/2002 art. 11: not whom the petition is about, nor anyone under them, nor who is represented by such a one.
  if (receivers.some((id) => file.barred.has(id))) throw barredError('to');
  if ('unitId' in target) return { ...said, ...toUnit(target.unitId, file) };
  if ('self' in target) {
    if (file.handlerId === actor.staffId && file.status !== 'closed') throw alreadyThere();
    return { ...said, action: 'take', place: placeOf(file.unitId, actor.staffId) };
  }
  return { ...said, action: 'assign', place: placeOf(unitFor(actor, target, file), target.personId) };
}

function toUnit(unitId: string, file: CaseFileState): Pick<CaseDecision, 'action' | 'place'> {
  if (file.sealed) throw refused('to.unit', 'case-file.persons-only');
  const place = placeOf(unitId, null);
  if (file.status === 'unassigned') return { action: 'assign', place };
  if (file.unitId !== unitId) return { action: 'forward', place };
  // Back from a person to their unit, by who leads it.
  if (file.status === 'with-handler') return { action: 'assign', place };
  throw alreadyThere();
}

function unitFor(
  actor: Actor,
  { personId, units, asked, namedOn }: Extract<Target, { personId: string }>,
  file: CaseFileState,
): string | null {
  if (file.handlerId === personId && file.status === 'with-handler') throw alreadyThere();
  if (file.sealed) {
    if (!namedOn(file.registerId)) throw refused('to.person', 'case-file.persons-only');
    return null;
  }
  // Of several units the one where the file lies comes first, then those that the actor leads.
  const led = units.filter((unitId) => mayInUnit(actor, 'case.assign', unitId));
  const here = file.unitId !== null && led.includes(file.unitId) ? file.unitId : led[0];
  const chosen = asked === undefined ? here : led.find((unitId) => unitId === asked);
  if (chosen === undefined) throw refused('to.person', 'case-file.person-not-found');
  return chosen;
}

const alreadyThere = () => new AppError('conflict', 'case-file.already-there');
