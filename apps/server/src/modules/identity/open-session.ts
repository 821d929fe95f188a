import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { newSessionSecret, type Secret } from './secret.ts';
import { insertSession, purgeSessions } from './session-store.ts';

/** Opens a session of an account whose person proved who they are; undefined when it is closed or they left. */
export async function openSession(
  tx: Tx,
  deps: IdentityDeps,
  { accountId, userAgent }: { accountId: string; userAgent: string },
): Promise<Secret | undefined> {
  const now = deps.clock.now();
  if (!(await mayEnter(tx, accountId, toLegalTime(now).date))) return undefined;
  const secret = newSessionSecret();
  const id = newId();
  await purgeSessions(tx, accountId, now);
  await insertSession(tx, { id, accountId, hash: secret.hash, userAgent, now });
  await deps.recordEvent(
    tx,
    { accountId },
    { type: 'identity.signed-in', at: now, subjectType: 'session', subjectId: id },
  );
  return secret;
}

async function mayEnter(tx: Tx, accountId: string, today: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    SELECT accounts.active AND staff.active_from <= ${today}
             AND (staff.active_to IS NULL OR staff.active_to > ${today}) AS may
    FROM accounts JOIN staff ON staff.id = accounts.staff_id WHERE accounts.id = ${accountId}
  `.execute(tx);
  return rows[0]?.may === true;
}
