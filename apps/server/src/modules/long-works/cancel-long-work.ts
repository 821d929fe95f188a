import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';

/**
 * Gives up a work of one's own: what waits never begins, what runs stops at its next step and leaves nothing. One that
 * is over stays as it is. Throws `long-work.not-found` for everybody else's.
 */
export async function cancelLongWork(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  id: string,
): Promise<void> {
  const now = deps.clock.now();
  const { rows } = await sql`
    SELECT long_works.id FROM long_works WHERE long_works.id = ${id} AND long_works.account_id = ${actor.accountId}
  `.execute(deps.db);
  if (rows.length === 0) throw new AppError('not-found', 'long-work.not-found');
  await sql`
    UPDATE long_works SET cancel_requested = true,
      state = CASE WHEN long_works.state = 'waiting' THEN 'cancelled' ELSE long_works.state END,
      finished_at = CASE WHEN long_works.state = 'waiting' THEN ${now}::timestamptz END
    WHERE long_works.id = ${id} AND long_works.finished_at IS NULL
  `.execute(deps.db);
}
