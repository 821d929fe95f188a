import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { separatorCode } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/scans.ro.json' with { type: 'json' };
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import { code128, qrCode, wholeDotSize } from '../../platform/pdf/barcodes.ts';
import type { PdfRenderer } from '../../platform/pdf/pdf-renderer.ts';

const texts = openTexts(messages);
const { resolve } = createRequire(import.meta.url);
const read = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const template = read('modules/scans/separator.typ');
const library = read('platform/pdf/print-library.typ');

// Twice a label's bars: read from a copy of a copy, too.
const barMm = 0.75;
const squareMm = 70;

/** Sheets to lay between the documents of a stack, as tagged PDF/A. */
export function printSeparators(
  { pdf, clock }: { pdf: PdfRenderer; clock: Clock },
  sheets: number,
): Promise<Buffer> {
  const bars = code128(separatorCode);
  const square = qrCode(separatorCode);
  const { date, time } = toLegalTime(clock.now());
  const numbers = [...date.split('-'), ...time.split(':')].map(Number);
  return pdf.render({
    main: 'main.typ',
    sources: { 'main.typ': template, 'print-library.typ': library },
    data: {
      sheets,
      title: texts('separator.title'),
      moment: numbers,
      heading: texts('separator.heading'),
      lead: texts('separator.lead'),
      how: texts('separator.how'),
      foot: texts('separator.foot'),
      alt: texts('separator.code-alt'),
      bars: { svg: bars.svg, mm: bars.modules * barMm },
      square: { svg: square.svg, mm: wholeDotSize(square, squareMm) },
    },
  });
}
