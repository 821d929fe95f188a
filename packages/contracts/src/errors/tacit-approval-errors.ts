/** Stable codes of this part of the product; append, never rename. */
export const tacitApprovalErrorCodes = [
  'tacit.does-not-apply',
  'tacit.too-late',
  'tacit.already-notified',
  'tacit.not-found',
  'tacit.decided',
  'tacit.not-allowed',
  'tacit.file-closed',
] as const;
export type TacitApprovalErrorCode = (typeof tacitApprovalErrorCodes)[number];
