import { AppError, type HandOverMessageRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { findSpecialRegister } from '../../registry/index.ts';
import { actingOnMail, messageSight } from '../sight.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { insertDecision, lockIntakes } from './intake-store.ts';
import { refuseIfChanged } from './refuse-if-changed.ts';

/**
 * Gives a report of wrongdoing to who is named on the special register (Legea 361/2022, art. 6): from then on nobody else
 * sees that it came, and it is numbered there. Errors: `incoming-mail.not-found`, `.decided-meanwhile`,
 * `petition.no-special-register`.
 */
export async function handOverMessage(
  deps: IntakeDeps,
  actor: Actor,
  { id, requestId, version }: HandOverMessageRequest & { id: string },
): Promise<void> {
  const at = deps.clock.now();
  const register = await findSpecialRegister(deps.db, 'whistleblower');
  const { visible } = await messageSight(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    const { accountId } = actor;
    const command = {
      accountId,
      requestId,
      action: 'incoming-message.handed-over',
      body: { id, version },
      at,
    };
    if (!(await claimCommand(tx, command))) return;
    const [message] = await lockIntakes(tx, [id], visible);
    if (message === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
    await refuseIfChanged(tx, message, { version, open: true });
    if (register === undefined) throw new AppError('conflict', 'petition.no-special-register');
    if (message.sealedRegisterId !== null) throw new AppError('conflict', 'petition.already-confidential');
    const acting = actingOnMail(actor, message.mailboxUnitId);
    await sql`UPDATE intake_proposals SET kind = 'confidential', reason = NULL, joins_entry_id = NULL,
      sealed_register_id = ${register.id} WHERE intake_proposals.message_id = ${id}`.execute(tx);
    await sql`UPDATE incoming_messages SET version = incoming_messages.version + 1
      WHERE incoming_messages.id = ${id}`.execute(tx);
    await insertDecision(tx, acting, message, {
      ...{ what: 'handed-over', at, kind: 'confidential', reason: null, note: null },
      asProposed: message.kind === 'confidential',
    });
    await recordEvent(tx, acting, {
      ...{ type: 'incoming-message.handed-over', at, subjectType: 'incoming-message', subjectId: id },
      unitId: null,
    });
  });
}
