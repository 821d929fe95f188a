import { z } from 'zod';
import { Code, Instant, PlainDate, typedText } from '../api/fields.ts';
import { Id, RequestId } from '../ids.ts';
import { MailChannel } from './vocabulary.ts';

/** How the line to a mail server is protected: from its first byte, from a word of the server on, or not at all. */
export const MailSecurity = z.enum(['tls', 'starttls', 'none']);
export type MailSecurity = z.infer<typeof MailSecurity>;

/** What happens to a message on the far server once it is kept here; `keep`: nothing. */
export const AfterFetch = z.enum(['keep', 'seen', 'move', 'delete']);
export type AfterFetch = z.infer<typeof AfterFetch>;

const host = z
  .string()
  .trim()
  .regex(/^[a-z0-9]([a-z0-9.:-]{0,253}[a-z0-9])?$/i);
const address = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^@\s"<>,;:]{1,64}@[a-z0-9.-]{1,189}$/);

const Server = z.strictObject({
  host,
  port: z.number().int().min(1).max(65535),
  security: MailSecurity,
  username: typedText(200),
  /** Null: the one that was given before. It is sealed, and given back to nobody. */
  password: z.string().min(1).max(500).nullable(),
  folder: typedText(200),
});

/** Tries a server without keeping anything; `id` of a mailbox that has a password already. */
export const TestMailboxRequest = z.strictObject({ id: Id.nullable(), server: Server });
export type TestMailboxRequest = z.infer<typeof TestMailboxRequest>;

/** What the server answered, in its own words where it said no; `messages` in the folder when it let us in. */
export const TestMailboxResponse = z.object({
  outcome: z.enum(['ok', 'unreachable', 'sign-in', 'certificate', 'refused']),
  words: z.string(),
  messages: z.number().int().nullable(),
});
export type TestMailboxResponse = z.infer<typeof TestMailboxResponse>;

/** Makes a mailbox (`version` 0, its id that of the request) or changes one. */
export const SaveMailboxRequest = z
  .strictObject({
    requestId: RequestId,
    id: Id.nullable(),
    version: z.int().min(0).max(2_147_483_647),
    name: typedText(100),
    address,
    channel: MailChannel,
    active: z.boolean(),
    /** Of a fetched mailbox alone. */
    server: Server.nullable(),
    afterFetch: AfterFetch.nullable(),
    moveTo: typedText(200).nullable(),
    fetchSince: PlainDate.nullable(),
    /** Code of the unit proposed for what comes in, of the office where it is. */
    unit: Code.nullable(),
    office: Code.nullable(),
  })
  .refine(({ channel, server, afterFetch, fetchSince }) =>
    [server, afterFetch, fetchSince].every((value) => (value !== null) === (channel === 'imap')),
  )
  .refine(({ afterFetch, moveTo }) => (afterFetch === 'move') === (moveTo !== null));
export type SaveMailboxRequest = z.infer<typeof SaveMailboxRequest>;

/** A mailbox as it is set up, with how it goes. Never its password. */
export const Mailbox = z.object({
  id: Id,
  version: z.number().int(),
  name: z.string(),
  address: z.string(),
  channel: MailChannel,
  active: z.boolean(),
  server: z
    .object({
      host: z.string(),
      port: z.number().int(),
      security: MailSecurity,
      username: z.string(),
      folder: z.string(),
      hasPassword: z.boolean(),
    })
    .nullable(),
  afterFetch: AfterFetch.nullable(),
  moveTo: z.string().nullable(),
  fetchSince: PlainDate.nullable(),
  unit: z.object({ code: Code, name: z.string() }).nullable(),
  office: z.object({ code: Code, name: z.string() }).nullable(),
  /** When it was last looked at; null: never. */
  checkedAt: Instant.nullable(),
  /** The server's own words, while it cannot be read. */
  failure: z.string().nullable(),
  messages: z.number().int(),
  /** Messages left on the far server: too large, empty or gone. */
  leftThere: z.number().int(),
});
export type Mailbox = z.infer<typeof Mailbox>;

/** Every mailbox, by name. */
export const Mailboxes = z.object({ items: z.array(Mailbox) });
export type Mailboxes = z.infer<typeof Mailboxes>;
