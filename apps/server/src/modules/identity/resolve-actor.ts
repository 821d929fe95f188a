import type { Permission } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import { type Db, namedQuery } from '../../platform/db.ts';
import type { Actor } from './actor.ts';
import { buildActor, type Grant } from './build-actor.ts';
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
};

/**
 * Who stands behind a session or a token, with every right they hold now, in one statement: it runs at each request
 * (docs/decisions, rights as data). Undefined when it is unknown, ended, expired, or the person no longer works here.
 */
export async function resolveActor(
  deps: { db: Db; clock: Clock },
  credential: Credential,
): Promise<Resolved | undefined> {
  const now = deps.clock.now();
  const { via, hash } = credential;
  const values = [hash, now, toLegalTime(now).date, subtreeRoles];
  const rows = await namedQuery<ActorRow>(deps.db, `resolve-${via}`, resolveBy[via], values);
  return rows[0] && toResolved(rows[0], via);
}

/** The person of an account as they act through the seeder, without any credential. Undefined when it is not open. */
export async function resolveAccount(
  deps: { db: Db; clock: Clock },
  username: string,
): Promise<Actor | undefined> {
  const now = deps.clock.now();
  const values = [username, now, toLegalTime(now).date, subtreeRoles];
  const [row] = await namedQuery<ActorRow>(deps.db, 'resolve-account', resolveBy.account, values);
  return row && { ...toResolved(row, 'seeder').actor, credentialId: null };
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

const resolveBy = {
  session: resolveFrom(credentials.session),
  token: resolveFrom(credentials.token),
  account: resolveFrom(credentials.account),
};

function resolveFrom(credential: string): string {
  return `
    WITH RECURSIVE credential AS (${credential}),
    held AS MATERIALIZED (
      SELECT role_grants.role, role_grants.unit_id
      FROM credential JOIN role_grants ON role_grants.account_id = credential.account_id
      WHERE role_grants.valid_from <= $2 AND (role_grants.valid_to IS NULL OR role_grants.valid_to > $2)
    ), reached AS (
      SELECT held.unit_id AS root_id, held.unit_id FROM held WHERE held.unit_id IS NOT NULL
      UNION
      SELECT reached.root_id, units.id FROM reached JOIN units ON units.parent_id = reached.unit_id
    )
    SELECT credential.id AS credential_id, credential.expires_at, credential.last_seen_at, credential.last_used_on,
           credential.permissions, accounts.id AS account_id, accounts.username, staff.id AS staff_id,
           staff.given_name || ' ' || staff.family_name AS display_name, positions.unit_id, staff.office_id,
           (SELECT jsonb_agg(jsonb_build_object('role', held.role, 'unitId', held.unit_id, 'units', CASE
                WHEN held.unit_id IS NOT NULL
                  THEN (SELECT jsonb_agg(reached.unit_id) FROM reached WHERE reached.root_id = held.unit_id)
                WHEN held.role = ANY ($4) THEN (SELECT coalesce(jsonb_agg(units.id), '[]') FROM units)
                ELSE '[]' END))
            FROM held) AS grants
    FROM credential
    JOIN accounts ON accounts.id = credential.account_id AND accounts.active
    JOIN staff ON staff.id = accounts.staff_id
      AND staff.active_from <= $3 AND (staff.active_to IS NULL OR staff.active_to > $3)
    LEFT JOIN positions ON positions.id = staff.position_id`;
}

function toResolved(row: ActorRow, via: Actor['via']): Resolved {
  return {
    credentialId: row.credential_id,
    expiresAt: row.expires_at,
    lastSeenAt: row.last_seen_at,
    lastUsedOn: row.last_used_on,
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
      permissions: row.permissions,
    }),
  };
}
