/** Stable codes of this part of the product; append, never rename. */
export const historyErrorCodes = [
  'history.not-text',
  'history.no-header',
  'history.column-unknown',
  'history.column-missing',
  'history.too-large',
] as const;
export type HistoryErrorCode = (typeof historyErrorCodes)[number];
