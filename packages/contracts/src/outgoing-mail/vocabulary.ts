import { z } from 'zod';

/** What a message is: a letter of a file, the confirmation of a registration, a notice, anything else. */
export const OutgoingPurpose = z.enum(['letter', 'confirmation', 'notice', 'other']);
export type OutgoingPurpose = z.infer<typeof OutgoingPurpose>;

/**
 * Where a message stands. `held`: not before the hour that a person chose. `sending`: its last bytes were given out and
 * no answer is known yet. `accepted`: the server took it, a letter has left. `delivered`: a report says that it arrived.
 * `uncertain`: nobody knows whether the server took it; it is never sent again by itself. `failed`: refused for good, or
 * given up; it did not leave.
 */
export const OutgoingState = z.enum([
  'waiting',
  'held',
  'sending',
  'accepted',
  'delivered',
  'bounced',
  'uncertain',
  'withdrawn',
  'failed',
]);
export type OutgoingState = z.infer<typeof OutgoingState>;

/**
 * Why a message waits, failed or is uncertain. `no-server`: none is set; `limit`: enough for this hour; `lost-answer`:
 * the server went before it answered; `process-ended`: ours did; `not-recorded`: taken, and the file could not follow;
 * `file-damaged`: an attachment is not there as it was; `gave-up`: tried for more than two days.
 */
export const OutgoingTrouble = z.enum([
  'no-server',
  'limit',
  'unreachable',
  'deferred',
  'interrupted',
  'refused',
  'too-large',
  'file-damaged',
  'gave-up',
  'lost-answer',
  'process-ended',
  'not-recorded',
]);
export type OutgoingTrouble = z.infer<typeof OutgoingTrouble>;

/** What a person may do to a message now; the console draws exactly the ones that the server returned. */
export const OutgoingAction = z.enum(['withdraw', 'send-now', 'try-again', 'decide']);
export type OutgoingAction = z.infer<typeof OutgoingAction>;

/** What a person finds of one that is uncertain: it did go, it goes once more, it did not go and shall not. */
export const OutgoingDecision = z.enum(['was-sent', 'send-again', 'not-sent']);
export type OutgoingDecision = z.infer<typeof OutgoingDecision>;

/** Which messages a list shows; `asking`: those that wait for a person. */
export const OutgoingQueue = z.enum(['asking', 'queued', 'sent', 'all']);
export type OutgoingQueue = z.infer<typeof OutgoingQueue>;
