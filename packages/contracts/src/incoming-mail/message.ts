import { z } from 'zod';
import { Id } from '../ids.ts';
import { DeliveryReport } from './delivery-report.ts';
import {
  AuthResult,
  MailChannel,
  MessageFlag,
  MessageKind,
  MessageState,
  ParseState,
  PartFlag,
  PartKind,
} from './vocabulary.ts';

/** What checking the sender's domain found: shown, never trusted blindly. Domains in lower case. */
export const MailAuthentication = z.object({
  spf: z.object({ result: AuthResult, domain: z.string().nullable() }),
  /** The best of its signatures, the one of the sender's own domain first. */
  dkim: z.object({ result: AuthResult, domain: z.string().nullable() }),
  dmarc: z.object({ result: AuthResult, domain: z.string().nullable(), policy: z.string().nullable() }),
});
export type MailAuthentication = z.infer<typeof MailAuthentication>;

/** A part of a message, in the order of the message. `text` and `html` are UTF-8, whatever they came in. */
export const IncomingPart = z.object({
  /** From 1. */
  ordinal: z.number().int(),
  kind: PartKind,
  /** Fit to be shown and kept; null of a text. */
  name: z.string().nullable(),
  /** Told from the bytes, never from what the message says. */
  mediaType: z.string(),
  /** Null of a part without bytes. */
  sha256: z.string().nullable(),
  size: z.number().int(),
  flags: z.array(PartFlag),
});
export type IncomingPart = z.infer<typeof IncomingPart>;

/**
 * A message as it came, with what could be read of it. Addresses are in lower case, ids without angle brackets, texts
 * without control characters and of bounded length; all of them are the sender's word. Moments are ISO, UTC.
 */
export const IncomingMessage = z.object({
  id: Id,
  mailboxId: Id,
  channel: MailChannel,
  /** When the institution's server had it: the server's own hour of a fetched one, ours of one handed over. */
  receivedAt: z.string(),
  /** When it was kept here. */
  fetchedAt: z.string(),
  /** The message as received, byte for byte: the record. */
  rawSha256: z.string(),
  rawSize: z.number().int(),
  /** What the servers told each other; null of a fetched one, and of a report's empty sender. */
  envelopeFrom: z.string().nullable(),
  envelopeTo: z.array(z.string()),
  messageId: z.string().nullable(),
  inReplyTo: z.string().nullable(),
  referenceIds: z.array(z.string()),
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  /** Where it asks to be answered, when that is another address. */
  replyTo: z.string().nullable(),
  toAddresses: z.array(z.string()),
  ccAddresses: z.array(z.string()),
  subject: z.string(),
  sentAt: z.string().nullable(),
  /** RFC 3834, as it stands in the header: `auto-replied`, `auto-generated`. */
  autoSubmitted: z.string().nullable(),
  kind: MessageKind,
  /** Its header says that a list or a bulk sender sent it (RFC 2369, RFC 2919, Precedence). */
  byList: z.boolean(),
  /** Of a delivery report that could be read. */
  deliveryReport: DeliveryReport.nullable(),
  parseState: ParseState,
  flags: z.array(MessageFlag),
  /** Pictures that its page would have fetched from elsewhere. */
  remoteImages: z.number().int(),
  auth: MailAuthentication,
  state: MessageState,
  /** The first letters of its text, at most 300, for lists. */
  preview: z.string(),
  parts: z.array(IncomingPart),
});
export type IncomingMessage = z.infer<typeof IncomingMessage>;
