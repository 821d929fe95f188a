/** Stable codes of this part of the product; append, never rename. */
export const reportErrorCodes = [
  'report.period',
  'report.same-grouping',
  'report.title-taken',
  'report.too-many',
  'report.not-found',
  'report.unit-not-led',
  'report.nothing',
  'report.too-slow',
] as const;
export type ReportErrorCode = (typeof reportErrorCodes)[number];
