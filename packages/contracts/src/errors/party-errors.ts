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
  'party.cnp-natural-only',
  'party.cui-bodies-only',
  'party.kind-mismatch',
  'party.cnp-mismatch',
  'party.cui-mismatch',
  'party.no-cnp',
] as const;
export type PartyErrorCode = (typeof partyErrorCodes)[number];
