/** Stable codes of this part of the product; append, never rename. */
export const caseFileErrorCodes = [
  'case-file.not-found',
  'case-file.not-allowed',
  'case-file.changed-meanwhile',
  'case-file.one-target',
  'case-file.unit-not-found',
  'case-file.person-not-found',
  'case-file.already-there',
  'case-file.joined-to-itself',
  'case-file.target-not-found',
  'case-file.target-closed',
  'case-file.persons-only',
  'case-file.model-not-found',
  'case-file.model-name-taken',
  'case-file.opis-changed-meanwhile',
  'case-file.not-to-undo',
  'case-file.not-held-before',
] as const;
export type CaseFileErrorCode = (typeof caseFileErrorCodes)[number];
