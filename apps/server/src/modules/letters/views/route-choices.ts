import type { CaseUnit, LetterRouteChoices, SignatureSlot } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Actor } from '../../identity/index.ts';
import { listUnits } from '../../organisation/index.ts';
import type { LetterState } from '../letter.ts';
import type { LetterDeps } from '../letter-deps.ts';
import { requireLetter } from './get-letter.ts';

/** One who may sign, in a slot; the nearest to it first. */
export type Signer = { slot: SignatureSlot; id: string; name: string; title: string; unit: CaseUnit };

type Leader = Omit<Signer, 'slot'> & { depth: number };

/**
 * Who may sign: whoever leads the unit that solves or one above it. The slot of the unit proposes the nearest, that of
 * the institution the highest: its head, or whoever he empowered (art. 13 of OG 27/2002).
 */
export async function listSigners(
  { db, clock }: Pick<LetterDeps, 'db' | 'clock'>,
  { unitId }: Pick<LetterState, 'unitId'>,
): Promise<Signer[]> {
  const now = clock.now();
  const today = toLegalTime(now).date;
  const { rows } = await sql<Leader>`
    WITH RECURSIVE above AS (
      SELECT units.id, units.parent_id, 0 AS depth FROM units WHERE units.id = ${unitId}
      UNION ALL
      SELECT units.id, units.parent_id, above.depth + 1 FROM above JOIN units ON units.id = above.parent_id
    ), leaders AS (
      SELECT staff.id AS staff_id, positions.unit_id, above.depth FROM above
      JOIN positions ON positions.unit_id = above.id AND positions.leads
      JOIN staff ON staff.position_id = positions.id
      UNION
      SELECT accounts.staff_id, role_grants.unit_id, above.depth FROM above
      JOIN role_grants ON role_grants.unit_id = above.id AND role_grants.role IN ('head-of-unit', 'director')
        AND role_grants.valid_from <= ${now} AND (role_grants.valid_to IS NULL OR role_grants.valid_to > ${now})
      JOIN accounts ON accounts.id = role_grants.account_id AND accounts.active
    )
    SELECT staff.id, staff.given_name || ' ' || staff.family_name AS name, staff.title, leaders.depth,
      json_build_object('id', units.id, 'code', units.code, 'name', units.name, 'shortName', units.short_name) AS unit
    FROM (SELECT DISTINCT ON (leaders.staff_id) leaders.* FROM leaders ORDER BY leaders.staff_id, leaders.depth) AS leaders
    JOIN staff ON staff.id = leaders.staff_id
    JOIN units ON units.id = leaders.unit_id
    WHERE staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
    ORDER BY leaders.depth, staff.family_name COLLATE "ro-x-icu", staff.given_name COLLATE "ro-x-icu"
  `.execute(db);
  const people = rows.map(({ depth: _, ...person }) => person);
  return [
    ...people.map((person) => ({ ...person, slot: 'unit-head' as const })),
    ...people.toReversed().map((person) => ({ ...person, slot: 'institution-head' as const })),
  ];
}

/** Whom a letter may be sent to, for endorsement and for signature. */
export async function listRouteChoices(
  deps: LetterDeps,
  actor: Actor,
  id: string,
): Promise<LetterRouteChoices> {
  const { state } = await requireLetter(deps, actor, id);
  const signers = await listSigners(deps, state);
  const today = toLegalTime(deps.clock.now()).date;
  const units = await listUnits(deps.db, today);
  const endorsers = signers
    .filter(({ slot }) => slot === 'unit-head')
    .map(({ slot: _, ...person }) => person);
  return {
    signers,
    endorsers,
    units: units.map(({ id: unitId, code, name, shortName }) => ({ id: unitId, code, name, shortName })),
  };
}
