/** Stable codes of this part of the product; append, never rename. */
export const substitutionErrorCodes = [
  'substitution.not-found',
  'substitution.person-not-found',
  'substitution.not-allowed',
  'substitution.of-oneself',
  'substitution.substitute-leaves',
  'substitution.over-already',
  'substitution.period-reversed',
  'substitution.period-too-long',
  'substitution.period-past',
  'substitution.overlaps',
  'substitution.circle',
] as const;
export type SubstitutionErrorCode = (typeof substitutionErrorCodes)[number];
