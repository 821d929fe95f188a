import type { Clock } from '../../../platform/clock.ts';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { listPeopleOfUnits } from '../../identity/index.ts';
import { notify } from '../../notices/index.ts';
import type { Task } from './task.ts';

/**
 * Leaves a notice with whoever was asked: the person; of a unit, those who lead it, and where nobody does, everybody who
 * works there. Whoever stands in for them reads it in their place, and the digest of the day mails it.
 */
export async function tellReminded(tx: Tx, { clock }: { clock: Clock }, task: Task): Promise<void> {
  const at = clock.now();
  const today = toLegalTime(at).date;
  const people = await peopleAsked(tx, task, { today, now: at });
  const about = { kind: 'task-reminded', caseFileId: task.caseFileId, subjectId: task.id } as const;
  const key = `task-reminded ${task.id} ${today}`;
  await notify(
    tx,
    people.map((staffId) => ({ ...about, staffId, dueOn: task.dueOn, key })),
    at,
  );
}

async function peopleAsked(
  tx: Tx,
  { toPersonId, toUnitId }: Task,
  day: { today: string; now: Date },
): Promise<string[]> {
  if (toPersonId !== null) return [toPersonId];
  if (toUnitId === null) return [];
  const people = await listPeopleOfUnits(tx, { unitIds: [toUnitId], ...day });
  const leaders = people.filter(({ leads }) => leads);
  return (leaders.length === 0 ? people : leaders).map(({ id }) => id);
}
