import { AppError, type OpenSession, type PublicInstitution, type SessionResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Actor } from './actor.ts';

type PersonRow = {
  title: string;
  office_code: string | null;
  office_name: string | null;
  office_address: string | null;
  unit_id: string | null;
  unit_code: string | null;
  unit_name: string | null;
};

/** Who is signed in, and what the console may draw for them. */
export async function getSessionView(db: Db, actor: Actor): Promise<SessionResponse> {
  const { rows } = await sql<PersonRow>`
    SELECT staff.title, offices.code AS office_code, offices.name AS office_name, offices.address AS office_address,
           units.id AS unit_id, units.code AS unit_code, units.name AS unit_name
    FROM staff
    LEFT JOIN offices ON offices.id = staff.office_id
    LEFT JOIN positions ON positions.id = staff.position_id
    LEFT JOIN units ON units.id = positions.unit_id
    WHERE staff.id = ${actor.staffId}
  `.execute(db);
  const row = rows[0];
  if (row === undefined) throw new AppError('unauthenticated', 'identity.not-signed-in');
  return {
    accountId: actor.accountId,
    staffId: actor.staffId,
    username: actor.username,
    displayName: actor.displayName,
    title: row.title,
    office: toOffice(row),
    unit: toUnit(row),
    roles: [...actor.roles],
    permissions: [...actor.scopes.keys()],
    standingIn: actor.onBehalf.map(({ staffId, displayName, until }) => ({ staffId, displayName, until })),
  };
}

function toOffice({ office_code: code, office_name: name, office_address: address }: PersonRow) {
  return code === null || name === null || address === null ? null : { code, name, address };
}

function toUnit({ unit_id: id, unit_code: code, unit_name: name }: PersonRow) {
  return id === null || code === null || name === null ? null : { id, code, name };
}

/** The account's live sessions, the last used first. */
export async function listOpenSessions(db: Db, actor: Actor, now: Date): Promise<OpenSession[]> {
  const { rows } = await sql<{
    id: string;
    created_at: Date;
    last_seen_at: Date;
    expires_at: Date;
    user_agent: string;
  }>`
    SELECT id, created_at, last_seen_at, expires_at, user_agent FROM sessions
    WHERE account_id = ${actor.accountId} AND ended_at IS NULL AND expires_at > ${now}
    ORDER BY last_seen_at DESC, id
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    userAgent: row.user_agent,
    current: row.id === actor.credentialId,
  }));
}

type DemonstrationAccount = NonNullable<PublicInstitution['demo']>['accounts'][number];

/** The invented accounts that still have the demonstration's public password, in the order in which they were made. */
export async function listDemonstrationAccounts(db: Db, now: Date): Promise<DemonstrationAccount[]> {
  const today = toLegalTime(now).date;
  const { rows } = await sql<{ username: string; display_name: string; title: string }>`
    SELECT accounts.username, staff.given_name || ' ' || staff.family_name AS display_name, staff.title
    FROM accounts JOIN staff ON staff.id = accounts.staff_id
    WHERE accounts.demonstration AND accounts.active
      AND staff.active_from <= ${today} AND (staff.active_to IS NULL OR staff.active_to > ${today})
    ORDER BY accounts.created_at, accounts.id
  `.execute(db);
  return rows.map(({ display_name, ...rest }) => ({ ...rest, displayName: display_name }));
}
