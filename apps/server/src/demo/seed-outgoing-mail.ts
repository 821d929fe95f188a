import type { Product } from '../compose.ts';
import { listCaseFiles } from '../modules/case-files/index.ts';
import type { Actor } from '../modules/identity/index.ts';
import {
  applyDeliveryReport,
  confirmRegistration,
  printedReceipts,
  type SendDeps,
  sendMessage,
} from '../modules/outgoing-mail/index.ts';
import { sealedRegisters } from '../modules/registry/index.ts';
import { newId } from '../platform/ids.ts';
import type { Delivery } from '../platform/mail/deliver.ts';
import type { PdfRenderer } from '../platform/pdf/pdf-renderer.ts';

/** What an invented server did with each; the last one was taken and came back. */
const outcomes: readonly (Delivery & { address: string })[] = [
  { address: 'ilie.barbu@exemplu.ro', outcome: 'accepted', reply: '250 2.0.0 Ok: queued' },
  { address: 'safta.munteanu@exemplu.ro', outcome: 'accepted', reply: '250 2.0.0 Ok: queued' },
  { address: 'primit.sau.nu@exemplu.ro', outcome: 'uncertain', reply: 'Connection closed unexpectedly' },
  { address: 'casuta.plina@exemplu.ro', outcome: 'refused', reply: '552 5.2.2 Mailbox full' },
  { address: 'adresa.gresita@exemplu.ro', outcome: 'accepted', reply: '250 2.0.0 Ok: queued' },
];

/** Confirmations in each state that a person may meet; nothing leaves, their server is invented like those they are for. */
export async function seedOutgoingMail(
  product: Product,
  { registrar, inspector }: { registrar: Actor; inspector: Actor },
  { pdf }: { pdf: PdfRenderer },
): Promise<void> {
  const { email: from } = await product.organisation.institution();
  const deps: SendDeps = {
    ...product,
    sealedRegisters: sealedRegisters(product),
    mail: {
      url: '',
      from,
      subaddress: true,
      limits: { perAddress: 20, inAll: 2000 },
      quietMs: 0,
      maxBytes: 25_000_000,
    },
    printReceipt: printedReceipts({ ...product, pdf, publicUrl: 'http://localhost:8080' }),
    async deliver({ to }, { beforeLastBytes }) {
      await beforeLastBytes();
      const { outcome, reply } = outcomes.find(({ address }) => address === to) ?? {
        outcome: 'refused',
        reply: '',
      };
      return { outcome, reply };
    },
  };
  const { items } = await listCaseFiles(product, inspector, { queue: 'mine', limit: 60 });
  const by = { accountId: registrar.accountId, onBehalfOf: null };
  for (const [index, { address }] of outcomes.entries()) {
    const file = items.at(-1 - index);
    if (file === undefined) return;
    const to = { address, name: file.issuer };
    const message = await product.db
      .transaction()
      .execute((tx) => confirmRegistration(tx, deps, { entryId: file.id, to, by }));
    if (message === undefined) continue;
    const signal = new AbortController().signal;
    const context = { attempt: 1, isLastAttempt: false, signal, log: product.log };
    await sendMessage.run(deps, { messageId: message.id }, context);
    if (index === outcomes.length - 1) await bounce(deps, message.token);
  }
}

const bounce = (deps: SendDeps, token: string) =>
  deps.db.transaction().execute((tx) =>
    applyDeliveryReport(tx, deps, {
      ...{ incomingMessageId: newId(), arrivedAt: deps.clock.now(), addresses: [], references: [] },
      ...{ envelopeId: token, action: 'failed', status: '5.1.1', diagnostic: 'smtp; 550 5.1.1 User unknown' },
    }),
  );
