/** Stable codes of this part of the product; append, never rename. */
export const mailboxErrorCodes = [
  'mailbox.changed-meanwhile',
  'mailbox.address-taken',
  'mailbox.unit-not-found',
  'mailbox.password-again',
] as const;
export type MailboxErrorCode = (typeof mailboxErrorCodes)[number];
