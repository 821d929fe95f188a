import { z } from 'zod';

/**
 * What a message is taken for. `confidential`: a report of wrongdoing, for the special register alone (Legea 361/2022);
 * `unknown`: no rule knows it, a person says.
 */
export const IntakeKind = z.enum([
  'petition',
  'foi-request',
  'request',
  'invoice',
  'letter',
  'reply',
  'confidential',
  'not-registered',
  'unknown',
]);
export type IntakeKind = z.infer<typeof IntakeKind>;

/** What a person may register a message as. */
export const RegisteredKind = IntakeKind.exclude(['not-registered', 'unknown']);
export type RegisteredKind = z.infer<typeof RegisteredKind>;

/** Why a message is not registered; it is kept all the same. */
export const NotRegisteredReason = z.enum([
  'spam',
  'newsletter',
  'delivery-report',
  'auto-reply',
  'duplicate',
  'internal',
  'other',
]);
export type NotRegisteredReason = z.infer<typeof NotRegisteredReason>;

/**
 * Why a message may belong to a file: it names our token but comes from another address (`token-other-sender`), or only
 * quotes a number (`number-quoted`); `same-sender`: who sent it is known in that file.
 */
export const ThreadReason = z.enum(['token-other-sender', 'number-quoted', 'same-sender']);
export type ThreadReason = z.infer<typeof ThreadReason>;

/**
 * What a person is told of the sender before deciding. `look-alike-domain`: the domain looks like a known one;
 * `shows-another-address`: the name holds another address; `answers-elsewhere`: asks to be answered at another domain.
 */
export const SenderWarning = z.enum(['look-alike-domain', 'shows-another-address', 'answers-elsewhere']);
export type SenderWarning = z.infer<typeof SenderWarning>;

/** Why no confirmation leaves; null where one does. `list`: it came by a list or in bulk. */
export const NoConfirmation = z.enum([
  'no-address',
  'machine',
  'list',
  'own-address',
  'confidential',
  'limit',
]);
export type NoConfirmation = z.infer<typeof NoConfirmation>;

/** What somebody may do to a message now; the console draws exactly these. */
export const IntakeAction = z.enum(['register', 'refuse', 'hand-over', 'bounce', 'reopen']);
export type IntakeAction = z.infer<typeof IntakeAction>;
