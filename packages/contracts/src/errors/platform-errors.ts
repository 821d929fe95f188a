/** Stable codes of this part of the product; append, never rename. */
export const platformErrorCodes = [
  'request.invalid',
  'request.malformed',
  'request.too-large',
  'request.unsupported-media-type',
  'request.not-found',
  'request.method-not-allowed',
  'request.rate-limited',
  'request.cross-site',
  'request.id-reused',
  'internal.unexpected',
  'internal.unavailable',
  'internal.storage-full',
  'print.unavailable',
  'field.required',
  'field.invalid',
  'field.too-long',
  'field.too-short',
  'field.out-of-range',
  'field.unexpected',
  'field.not-text',
] as const;
export type PlatformErrorCode = (typeof platformErrorCodes)[number];
