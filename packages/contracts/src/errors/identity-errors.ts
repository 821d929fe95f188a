/** Stable codes of this part of the product; append, never rename. */
export const identityErrorCodes = [
  'identity.not-signed-in',
  'identity.wrong-credentials',
  'identity.locked',
  'identity.token-invalid',
  'identity.forbidden',
  'identity.session-not-found',
] as const;
export type IdentityErrorCode = (typeof identityErrorCodes)[number];
