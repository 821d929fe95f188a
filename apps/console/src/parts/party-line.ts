import { formatPhone, type PartySuggestion } from '@opis/contracts';

/** What tells namesakes apart, in one line: `CNP 2••••••••••34 · str. Teilor nr. 27 · 0251 123 456`. */
export function partyLine(party: PartySuggestion): string {
  const { maskedCnp, cui, address, phone, email } = party;
  const parts = [
    maskedCnp && `CNP ${maskedCnp}`,
    cui && `CUI ${cui}`,
    address,
    phone && formatPhone(phone),
    email,
  ];
  return parts.filter(Boolean).join(' · ');
}
