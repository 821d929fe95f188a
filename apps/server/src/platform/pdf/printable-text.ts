import type { Coverage } from './font-coverage.ts';

/** Stands on paper for what no face can draw (emoji, scripts other than Latin, Greek and Cyrillic). */
export const missingSign = '□';

const graphemes = new Intl.Segmenter('ro', { granularity: 'grapheme' });

/** Every text of `data` made printable; the shape stays. */
export function toPrintable(data: unknown, coverage: Coverage): unknown {
  if (typeof data === 'string') return toPrintableText(data, coverage);
  if (Array.isArray(data)) return data.map((item) => toPrintable(item, coverage));
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, toPrintable(value, coverage)]));
}

/** Controls, direction marks, joiners: they draw nothing, and PDF/A has no glyph for them. */
const invisible = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

function toPrintableText(text: string, coverage: Coverage): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Zl}\p{Zp}\n\t\r]/gu, ' ');
  let printable = '';
  for (const { segment } of graphemes.segment(plain)) {
    const visible = segment.replace(invisible, '');
    printable += [...visible].every((sign) => coverage(sign.codePointAt(0) ?? 0)) ? visible : missingSign;
  }
  return printable;
}
