/** Stable codes of this part of the product; append, never rename. */
export const caseTaskErrorCodes = [
  'case-task.not-found',
  'case-task.not-allowed',
  'case-task.changed-meanwhile',
  'case-task.one-target',
  'case-task.due-date-required',
  'case-task.due-date-past',
  'case-task.unit-not-found',
  'case-task.person-not-found',
  'case-task.persons-only',
  'case-task.subject-not-found',
  'case-task.asked-twice',
  'case-task.file-closed',
  'case-task.wrong-verdict',
  'case-task.words-required',
  'case-task.not-an-earlier-step',
  'case-task.reminded-today',
  'case-file.barred-by-complaint',
  'case-file.barred-target',
  'case-file.barred-subordinate',
  'case-file.barred-substitute',
] as const;
export type CaseTaskErrorCode = (typeof caseTaskErrorCodes)[number];
