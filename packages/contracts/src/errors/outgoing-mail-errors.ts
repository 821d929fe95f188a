/** Stable codes of this part of the product; append, never rename. */
export const outgoingMailErrorCodes = [
  'outgoing-mail.not-found',
  'outgoing-mail.not-allowed',
  'outgoing-mail.changed-meanwhile',
  'outgoing-mail.address-invalid',
  'outgoing-mail.no-mail-domain',
  'outgoing-mail.bounced-before',
  'outgoing-mail.no-server',
  'outgoing-mail.on-its-way',
  'outgoing-mail.no-attachment',
  'outgoing-mail.hour-out-of-range',
] as const;
export type OutgoingMailErrorCode = (typeof outgoingMailErrorCodes)[number];
