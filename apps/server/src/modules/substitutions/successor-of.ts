import { AppError, type ChangeSubstitutionRequest } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Absence } from './substitution-deps.ts';

/** The same absence with another substitute: what `changeSubstitution` is to make of it. */
export async function successorOf(
  db: Db,
  id: string,
  substituteId: string,
): Promise<ChangeSubstitutionRequest & { id: string }> {
  const { rows } = await sql<Pick<Absence, 'firstDay' | 'lastDay' | 'reason' | 'handOver'>>`
    SELECT substitutions.first_day AS "firstDay", substitutions.last_day AS "lastDay", substitutions.reason,
      substitutions.hand_over AS "handOver"
    FROM substitutions WHERE substitutions.id = ${id}
  `.execute(db);
  const [absence] = rows;
  if (absence === undefined) throw new AppError('not-found', 'substitution.not-found');
  return { ...absence, id, substituteId, requestId: newId() };
}
