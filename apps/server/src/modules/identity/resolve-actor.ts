import { type Permission, substitutableRoles } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import { type Db, namedQuery } from '../../platform/db.ts';
import type { Actor } from './actor.ts';
import { buildActor, type Grant, type StandIn } from './build-actor.ts';
import { subtreeRoles } from './file-reach.ts';
import type { Credential } from './secret.ts';

/** The caller and the life of what they came in with. */
export type Resolved = {
  actor: Actor;
  credentialId: string;
  expiresAt: Date;
  /** Of a session: when it was last written down as seen. Of a token: null. */
  lastSeenAt: Date | null;
  /** Of a token: the last day of use that was written down (`2026-06-29`). */
  lastUsedOn: string | null;
  /** The legal day for which it was found: at midnight substitutions begin and end. */
  day: string;
};

type ActorRow = {
  credential_id: string;
  expires_at: Date;
  last_seen_at: Date | null;
  last_used_on: string | null;
  permissions: Permission[] | null;
  account_id: string;
  username: string;
  staff_id: string;
  display_name: string;
  unit_id: string | null;
  office_id: string | null;
  grants: Grant[] | null;
  stand_ins: StandIn[] | null;
  stands_in: boolean;
};

/**
 * Who stands behind a session or a token, with every right they hold now, in one statement, two for who stands in for
 * somebody: it runs at each request (docs/decisions, rights as data). Undefined when it is unknown, ended, expired, or the person no longer works here.
 */
export async function resolveActor(
  deps: { db: Db; clock: Clock },
  credential: Credential,
): Promise<Resolved | undefined> {
  const { via, hash } = credential;
  return resolveWith(deps, via, hash);
}

/** The person of an account as they act through the seeder, without any credential. Undefined when it is not open. */
export async function resolveAccount(
  deps: { db: Db; clock: Clock },
  username: string,
): Promise<Actor | undefined> {
  const found = await resolveWith(deps, 'account', username);
  return found && { ...found.actor, credentialId: null };
}

// One statement for nearly everybody; who stands in for somebody today is found by a second, whole one. Planned and run
// at every request, the parts of the chain would cost half as much again.
async function resolveWith(
  { db, clock }: { db: Db; clock: Clock },
  by: keyof typeof alone,
  key: Buffer | string,
): Promise<Resolved | undefined> {
  const now = clock.now();
  const day = toLegalTime(now).date;
  const values = [key, now, day, subtreeRoles];
  let [row] = await namedQuery<ActorRow>(db, `resolve-${by}`, alone[by], values);
  if (row?.stands_in) {
    const whole = [...values, substitutableRoles];
    [row] = await namedQuery<ActorRow>(db, `resolve-standing-${by}`, standing[by], whole);
  }
  return row && toResolved(row, by === 'account' ? 'seeder' : by, day);
}

const credentials = {
  session: `SELECT sessions.id, sessions.account_id, sessions.expires_at, sessions.last_seen_at,
                   NULL::date AS last_used_on, NULL::text[] AS permissions
            FROM sessions
            WHERE sessions.token_hash = $1 AND sessions.ended_at IS NULL AND sessions.expires_at > $2`,
  token: `SELECT api_tokens.id, api_tokens.account_id, api_tokens.expires_at, NULL::timestamptz AS last_seen_at,
                 api_tokens.last_used_on, api_tokens.permissions
          FROM api_tokens
          WHERE api_tokens.token_hash = $1 AND api_tokens.revoked_at IS NULL AND api_tokens.expires_at > $2`,
  account: `SELECT accounts.id, accounts.id AS account_id, $2::timestamptz AS expires_at,
                   NULL::timestamptz AS last_seen_at, NULL::date AS last_used_on, NULL::text[] AS permissions
            FROM accounts WHERE accounts.username = $1`,
};

const worksToday = 'staff.active_from <= $3 AND (staff.active_to IS NULL OR staff.active_to > $3)';
const isHeldNow =
  'role_grants.valid_from <= $2 AND (role_grants.valid_to IS NULL OR role_grants.valid_to > $2)';
const holdsToday = (row: string) =>
  `${row}.ended_at IS NULL AND ${row}.first_day <= $3 AND ${row}.last_day >= $3`;

const standsIn = `EXISTS (SELECT FROM substitutions
  WHERE substitutions.substitute_id = staff.id AND ${holdsToday('substitutions')})`;

const ownGrants = `held AS MATERIALIZED (
      SELECT role_grants.role, role_grants.unit_id, NULL::uuid AS on_behalf_of
      FROM credential JOIN role_grants ON role_grants.account_id = credential.account_id AND ${isHeldNow}
    )`;

