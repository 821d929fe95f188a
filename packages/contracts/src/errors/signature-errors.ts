/** Stable codes of this part of the product; append, never rename. */
export const signatureErrorCodes = [
  'signature.not-configured',
  'signature.no-credential',
  'signature.wrong-pin',
  'signature.certificate-expired',
  'signature.provider-refused',
  'signature.provider-unavailable',
  'signature.time-stamp-unavailable',
  'signature.file-unsuitable',
  'signature.result-refused',
  'signature.interrupted',
  'signature.batch-not-found',
  'signature.trusted-list-invalid',
  'signature.trusted-list-unsigned',
  'signature.trusted-list-unknown-signer',
  'signature.trusted-list-older',
  'masking.nothing-marked',
  'masking.page-unknown',
  'masking.file-unsuitable',
] as const;
export type SignatureErrorCode = (typeof signatureErrorCodes)[number];
