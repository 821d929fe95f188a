/** Stable codes of this part of the product; append, never rename. */
export const partyErrorCodes = [
  'party.not-found',
  'party.cnp-invalid',
  'party.cui-invalid',
  'party.iban-invalid',
  'party.phone-invalid',
  'party.email-invalid',
  'party.postal-code-invalid',
  'party.purpose-required',
] as const;
export type PartyErrorCode = (typeof partyErrorCodes)[number];
