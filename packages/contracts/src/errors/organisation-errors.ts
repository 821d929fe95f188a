/** Stable codes of this part of the product; append, never rename. */
export const organisationErrorCodes = [
  'organisation.not-initialised',
  'organisation.unknown-code',
  'organisation.code-repeated',
  'organisation.unit-cycle',
] as const;
export type OrganisationErrorCode = (typeof organisationErrorCodes)[number];