// `standing`: whose chain of substitutes ends today with the caller. Somebody who is away themselves stands in for
// nobody: the chain goes on past them.
const allGrants = `standing AS (
      SELECT substitutions.absent_id AS staff_id, substitutions.last_day AS until
      FROM credential JOIN accounts ON accounts.id = credential.account_id
      JOIN substitutions ON substitutions.substitute_id = accounts.staff_id AND ${holdsToday('substitutions')}
      WHERE NOT EXISTS (SELECT FROM substitutions AS away
                        WHERE away.absent_id = accounts.staff_id AND ${holdsToday('away')})
      UNION
      SELECT substitutions.absent_id, least(standing.until, substitutions.last_day)
      FROM standing JOIN substitutions ON substitutions.substitute_id = standing.staff_id
        AND ${holdsToday('substitutions')}
    ), stand_ins AS MATERIALIZED (
      SELECT standing.staff_id, standing.until, staff.given_name || ' ' || staff.family_name AS display_name
      FROM standing JOIN staff ON staff.id = standing.staff_id AND ${worksToday}
    ), held AS MATERIALIZED (
      SELECT role_grants.role, role_grants.unit_id, NULL::uuid AS on_behalf_of
      FROM credential JOIN role_grants ON role_grants.account_id = credential.account_id AND ${isHeldNow}
      UNION ALL
      SELECT role_grants.role, role_grants.unit_id, stand_ins.staff_id
      FROM stand_ins JOIN accounts ON accounts.staff_id = stand_ins.staff_id AND accounts.active
      JOIN role_grants ON role_grants.account_id = accounts.id AND role_grants.role = ANY ($5) AND ${isHeldNow}
    )`;

const standInNames = `(SELECT jsonb_agg(jsonb_build_object('staffId', stand_ins.staff_id,
                'displayName', stand_ins.display_name, 'until', stand_ins.until)
                ORDER BY stand_ins.display_name, stand_ins.staff_id) FROM stand_ins)`;

/** Finds the caller with their own rights, and says whether they may stand in for anybody today. */
const alone = resolveEach(ownGrants, 'NULL::jsonb', standsIn);
/** The same with the rights of those they stand in for. */
const standing = resolveEach(allGrants, standInNames, 'false');

function resolveEach(held: string, standIns: string, asksFurther: string) {
  const resolveFrom = (credential: string) => `
    WITH RECURSIVE credential AS (${credential}),
    ${held}, reached AS (
      SELECT held.unit_id AS root_id, held.unit_id FROM held WHERE held.unit_id IS NOT NULL
      UNION
      SELECT reached.root_id, units.id FROM reached JOIN units ON units.parent_id = reached.unit_id
    )
    SELECT credential.id AS credential_id, credential.expires_at, credential.last_seen_at, credential.last_used_on,
           credential.permissions, accounts.id AS account_id, accounts.username, staff.id AS staff_id,
           staff.given_name || ' ' || staff.family_name AS display_name, positions.unit_id, staff.office_id,
           (SELECT jsonb_agg(jsonb_build_object('role', held.role, 'unitId', held.unit_id,
                'onBehalfOf', held.on_behalf_of, 'units', CASE
                WHEN held.unit_id IS NOT NULL
                  THEN (SELECT jsonb_agg(reached.unit_id) FROM reached WHERE reached.root_id = held.unit_id)
                WHEN held.role = ANY ($4) THEN (SELECT coalesce(jsonb_agg(units.id), '[]') FROM units)
                ELSE '[]' END))
            FROM held) AS grants,
           ${standIns} AS stand_ins, ${asksFurther} AS stands_in
    FROM credential
    JOIN accounts ON accounts.id = credential.account_id AND accounts.active
    JOIN staff ON staff.id = accounts.staff_id AND ${worksToday}
    LEFT JOIN positions ON positions.id = staff.position_id`;
  return {
    session: resolveFrom(credentials.session),
    token: resolveFrom(credentials.token),
    account: resolveFrom(credentials.account),
  };
}

function toResolved(row: ActorRow, via: Actor['via'], day: string): Resolved {
  return {
    credentialId: row.credential_id,
    expiresAt: row.expires_at,
    lastSeenAt: row.last_seen_at,
    lastUsedOn: row.last_used_on,
    day,
    actor: buildActor({
      accountId: row.account_id,
      staffId: row.staff_id,
      username: row.username,
      displayName: row.display_name,
      unitId: row.unit_id,
      officeId: row.office_id,
      via,
      credentialId: row.credential_id,
      grants: row.grants ?? [],
      standIns: row.stand_ins ?? [],
      permissions: row.permissions,
    }),
  };
}
