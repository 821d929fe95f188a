import { z } from 'zod';
import { Id, RequestId, Version } from '../ids.ts';
import {
  OutgoingAction,
  OutgoingDecision,
  OutgoingPurpose,
  OutgoingQueue,
  OutgoingState,
  OutgoingTrouble,
} from '../outgoing-mail/vocabulary.ts';
import { Instant, typedText } from './fields.ts';

/** A message in a list. `trouble` and `reply`: why it waits or did not leave, and the last words of a mail server. */
export const OutgoingMessageRow = z.object({
  id: Id,
  purpose: OutgoingPurpose,
  state: OutgoingState,
  to: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  letterId: Id.nullable(),
  caseFile: z.object({ id: Id, registrationNumber: z.string() }).nullable(),
  attempts: z.int(),
  /** When it is tried next; of one held, the hour chosen by a person. */
  nextAt: Instant.nullable(),
  queuedAt: Instant,
  queuedBy: z.string(),
  acceptedAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  bouncedAt: Instant.nullable(),
  changedAt: Instant,
  trouble: OutgoingTrouble.nullable(),
  reply: z.string().nullable(),
  decision: OutgoingDecision.nullable(),
  actions: z.array(OutgoingAction),
});
export type OutgoingMessageRow = z.infer<typeof OutgoingMessageRow>;

/** Newest first; `next` is the id to ask on from, null at the end. */
export const OutgoingPage = z.object({ items: z.array(OutgoingMessageRow), next: Id.nullable() });
export type OutgoingPage = z.infer<typeof OutgoingPage>;

export const ListOutgoingQuery = z.strictObject({
  queue: OutgoingQueue.default('all'),
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListOutgoingQuery = z.infer<typeof ListOutgoingQuery>;

/** Of what the asker may see: how many wait for a person, how many are under way; up to 2,000 each. */
export const OutgoingCounts = z.object({ asking: z.int(), queued: z.int() });
export type OutgoingCounts = z.infer<typeof OutgoingCounts>;

/** One message whole, with every dialogue about it and every report. */
export const OutgoingMessageDetail = OutgoingMessageRow.extend({
  body: z.string(),
  attachments: z.array(z.string()),
  tries: z.array(
    z.object({
      number: z.int(),
      beganAt: Instant,
      endedAt: Instant.nullable(),
      outcome: z
        .enum(['accepted', 'deferred', 'refused', 'unreachable', 'interrupted', 'uncertain'])
        .nullable(),
      reply: z.string().nullable(),
    }),
  ),
  reports: z.array(
    z.object({
      action: z.enum(['failed', 'delayed', 'delivered', 'relayed', 'expanded']),
      status: z.string().nullable(),
      diagnostic: z.string().nullable(),
      arrivedAt: Instant,
    }),
  ),
});
export type OutgoingMessageDetail = z.infer<typeof OutgoingMessageDetail>;

/**
 * What sending a letter by e-mail begins with: the address as far as it is known, subject and text to be changed or not,
 * what goes with it. `bounced`: a message to this address came back before. `maySend` is false when somebody else
 * dispatches, a message is under way, or no mail server is set (`configured`).
 */
export const LetterMail = z.object({
  configured: z.boolean(),
  maySend: z.boolean(),
  proposal: z.object({
    address: z.string(),
    bounced: z.boolean(),
    subject: z.string(),
    body: z.string(),
    /** What goes with it; `size` in bytes, `url` to look at it before it leaves. */
    attachments: z.array(z.object({ documentId: Id, name: z.string(), size: z.int(), url: z.string() })),
    /** Bytes of the whole message as it would be, about, and what the mail server takes; over it, it would be refused. */
    size: z.int(),
    sizeLimit: z.int().nullable(),
  }),
  messages: z.array(OutgoingMessageRow),
});
export type LetterMail = z.infer<typeof LetterMail>;

/**
 * Sends a letter by e-mail; `version` is the letter's. `notBefore`: later, within 30 days. Errors:
 * `outgoing-mail.address-invalid`, `outgoing-mail.no-mail-domain`, `outgoing-mail.bounced-before` unless `despiteBounce`,
 * `outgoing-mail.no-server`, `outgoing-mail.on-its-way`, `outgoing-mail.no-attachment`,
 * `outgoing-mail.hour-out-of-range`, `letter.not-allowed`, `letter.changed-meanwhile`.
 */
export const SendLetterByEmailRequest = z.strictObject({
  requestId: RequestId,
  version: Version,
  address: z.string().max(320),
  subject: typedText(300),
  body: z
    .string()
    .max(20_000)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'field.not-text' }),
  notBefore: Instant.nullable().default(null),
  despiteBounce: z.boolean().default(false),
});
export type SendLetterByEmailRequest = z.infer<typeof SendLetterByEmailRequest>;

/** Sends many at once, each to its own address with the usual text; what each came to is told one by one. */
export const SendLettersByEmailRequest = z.strictObject({
  requestId: RequestId,
  items: z
    .array(z.strictObject({ id: Id, version: Version }))
    .min(1)
    .max(200),
  notBefore: Instant.nullable().default(null),
});
export type SendLettersByEmailRequest = z.infer<typeof SendLettersByEmailRequest>;
export const SendLettersByEmailResponse = z.object({ workId: Id });
export type SendLettersByEmailResponse = z.infer<typeof SendLettersByEmailResponse>;

/** What each letter of a sending of many came to: where its message stands now, or why there is none. */
export const OutgoingBatch = z.object({
  items: z.array(
    z.object({
      letterId: Id,
      registrationNumber: z.string(),
      addressee: z.string(),
      message: OutgoingMessageRow.nullable(),
      errorCode: z.string().nullable(),
      errorText: z.string().nullable(),
    }),
  ),
});
export type OutgoingBatch = z.infer<typeof OutgoingBatch>;

/** An act on a message; `state` is the one that the person saw: on another, `outgoing-mail.changed-meanwhile`. */
const act = { requestId: RequestId, state: OutgoingState };
export const ActOnMessageRequest = z.strictObject(act);
export type ActOnMessageRequest = z.infer<typeof ActOnMessageRequest>;
export const DecideMessageRequest = z.strictObject({ ...act, decision: OutgoingDecision });
export type DecideMessageRequest = z.infer<typeof DecideMessageRequest>;
