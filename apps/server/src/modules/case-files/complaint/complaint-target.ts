import { AppError, type ErrorCode } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';

/** Whom a file complains of, as ids. */
export type ComplaintTarget = { readonly personId: string | null; readonly unitId: string | null };

/** Finds whom a request names (`at`: where in it): a person of the institution, also one who left, and a unit that receives papers. */
export async function resolveTarget(
  { db, organisation }: { db: Db; organisation: OrganisationDirectory },
  { person, unit }: { person?: string | null | undefined; unit?: string | null | undefined },
  at = '',
): Promise<ComplaintTarget> {
  const found = unit ? await organisation.findUnit(unit) : undefined;
  if (unit && found === undefined) throw refused(`${at}unit`, 'case-file.unit-not-found');
  if (!person) return { personId: null, unitId: found?.id ?? null };
  const { rows } = await sql`SELECT FROM staff WHERE staff.id = ${person}`.execute(db);
  if (rows.length === 0) throw refused(`${at}person`, 'case-task.person-not-found');
  return { personId: person, unitId: found?.id ?? null };
}

/** Units and persons that may not have a file about these (OG 27/2002 art. 11). */
export async function readBarred(
  db: Db | Tx,
  clock: Clock,
  { personId, unitId }: ComplaintTarget,
): Promise<ReadonlySet<string>> {
  const now = clock.now();
  const { rows } = await sql<{ ids: string[] }>`
    SELECT barred_by_complaint(${personId}::uuid, ${unitId}::uuid, ${toLegalTime(now).date}::date,
      ${now}::timestamptz) AS ids
  `.execute(db);
  return new Set(rows[0]?.ids ?? []);
}

const refused = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });
