import type { MailEnvelope, MailReceiver } from '../../../platform/mail/intake/mail-intake.ts';
import { findMailboxFor } from '../mailboxes/mailbox-store.ts';
import type { Arrival } from './arrival.ts';
import type { ArriveDeps } from './arrive-deps.ts';
import { keepMessage } from './keep-message.ts';

/** Takes over what a mail server hands to us, for the mailboxes that are handed over. */
export function mailReceiver(deps: ArriveDeps): MailReceiver {
  return {
    accepts: async (address) => (await findMailboxFor(deps.db, address)) !== undefined,
    keep: async (envelope, message) => {
      const receivedAt = deps.clock.now();
      const limits = { maxBytes: deps.maxMessageBytes, forbiddenTypes: [] };
      const raw = await deps.files.receive(message, limits);
      try {
        await keepMessage(deps, raw, await toArrivals(deps, envelope, receivedAt));
      } finally {
        await raw.discard();
      }
    },
  };
}

// A message for two of our mailboxes is a message of each.
async function toArrivals({ db }: ArriveDeps, envelope: MailEnvelope, receivedAt: Date): Promise<Arrival[]> {
  const byMailbox = new Map<string, string[]>();
  for (const address of envelope.to) {
    const mailboxId = await findMailboxFor(db, address);
    // Accepted a moment ago and switched off since: the relay asks again, and hears it then.
    if (mailboxId === undefined) throw new Error('the mailbox was switched off meanwhile');
    byMailbox.set(mailboxId, [...(byMailbox.get(mailboxId) ?? []), address]);
  }
  return [...byMailbox].map(([mailboxId, to]) => ({
    ...{ channel: 'smtp' as const, mailboxId, from: envelope.from, to, hop: envelope.client, receivedAt },
  }));
}
