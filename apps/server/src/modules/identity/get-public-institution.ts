import type { PublicInstitution } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { getInstitution } from '../organisation/index.ts';
import { listDemonstrationAccounts } from './session-views.ts';

/** What anybody may know before signing in; the accounts and their password only in the demonstration. */
export async function getPublicInstitution(deps: { db: Db; clock: Clock }): Promise<PublicInstitution> {
  const { demonstrationPassword, ...institution } = await getInstitution(deps.db);
  const now = deps.clock.now();
  const demo =
    demonstrationPassword === null
      ? null
      : { password: demonstrationPassword, accounts: await listDemonstrationAccounts(deps.db, now) };
  return { ...institution, now: now.toISOString(), demo };
}
