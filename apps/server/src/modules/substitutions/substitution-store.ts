import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Acting } from '../identity/index.ts';
import type { Absence } from './substitution-deps.ts';
import type { Person } from './substitution-policy.ts';

/** A substitution that has not been ended, locked for this transaction. */
export type LockedSubstitution = Absence & { id: string; absent: Person };

/** Somebody who works here on this day, with the first day on which they no longer do. */
export async function findWorker(
  tx: Tx,
  staffId: string,
  day: string,
): Promise<(Person & { activeTo: string | null }) | undefined> {
  const { rows } = await sql<{ id: string; unit_id: string | null; active_to: string | null }>`
    SELECT staff.id, positions.unit_id, staff.active_to FROM staff
    LEFT JOIN positions ON positions.id = staff.position_id
    WHERE staff.id = ${staffId} AND staff.active_from <= ${day}::date
      AND (staff.active_to IS NULL OR staff.active_to > ${day}::date)
  `.execute(tx);
  const row = rows[0];
  return row && { staffId: row.id, unitId: row.unit_id, activeTo: row.active_to };
}

/** The substitution, also one that is over (`over`); undefined when there is none. */
export async function lockSubstitution(
  tx: Tx,
  id: string,
  today: string,
): Promise<(LockedSubstitution & { over: boolean }) | undefined> {
  const { rows } = await sql<Absence & { id: string; unitId: string | null; over: boolean }>`
    SELECT substitutions.id, substitutions.absent_id AS "absentId", substitutions.substitute_id AS "substituteId",
      substitutions.first_day AS "firstDay", substitutions.last_day AS "lastDay", substitutions.reason,
      substitutions.hand_over AS "handOver", positions.unit_id AS "unitId",
      substitutions.ended_at IS NOT NULL OR substitutions.last_day < ${today}::date AS over
    FROM substitutions JOIN staff ON staff.id = substitutions.absent_id
    LEFT JOIN positions ON positions.id = staff.position_id
    WHERE substitutions.id = ${id} FOR UPDATE OF substitutions
  `.execute(tx);
  const row = rows[0];
  if (row === undefined) return undefined;
  const { unitId, ...rest } = row;
  return { ...rest, absent: { staffId: row.absentId, unitId } };
}

/** Writes a declaration. Throws conflict when it overlaps another of the same person or closes a circle. */
export async function insertSubstitution(
  tx: Tx,
  {
    id,
    absence,
    acting,
    now,
    replaces,
  }: {
    id: string;
    absence: Absence;
    acting: Acting;
    now: Date;
    replaces?: string;
  },
): Promise<void> {
  try {
    await sql`
      INSERT INTO substitutions (id, absent_id, substitute_id, first_day, last_day, reason, hand_over, declared_by,
        on_behalf_of, declared_at, replaces_id)
      VALUES (${id}, ${absence.absentId}, ${absence.substituteId}, ${absence.firstDay}, ${absence.lastDay},
        ${absence.reason}, ${absence.handOver}, ${acting.accountId}, ${acting.onBehalfOf}, ${now}, ${replaces ?? null})
    `.execute(tx);
  } catch (error) {
    throw toConflict(error) ?? error;
  }
}

/** Ends one that was locked. */
export async function endRow(tx: Tx, { id, acting, now }: { id: string; acting: Acting; now: Date }) {
  await sql`
    UPDATE substitutions SET ended_at = greatest(${now}::timestamptz, substitutions.declared_at),
      ended_by = ${acting.accountId}
    WHERE substitutions.id = ${id}
  `.execute(tx);
}

const conflicts: Readonly<
  Record<string, { code: 'substitution.overlaps' | 'substitution.circle'; path: string }>
> = {
  substitutions_one_at_a_time: { code: 'substitution.overlaps', path: 'firstDay' },
  substitutions_no_circle: { code: 'substitution.circle', path: 'substituteId' },
};

// The database is the judge of both: two declarations at once could not see each other here.
function toConflict(error: unknown): AppError | undefined {
  const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : '';
  if (constraint === 'substitutions_pk') return new AppError('conflict', 'request.id-reused');
  const known = conflicts[constraint];
  return known && new AppError('conflict', known.code, { fields: [known] });
}
