import { type NoConfirmation, parseEmail } from '@opis/contracts';

/** What of a message says whether a confirmation of it may leave. */
export type ToConfirm = {
  readonly messageKind: 'message' | 'delivery-report' | 'auto-reply';
  readonly autoSubmitted: string | null;
  /** It came by a list or in bulk. */
  readonly byList: boolean;
  readonly fromAddress: string | null;
  readonly envelopeFrom: string | null;
  readonly channel: 'imap' | 'smtp';
  /** It comes from one of our addresses. */
  readonly own: boolean;
  readonly confidential: boolean;
  /** Confirmations that this address had within the last hour. */
  readonly recent: number;
};

/** More than this an hour nobody writes by hand; two machines that answer each other do. */
export const mostConfirmationsAnHour = 10;

// Nobody reads what is sent there, and some of them answer.
const nobody = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounce[sd]?|nu-?raspunde)[@+.=_-]/;

/**
 * Why no confirmation leaves; null where one does. A machine is never answered (RFC 3834, 2): neither what says of itself
 * that it is one, nor a report with the empty sender, nor our own addresses; nor a list, which would send the answer on to
 * everybody who reads it.
 */
export function whyNotConfirmed(message: ToConfirm): NoConfirmation | null {
  const { messageKind, autoSubmitted, fromAddress, own, confidential, recent } = message;
  if (confidential) return 'confidential';
  const address = fromAddress === null ? undefined : parseEmail(fromAddress);
  if (address === undefined) return 'no-address';
  if (own) return 'own-address';
  const isMachine = messageKind !== 'message' || (autoSubmitted !== null && !/^\s*no\b/i.test(autoSubmitted));
  const isReport = message.channel === 'smtp' && message.envelopeFrom === null;
  if (isMachine || isReport || nobody.test(address)) return 'machine';
  if (message.byList) return 'list';
  return recent >= mostConfirmationsAnHour ? 'limit' : null;
}
