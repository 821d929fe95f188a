/** Stable codes of this part of the product; append, never rename. */
export const identityErrorCodes = [
  'identity.not-signed-in',
  'identity.wrong-credentials',
  'identity.locked',
  'identity.token-invalid',
  'identity.forbidden',
  'identity.session-not-found',
  'identity.token-not-found',
  'identity.account-not-found',
  'identity.account-exists',
  'identity.staff-not-found',
  'identity.username-taken',
  'identity.username-invalid',
  'identity.unit-not-found',
  'identity.unit-required',
  'identity.already-granted',
  'identity.not-granted',
  'identity.password-too-short',
  'identity.already-initialised',
] as const;
export type IdentityErrorCode = (typeof identityErrorCodes)[number];
