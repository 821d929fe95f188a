import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import type { PartyDeps } from './suggest-parties.ts';

/** How many entries of each party the actor may see, under all its merged writings. */
export async function countEntries(
  deps: Pick<PartyDeps, 'db' | 'entries'>,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const under = await listUnder(deps.db, ids);
  const counts = await deps.entries.count(
    actor,
    under.map((row) => row.id),
  );
  const sums = new Map<string, number>();
  for (const { party, id } of under) sums.set(party, (sums.get(party) ?? 0) + (counts.get(id) ?? 0));
  return sums;
}

/** Each of these parties with itself and with all that were merged into it. */
export async function listUnder(
  db: Db,
  ids: readonly string[],
): Promise<readonly { party: string; id: string }[]> {
  const { rows } = await sql<{ party: string; id: string }>`
    SELECT wanted AS party, under.id FROM unnest(${ids}::uuid[]) AS wanted, parties_under(wanted) AS under
  `.execute(db);
  return rows;
}
