import type { IncomingMessage } from '@opis/contracts';
import type { Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import {
  applyDeliveryReport,
  type DeliveryReport,
  type OutgoingMailDeps,
} from '../../outgoing-mail/index.ts';
import { insertDecision, layAside } from '../decide/intake-store.ts';
import type { Bounce } from './find-bounce.ts';

// What the report says of several recipients: the worst of it.
const gravest = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** A report (RFC 3464) that finds its message has its effect, and nobody need read it. True when it did. */
export async function followReport(
  tx: Tx,
  deps: OutgoingMailDeps,
  message: IncomingMessage,
): Promise<boolean> {
  const { deliveryReport: report, envelopeTo, toAddresses } = message;
  const recipient = gravest
    .map((action) => report?.recipients.find((each) => each.action === action))
    .find(Boolean);
  if (report === null || recipient === undefined) return false;
  const { originalMessageId, references, envelopeId } = report;
  return follow(tx, deps, message, {
    addresses: [...envelopeTo, ...toAddresses],
    references: [...(originalMessageId ? [originalMessageId] : []), ...references],
    envelopeId,
    ...{ action: recipient.action, status: recipient.status, diagnostic: recipient.diagnostic },
  });
}

/** The same of a bounce in words alone, once it is certain or a person says so. */
export const followBounce = (
  tx: Tx,
  deps: OutgoingMailDeps,
  {
    message,
    bounce: { outgoingId, status, diagnostic },
    acting = null,
  }: {
    message: Pick<IncomingMessage, 'id' | 'receivedAt'>;
    bounce: Pick<Bounce, 'outgoingId' | 'status' | 'diagnostic'>;
    acting?: Acting | null;
  },
): Promise<boolean> =>
  follow(tx, deps, message, { about: outgoingId, action: 'failed', status, diagnostic }, acting);

async function follow(
  tx: Tx,
  deps: OutgoingMailDeps,
  { id, receivedAt }: Pick<IncomingMessage, 'id' | 'receivedAt'>,
  says: Omit<DeliveryReport, 'incomingMessageId' | 'arrivedAt'>,
  acting: Acting | null = null,
): Promise<boolean> {
  const applied = await applyDeliveryReport(tx, deps, {
    ...says,
    ...{ incomingMessageId: id, arrivedAt: new Date(receivedAt) },
  });
  if (applied === null) return false;
  const at = deps.clock.now();
  const decided = { at, reason: 'delivery-report', note: null } as const;
  await layAside(tx, id, { ...decided, acting });
  await insertDecision(
    tx,
    acting,
    { id, ruleId: null },
    { ...decided, what: 'not-registered', kind: 'not-registered', asProposed: true },
  );
  return true;
}
