/** Stable codes of this part of the product; append, never rename. */
export const registryErrorCodes = [
  'registry.register-not-found',
  'registry.entry-not-found',
  'registry.book-closed',
  'registry.clock-skew',
  'registry.confirm-gap',
  'registry.already-annulled',
  'registry.already-opened',
  'registry.year-not-begun',
  'registry.unit-not-found',
  'registry.category-not-found',
  'registry.sub-register-not-found',
  'registry.joined-to-itself',
  'registry.entry-annulled',
  'registry.changed-meanwhile',
  'registry.issuer-date-in-future',
  'registry.nothing-to-correct',
  'registry.not-allowed',
  'registry.dispatch-date',
  'registry.model-name-taken',
  'registry.model-not-found',
] as const;
export type RegistryErrorCode = (typeof registryErrorCodes)[number];
