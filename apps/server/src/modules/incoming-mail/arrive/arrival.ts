import { createHash } from 'node:crypto';
import type { MailHop } from '../../../platform/mail/parse/parsed-message.ts';

/** A place of a message in a fetched mailbox. */
export type MessagePlace = {
  readonly mailboxId: string;
  readonly uidValidity: number;
  readonly uid: number;
};

/** How a message came to one of the institution's mailboxes. */
export type Arrival =
  | { readonly channel: 'imap'; readonly place: MessagePlace; readonly receivedAt: Date }
  | {
      readonly channel: 'smtp';
      readonly mailboxId: string;
      /** Empty of a report. */
      readonly from: string;
      /** Those of the recipients that are this mailbox's. */
      readonly to: readonly string[];
      readonly hop: Pick<MailHop, 'address' | 'helo'>;
      readonly receivedAt: Date;
    };

/** The mailbox that it came to. */
export const mailboxOf = (arrival: Arrival): string =>
  arrival.channel === 'imap' ? arrival.place.mailboxId : arrival.mailboxId;

/** Tells one handing over from another of the same bytes; null of a fetched message, which its bytes alone tell. */
export const envelopeHash = (arrival: Arrival): string | null =>
  arrival.channel === 'imap'
    ? null
    : createHash('sha256')
        .update([arrival.from, ...[...new Set(arrival.to)].sort()].join('\n'))
        .digest('hex');
