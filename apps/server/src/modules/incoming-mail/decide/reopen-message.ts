import { AppError, type ReopenMessageRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { actingOnMail, messageSight } from '../sight.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { insertDecision, lockIntakes } from './intake-store.ts';
import { refuseIfChanged } from './refuse-if-changed.ts';

/**
 * Takes back that a message is not registered: it waits again. One that has a number keeps it. Errors:
 * `incoming-mail.not-found`, `.decided-meanwhile`, `.registered`.
 */
export async function reopenMessage(
  deps: IntakeDeps,
  actor: Actor,
  { id, requestId, version }: ReopenMessageRequest & { id: string },
): Promise<void> {
  const at = deps.clock.now();
  const { visible } = await messageSight(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    const { accountId } = actor;
    const command = { accountId, requestId, action: 'incoming-message.reopened', body: { id, version }, at };
    if (!(await claimCommand(tx, command))) return;
    const [message] = await lockIntakes(tx, [id], visible);
    if (message === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
    await refuseIfChanged(tx, message, { version, open: false });
    if (message.entryId !== null) throw new AppError('conflict', 'incoming-mail.registered');
    const acting = actingOnMail(actor, message.mailboxUnitId);
    await sql`
      UPDATE incoming_messages SET state = 'waiting', version = incoming_messages.version + 1, decided_at = NULL,
        decided_by = NULL, on_behalf_of = NULL, reason = NULL, note = NULL
      WHERE incoming_messages.id = ${id}
    `.execute(tx);
    await insertDecision(tx, acting, message, {
      ...{ what: 'reopened', at, kind: null, reason: null, note: null, asProposed: false },
    });
    await recordEvent(tx, acting, {
      ...{ type: 'incoming-message.reopened', at, subjectType: 'incoming-message', subjectId: id },
      unitId: message.mailboxUnitId,
    });
  });
}
