import type { OcrFigures } from '../measure/ocr.ts';

/** Pages a minute, and how well each page of the corpus was read. */
export function renderOcr({ pagesPerMinute, pages }: OcrFigures): string {
  const rows = pages.map(
    ({ name, milliseconds, right }) =>
      `| ${name} | ${(milliseconds / 1000).toFixed(1)} s | ${(right * 100).toFixed(1)} % |`,
  );
  return [
    `**${pagesPerMinute.toFixed(1)} pages a minute** with one engine, started before; A4, by the engine that comes with the program.`,
    ['| Page | Time | Words right |', '|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}
