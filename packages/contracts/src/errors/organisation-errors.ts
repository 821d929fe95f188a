/** Stable codes of this part of the product; append, never rename. */
export const organisationErrorCodes = [
  'organisation.not-initialised',
  'organisation.unknown-code',
  'organisation.code-repeated',
  'organisation.unit-cycle',
  'organisation.successor-of-open',
  'organisation.unit-not-empty',
  'organisation.still-named',
  'organisation.changed-meanwhile',
  'organisation.nothing-to-change',
  'organisation.unreadable-file',
  'organisation.preview-outdated',
  'organisation.closed-unit',
  'organisation.own-successor',
  'organisation.act-not-found',
  'organisation.act-reverted',
  'organisation.act-final',
  'organisation.act-built-upon',
] as const;
export type OrganisationErrorCode = (typeof organisationErrorCodes)[number];
