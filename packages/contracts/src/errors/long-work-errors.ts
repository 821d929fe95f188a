/** Stable codes of this part of the product; append, never rename. */
export const longWorkErrorCodes = [
  'long-work.not-found',
  'long-work.file-gone',
  'long-work.interrupted',
  'export.nothing',
  'export.no-right',
  'export.period',
  'closing.year-not-over',
  'closing.already-closed',
  'closing.nothing-to-close',
  'closing.changed-meanwhile',
  'closing.not-closed',
  'closing.gaps',
  'closing.unsolved',
] as const;
export type LongWorkErrorCode = (typeof longWorkErrorCodes)[number];
