import { AppError, type SettleLeftMessageRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { actingOnMail, inMailboxScope } from '../sight.ts';
import type { IntakeDeps } from './intake-deps.ts';

/**
 * Notes that somebody has seen to a message that stays on its server. Once: seen to before, nothing changes. Throws
 * `incoming-mail.not-found` for what is not in sight.
 */
export async function settleLeftMessage(
  { db, clock }: Pick<IntakeDeps, 'db' | 'clock'>,
  actor: Actor,
  { id, requestId }: SettleLeftMessageRequest & { id: string },
): Promise<void> {
  const at = clock.now();
  await db.transaction().execute(async (tx) => {
    const { accountId } = actor;
    if (!(await claimCommand(tx, { accountId, requestId, action: 'left-message.settled', body: { id }, at })))
      return;
    const { rows } = await sql<{ unitId: string | null; settled: boolean }>`
      SELECT mailboxes.unit_id AS "unitId", left_messages.settled_at IS NOT NULL AS settled
      FROM left_messages JOIN mailboxes ON mailboxes.id = left_messages.mailbox_id
      WHERE left_messages.id = ${id} AND ${inMailboxScope(actor, sql`left_messages.mailbox_id`)}
      FOR UPDATE OF left_messages`.execute(tx);
    const [message] = rows;
    if (message === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
    if (message.settled) return;
    const acting = actingOnMail(actor, message.unitId);
    await sql`UPDATE left_messages SET settled_at = ${at}, settled_by = ${acting.accountId},
      on_behalf_of = ${acting.onBehalfOf} WHERE left_messages.id = ${id}`.execute(tx);
    const subject = { subjectType: 'left-message', subjectId: id, unitId: message.unitId } as const;
    await recordEvent(tx, acting, { type: 'left-message.settled', at, ...subject });
  });
}
