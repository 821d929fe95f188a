/** Stable codes of this part of the product; append, never rename. */
export const documentErrorCodes = [
  'document.not-found',
  'document.upload-not-found',
  'document.upload-expired',
  'document.empty',
  'document.too-large',
  'document.type-forbidden',
  'document.name-invalid',
  'document.upload-interrupted',
  'document.storage-full',
  'document.no-preview',
  'document.storage-unavailable',
  'document.damaged',
  'document.infected',
  'document.waits-for-antivirus',
] as const;
export type DocumentErrorCode = (typeof documentErrorCodes)[number];
