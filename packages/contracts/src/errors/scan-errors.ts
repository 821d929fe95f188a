/** Stable codes of this part of the product; append, never rename. */
export const scanErrorCodes = [
  'scan.not-found',
  'scan.changed-meanwhile',
  'scan.placed-already',
  'scan.nothing-to-undo',
  'scan.entry-not-found',
  'scan.not-allowed',
  'scan.unreadable',
  'scan.busy',
  'scan.not-a-scan',
  'scan.nothing-to-take',
] as const;
export type ScanErrorCode = (typeof scanErrorCodes)[number];
