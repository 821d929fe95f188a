import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { announceChange } from '../events/index.ts';
import type { Person } from './substitution-policy.ts';

/**
 * Tells the open pages of whoever may see or do something else from now on: who is away, their unit, and everybody in
 * the chain of those who stand in.
 */
export async function announceSubstitution(
  tx: Tx,
  { absent, substitutes, now }: { absent: Person; substitutes: readonly string[]; now: Date },
): Promise<void> {
  const { rows } = await sql<{ staff_id: string }>`
    WITH RECURSIVE chain AS (
      SELECT given.staff_id FROM unnest(${substitutes}::uuid[]) AS given(staff_id)
      UNION
      SELECT substitutions.substitute_id FROM chain
      JOIN substitutions ON substitutions.absent_id = chain.staff_id AND substitutions.ended_at IS NULL
    )
    SELECT chain.staff_id FROM chain
  `.execute(tx);
  const unit = absent.unitId === null ? [] : [absent.unitId];
  await announceChange(tx, {
    topic: 'substitutions',
    subjectId: absent.staffId,
    principals: [absent.staffId, ...unit, ...rows.map((row) => row.staff_id)],
    at: now,
  });
}
