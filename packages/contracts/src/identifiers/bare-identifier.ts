/**
 * An identifier as typed, without what people put between its characters: spaces, dots, hyphens and dashes, and the
 * invisible marks that come along when it is copied; in upper case.
 */
export function toBareIdentifier(text: string): string {
  return text.replace(/[\s.\p{Pd}\p{Cf}]/gu, '').toUpperCase();
}
