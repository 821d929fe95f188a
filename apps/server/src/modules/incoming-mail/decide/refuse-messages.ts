import type { RefuseMessagesRequest } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { actingOnMail, messageSight } from '../sight.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { type Intake, insertDecision, layAside, lockIntakes } from './intake-store.ts';
import { refuseIfChanged } from './refuse-if-changed.ts';

/**
 * Lays messages aside with a reason: they are kept, and can be taken back. All or none: who decided about one of them
 * meanwhile is named. Errors: `incoming-mail.not-found`, `.decided-meanwhile`.
 */
export async function refuseMessages(
  deps: IntakeDeps,
  actor: Actor,
  { requestId, items, reason, note = '' }: RefuseMessagesRequest,
): Promise<void> {
  const at = deps.clock.now();
  const { visible } = await messageSight(deps, actor);
  const body = { items, reason, note };
  await deps.db.transaction().execute(async (tx) => {
    const { accountId } = actor;
    if (!(await claimCommand(tx, { accountId, requestId, action: 'incoming-message.refused', body, at })))
      return;
    const seen = new Map(items.map(({ id, version }) => [id, version]));
    const messages = await lockIntakes(tx, [...seen.keys()], visible);
    for (const message of messages) {
      await refuseIfChanged(tx, message, { version: seen.get(message.id) ?? 0, open: true });
      await refuseOne(tx, actor, message, { reason, note: note || null, at });
    }
  });
}

async function refuseOne(
  tx: Tx,
  actor: Actor,
  message: Intake,
  { reason, note, at }: { reason: RefuseMessagesRequest['reason']; note: string | null; at: Date },
) {
  const acting = actingOnMail(actor, message.mailboxUnitId);
  const asProposed = message.kind === 'not-registered' && message.reason === reason;
  await layAside(tx, message.id, { at, acting, reason, note });
  await insertDecision(tx, acting, message, {
    ...{ what: 'not-registered', at, kind: 'not-registered', reason, note, asProposed },
  });
  await recordEvent(tx, acting, {
    ...{
      type: 'incoming-message.not-registered',
      at,
      subjectType: 'incoming-message',
      subjectId: message.id,
    },
    unitId: message.mailboxUnitId,
    data: { reason },
  });
}
