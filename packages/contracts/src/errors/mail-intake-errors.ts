/** Stable codes of this part of the product; append, never rename. */
export const mailIntakeErrorCodes = [
  'incoming-mail.not-found',
  'incoming-mail.changed-meanwhile',
  'incoming-mail.decided-meanwhile',
  'incoming-mail.registered',
  'incoming-mail.choose-kind',
  'incoming-mail.hand-over-first',
  'incoming-mail.no-bounce',
  'intake-rule.not-found',
  'intake-rule.changed-meanwhile',
  'intake-rule.not-tried',
] as const;
export type MailIntakeErrorCode = (typeof mailIntakeErrorCodes)[number];
