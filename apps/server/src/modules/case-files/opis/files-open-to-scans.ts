import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { type RegisterDirectory, readEntryReach } from '../../registry/index.ts';
import { mayFileScans } from '../case-file-policy.ts';
import { readStates } from '../case-file-store.ts';

/** Which of these files the actor may add scans of their papers to, among those that they see. */
export async function filesOpenToScans(
  deps: { db: Db; clock: Clock; registers: RegisterDirectory },
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const reach = await readEntryReach(deps, actor);
  const states = await readStates(deps.db, { reach, clock: deps.clock }, ids);
  return new Set([...states.values()].filter((file) => mayFileScans(actor, file)).map(({ id }) => id));
}
