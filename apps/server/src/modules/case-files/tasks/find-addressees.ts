import { type Permission, permissionsOf, Role, type StepAddressee } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { readStates } from '../case-file-store.ts';
import { everything } from '../everything.ts';
import { type Leader, listLeadersAbove } from './leaders-above.ts';

/** One who may be asked what a procedure plans: a unit or a person, by id; `code`: the unit's. */
export type StepCandidate = {
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly code: string | null;
  readonly name: string;
};

type AddresseeDeps = { db: Db; clock: Clock; organisation: OrganisationDirectory };

/**
 * Whom the planned steps of a file may be asked of, each list the nearest first: of whoever leads `unitId` (the unit
 * that answers) or stands above it, of a unit, of whoever holds a right. Whom the file complains of is left out
 * (OG 27/2002, art. 11), and in a confidential register whoever is not named on it.
 */
export async function findAddressees(
  deps: AddresseeDeps,
  {
    caseFileId,
    unitId,
    asked,
  }: { caseFileId: string; unitId: string | null; asked: readonly StepAddressee[] },
): Promise<StepCandidate[][]> {
  if (asked.length === 0) return [];
  const { db, clock } = deps;
  const file = (await readStates(db, { reach: everything, clock }, [caseFileId])).get(caseFileId);
  const members = file?.sealed ? await readMembers(db, file.registerId) : undefined;
  const mayBeAsked = ({ unitId: unit, personId: person }: Pick<StepCandidate, 'unitId' | 'personId'>) =>
    ![unit, person].some((id) => id !== null && file?.barred.has(id)) &&
    (members === undefined || (person !== null && members.has(person)));
  // Whoever may not be asked makes room for who leads above them.
  const leaders = (await listLeadersAbove(deps, unitId)).filter(({ id }) =>
    mayBeAsked({ unitId: null, personId: id }),
  );
  return Promise.all(
    asked.map(async (to) => (await findCandidates(deps, to, { leaders, unitId })).filter(mayBeAsked)),
  );
}

async function findCandidates(
  deps: AddresseeDeps,
  to: StepAddressee,
  { leaders, unitId }: { leaders: readonly Leader[]; unitId: string | null },
): Promise<StepCandidate[]> {
  if ('leads' in to) return leadersOf(leaders, to.leads).map(toPerson);
  if ('permission' in to) return (await listHolders(deps, to.permission, unitId)).map(toPerson);
  const unit = await deps.organisation.findUnit(to.unit);
  return unit ? [{ unitId: unit.id, personId: null, code: unit.code, name: unit.name }] : [];
}

/** The nearest of them for the unit, the nearest above it, the highest for the institution; all who lead there. */
function leadersOf(leaders: readonly Leader[], of: 'unit' | 'above' | 'institution'): Leader[] {
  const among = of === 'above' ? leaders.filter(({ depth }) => depth > 0) : leaders;
  const depths = (among.length === 0 ? leaders : among).map(({ depth }) => depth);
  const at = of === 'institution' ? Math.max(...depths) : Math.min(...depths);
  return leaders.filter(({ depth }) => depth === at);
}

const toPerson = ({ id, name }: { id: string; name: string }): StepCandidate => ({
  ...{ unitId: null, personId: id, code: null },
  name,
});

// Whoever holds it over the unit stands before whoever holds it elsewhere.
async function listHolders(
  { db, clock }: AddresseeDeps,
  permission: Permission,
  unitId: string | null,
): Promise<{ id: string; name: string }[]> {
  const now = clock.now();
  const today = toLegalTime(now).date;
  const roles = Role.options.filter((role) => permissionsOf[role].includes(permission));
  const { rows } = await sql<{ id: string; name: string }>`
    WITH RECURSIVE above AS (
      SELECT units.id, units.parent_id FROM units WHERE units.id = ${unitId}
      UNION ALL
      SELECT units.id, units.parent_id FROM above JOIN units ON units.id = above.parent_id
    )
    SELECT staff.id, staff.given_name || ' ' || staff.family_name AS name
    FROM staff JOIN accounts ON accounts.staff_id = staff.id AND accounts.active
    JOIN role_grants ON role_grants.account_id = accounts.id AND role_grants.role = ANY (${roles}::text[])
      AND role_grants.valid_from <= ${now} AND (role_grants.valid_to IS NULL OR role_grants.valid_to > ${now})
    WHERE staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
    GROUP BY staff.id
    ORDER BY bool_or(role_grants.unit_id IS NULL OR role_grants.unit_id IN (SELECT above.id FROM above)) DESC,
      staff.family_name COLLATE "ro-x-icu", staff.given_name COLLATE "ro-x-icu", staff.id
  `.execute(db);
  return rows;
}

async function readMembers(db: Db, registerId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT register_members.staff_id AS id FROM register_members
    WHERE register_members.register_id = ${registerId}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
