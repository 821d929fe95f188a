const cedillas: Readonly<Record<string, string>> = { ş: 'ș', Ş: 'Ș', ţ: 'ț', Ţ: 'Ț' };

/** How typed text is kept: NFC, ș ț with comma below (never cedilla), no control characters, single spaces, trimmed. */
export function toStoredText(text: string): string {
  return toStoredPiece(text).trim();
}

/** The same for a piece of a longer text, whose spaces at the edges part it from its neighbours. */
export function toStoredPiece(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[şŞţŢ]/g, (letter) => cedillas[letter] ?? letter)
    .replace(/[\p{Cc}\p{Cf}]/gu, (mark) => (mark === '\n' || mark === '\t' || mark === '\r' ? ' ' : ''))
    .replace(/[ \u00a0]+/g, ' ');
}
