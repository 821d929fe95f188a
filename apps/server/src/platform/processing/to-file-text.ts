const cedillas: Readonly<Record<string, string>> = { ş: 'ș', Ş: 'Ș', ţ: 'ț', Ţ: 'Ț' };

/** The most that is kept of one page; the database refuses more. */
export const maxPageCharacters = 200_000;

/**
 * Text of a file as it is kept: NFC, ș ț with comma below (old programs and the engine's own training write cedillas), no
 * control characters, lines kept.
 */
export function toFileText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[şŞţŢ]/g, (letter) => cedillas[letter] ?? letter)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, (mark) => (mark === '\t' ? ' ' : ''))
    .replace(/[ \u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The same, cut to what is kept of a page. */
export function toPageText(text: string): string {
  // Cleaning a megabyte is quick, cleaning a gigabyte is not.
  const clean = toFileText(text.slice(0, maxPageCharacters * 4));
  return clean.length <= maxPageCharacters ? clean : clean.slice(0, maxPageCharacters).toWellFormed();
}
