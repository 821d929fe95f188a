// Marks that turn the direction of writing, hide, or stand for nothing: what is read is then not what is written.
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
const harmless = /[\t\r\n\u00ad]/gu;
const cedillas: Readonly<Record<string, string>> = { ş: 'ș', Ş: 'Ș', ţ: 'ț', Ţ: 'Ț' };

/** True when a text holds marks that make it look other than it is. */
export const hidesMarks = (text: string): boolean => text.replace(harmless, '').search(hidden) >= 0;

/** A line of somebody else's, fit to be shown: one line, no hidden marks, at most so many characters. */
export function cleanLine(text: string, length: number): string {
  const line = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[şŞţŢ]/g, (letter) => cedillas[letter] ?? letter)
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(hidden, '')
    .trim();
  return Array.from(line.slice(0, length * 2))
    .slice(0, length)
    .join('')
    .trim();
}

/** A longer text, with its lines: no hidden marks, at most so many characters. */
export const cleanText = (text: string, length: number): string =>
  text
    .slice(0, length)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(hidden, (mark) => (mark === '\n' || mark === '\t' ? mark : ''));
