import { AppError, type HandOverWorkRequest, type OpenWork, type WorkHandedOver } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import { toLegalTime } from '../../../platform/clock.ts';
import { errorText } from '../../../platform/texts.ts';
import { recordEvent } from '../../events/index.ts';
import { type Actor, listUnitsOfPerson, requirePermission } from '../../identity/index.ts';
import { findStaffId } from '../../organisation/index.ts';
import { changeSubstitution, type SubstitutionDeps, successorOf } from '../../substitutions/index.ts';
import { passFiles } from '../acts/pass-files.ts';
import type { ActDeps } from '../acts/perform-acts.ts';
import { placeOf } from '../case-file.ts';
import { listOpenWork } from './list-open-work.ts';
import { passTasks } from './pass-tasks.ts';

export type HandOverDeps = ActDeps & Pick<SubstitutionDeps, 'forgetCallers'>;

/** So many files in a transaction: whoever registers meanwhile waits for none of them long. */
const atOnce = 200;

/**
 * Hands everything that a person has open over to another, in one act, by whoever administers the organisation: works,
 * what is asked of them, and their standing in for others. What the law keeps from the other stays listed with the
 * reason, or goes to its unit. It may stop anywhere and be repeated: what was handed over is no longer theirs.
 * Errors: `identity.staff-not-found`, `case-file.person-not-found`, `case-file.already-there`.
 */
export async function handOverWork(
  deps: HandOverDeps,
  actor: Actor,
  { requestId, person, to }: HandOverWorkRequest & { person: string },
): Promise<WorkHandedOver> {
  requirePermission(actor, 'organisation.manage', null);
  const [from, successor] = [await requirePerson(deps, person), await requirePerson(deps, to)];
  if (from === successor) throw refused('case-file.already-there');
  await requireWorker(deps, successor);
  const at = deps.clock.now();
  const claim = {
    accountId: actor.accountId,
    requestId,
    action: 'work.handed-over',
    body: { person, to },
    at,
  };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, claim))) return;
    const data = { to: successor };
    await recordEvent(tx, actor, {
      type: 'work.handed-over',
      at,
      subjectType: 'person',
      subjectId: from,
      data,
    });
  });
  const work = await listOpenWork(deps, from);
  const files = await handOverFiles(deps, actor, { work, from, successor });
  const tasks = await deps.db.transaction().execute((tx) =>
    passTasks(tx, deps, {
      ids: work.tasks.map(({ id }) => id),
      ...{ from, to: successor, acting: { accountId: actor.accountId, onBehalfOf: null } },
    }),
  );
  const standIns = await handOverStandIns(deps, actor, { work, successor });
  const passed = new Set(tasks.map(({ id }) => id));
  const kept = work.tasks
    .filter(({ id }) => !passed.has(id))
    .map(({ registrationNumber }) => ({
      what: registrationNumber,
      reason: errorText('case-file.barred-by-complaint'),
    }));
  return { files, tasks: tasks.length, standIns: standIns.done, left: [...kept, ...standIns.left] };
}

type Passing = { work: OpenWork; from: string; successor: string };

async function handOverFiles(deps: HandOverDeps, actor: Actor, { work, from, successor }: Passing) {
  let moved = 0;
  for (let start = 0; start < work.files.length; start += atOnce) {
    const ids = work.files.slice(start, start + atOnce).map(({ id }) => id);
    const files = await deps.db.transaction().execute((tx) =>
      passFiles(tx, deps, {
        ids,
        acting: { accountId: actor.accountId, onBehalfOf: null },
        may: (file) => file.status === 'with-handler' && file.handlerId === from,
        place: (file) => placeOf(file.unitId, successor),
      }),
    );
    moved += files.length;
  }
  return moved;
}

async function handOverStandIns(
  deps: HandOverDeps,
  actor: Actor,
  { work, successor }: Pick<Passing, 'work' | 'successor'>,
): Promise<{ done: number; left: WorkHandedOver['left'] }> {
  const left: WorkHandedOver['left'] = [];
  for (const { id, absent } of work.standIns) {
    try {
      await changeSubstitution(deps, actor, await successorOf(deps.db, id, successor));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      left.push({ what: absent, reason: errorText(error.code) });
    }
  }
  return { done: work.standIns.length - left.length, left };
}

async function requirePerson({ db }: HandOverDeps, code: string): Promise<string> {
  const id = await findStaffId(db, code);
  if (id === undefined) throw new AppError('not-found', 'identity.staff-not-found');
  return id;
}

async function requireWorker({ db, clock }: HandOverDeps, staffId: string) {
  const now = clock.now();
  const units = await listUnitsOfPerson(db, { staffId, today: toLegalTime(now).date, now });
  if (units.length === 0) throw refused('case-file.person-not-found');
}

const refused = (code: 'case-file.already-there' | 'case-file.person-not-found') =>
  new AppError('validation', code, { fields: [{ path: 'to', code }] });
