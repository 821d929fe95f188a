import { AppError, type ListSubstitutionsQuery, type Substitution } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Actor } from '../identity/index.ts';
import type { SubstitutionDeps } from './substitution-deps.ts';
import { declarableUnits, mayDeclareFor } from './substitution-policy.ts';

type Deps = Pick<SubstitutionDeps, 'db' | 'clock'>;

type Row = Pick<
  Substitution,
  'id' | 'firstDay' | 'lastDay' | 'reason' | 'handOver' | 'declaredBy' | 'state'
> & {
  absentId: string;
  absentName: string;
  absentUnitId: string | null;
  substituteId: string;
  substituteName: string;
  actingId: string | null;
  actingName: string | null;
};

/** One substitution that the actor may see; not-found for the rest. */
export async function getSubstitution(deps: Deps, actor: Actor, id: string): Promise<Substitution> {
  const [found] = await select(
    deps,
    actor,
    sql`substitutions.id = ${id} AND (${ofMine(actor)} OR ${ofTeam(actor)})`,
  );
  if (found === undefined) throw new AppError('not-found', 'substitution.not-found');
  return found;
}

/** Where the actor is away or stands in; or of the people for whom they may declare. Current ones first, then those to come, then past ones. */
export async function listSubstitutions(
  deps: Deps,
  actor: Actor,
  { whose }: ListSubstitutionsQuery,
): Promise<Substitution[]> {
  const today = toLegalTime(deps.clock.now()).date;
  return whose === 'mine'
    ? select(deps, actor, sql`${ofMine(actor)} AND substitutions.last_day >= ${today}::date - 365`)
    : select(
        deps,
        actor,
        sql`${ofTeam(actor)} AND substitutions.last_day >= ${today}::date
        AND substitutions.ended_at IS NULL`,
      );
}

function ofMine(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`(substitutions.absent_id = ${actor.staffId} OR substitutions.substitute_id = ${actor.staffId})`;
}

function ofTeam(actor: Actor): RawBuilder<boolean> {
  const units = declarableUnits(actor);
  return units === 'institution'
    ? sql<boolean>`true`
    : sql<boolean>`posts.unit_id = ANY (${[...units]}::uuid[])`;
}

// What was replaced is history of the one that replaced it, and is not shown beside it.
async function select(deps: Deps, actor: Actor, condition: RawBuilder<unknown>): Promise<Substitution[]> {
  const today = toLegalTime(deps.clock.now()).date;
  const { rows } = await sql<Row>`
    WITH RECURSIVE today AS (
      SELECT substitutions.absent_id, substitutions.substitute_id FROM substitutions
      WHERE substitutions.ended_at IS NULL AND substitutions.first_day <= ${today}::date
        AND substitutions.last_day >= ${today}::date
    ), chain AS (
      SELECT today.absent_id, today.substitute_id FROM today
      UNION ALL
      SELECT chain.absent_id, today.substitute_id FROM chain JOIN today ON today.absent_id = chain.substitute_id
    ), acting AS (
      SELECT chain.absent_id, chain.substitute_id FROM chain
      WHERE NOT EXISTS (SELECT FROM today WHERE today.absent_id = chain.substitute_id)
    )
    SELECT substitutions.id, substitutions.first_day AS "firstDay", substitutions.last_day AS "lastDay",
      substitutions.reason, substitutions.hand_over AS "handOver", coalesce(account_names.name, '') AS "declaredBy",
      CASE WHEN substitutions.ended_at IS NOT NULL OR substitutions.last_day < ${today}::date THEN 'past'
        WHEN substitutions.first_day > ${today}::date THEN 'coming' ELSE 'current' END AS state,
      absent.id AS "absentId", absent.given_name || ' ' || absent.family_name AS "absentName",
      posts.unit_id AS "absentUnitId", substitute.id AS "substituteId",
      substitute.given_name || ' ' || substitute.family_name AS "substituteName",
      actor.id AS "actingId", actor.given_name || ' ' || actor.family_name AS "actingName"
    FROM substitutions
    JOIN staff AS absent ON absent.id = substitutions.absent_id
    LEFT JOIN positions AS posts ON posts.id = absent.position_id
    JOIN staff AS substitute ON substitute.id = substitutions.substitute_id
    LEFT JOIN account_names ON account_names.account_id = substitutions.declared_by
    LEFT JOIN acting ON acting.absent_id = substitutions.absent_id AND substitutions.ended_at IS NULL
      AND substitutions.first_day <= ${today}::date AND substitutions.last_day >= ${today}::date
    LEFT JOIN staff AS actor ON actor.id = acting.substitute_id
    WHERE ${condition}
      AND NOT EXISTS (SELECT FROM substitutions AS later WHERE later.replaces_id = substitutions.id)
    ORDER BY substitutions.ended_at IS NOT NULL OR substitutions.last_day < ${today}::date,
      substitutions.first_day, substitutions.id
    LIMIT 500
  `.execute(deps.db);
  return rows.map((row) => toSubstitution(actor, row));
}

function toSubstitution(actor: Actor, row: Row): Substitution {
  const open = row.state !== 'past';
  const may = open && mayDeclareFor(actor, { staffId: row.absentId, unitId: row.absentUnitId });
  return {
    id: row.id,
    absent: { staffId: row.absentId, displayName: row.absentName },
    substitute: { staffId: row.substituteId, displayName: row.substituteName },
    firstDay: row.firstDay,
    lastDay: row.lastDay,
    reason: row.reason,
    handOver: row.handOver,
    declaredBy: row.declaredBy,
    state: row.state,
    actingToday: row.actingId === null ? null : { staffId: row.actingId, displayName: row.actingName ?? '' },
    actions: may ? ['change', 'end'] : [],
  };
}
