/** Stable codes of this part of the product; append, never rename. */
export const deadlineErrorCodes = [
  'calendar.year-unverified',
  'deadline.rule-unknown',
  'deadline.hour-missing',
  'deadline.extension-beyond-cap',
  'deadline.already-checked',
  'deadline.changed-meanwhile',
  'deadline.limit-needs-check',
  'deadline.mode-not-correctable',
  'deadline.correction-needs-check',
  'term.not-found',
  'term.not-running',
  'term.role-taken',
  'term.already-extended',
  'term.too-late-to-extend',
  'term.not-suspendable',
  'term.not-suspended',
  'notice.not-found',
] as const;
export type DeadlineErrorCode = (typeof deadlineErrorCodes)[number];
