import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { formatPlainDate } from '@opis/contracts';
import yazl from 'yazl';
import type { LegalTime } from '../../../platform/clock.ts';
import { inWords } from '../../../platform/number-in-words.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { type PrintedInstitution, toMoment } from '../print/print-model.ts';
import { type BookLine, type BookTotals, noTotals, withLine } from './book-line.ts';
import { exportText } from './export-texts.ts';
import { showAnnulment, toCells } from './show-line.ts';
import { inGroups } from './spool.ts';

const { resolve } = createRequire(import.meta.url);
const readTemplate = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const sources = {
  'main.typ': readTemplate('modules/registry/export/book.typ'),
  'print-library.typ': readTemplate('platform/pdf/print-library.typ'),
};

/** Rows of one PDF: some sixty sheets, and 400 MB while they are set; more of them are volumes in one archive. */
export const rowsOfVolume = 1_000;

/** What stands over and under the rows. */
export type PrintedBook = {
  readonly institution: Pick<PrintedInstitution, 'name' | 'crest'>;
  readonly registerName: string;
  readonly from: string;
  readonly to: string;
  /** Which rows, when not all of the period. */
  readonly scope: string;
  readonly totals: BookTotals;
  /** When it was written. */
  readonly written: LegalTime;
  /** Name of the file of a volume. */
  readonly volumeName: (volume: string) => string;
};

/** The book as tagged PDF/A; `onVolume` hears how many rows are set. */
export function writePdf(
  pdf: PdfRenderer,
  {
    book,
    lines,
    onVolume,
  }: { book: PrintedBook; lines: AsyncIterable<BookLine>; onVolume: (rows: number) => Promise<void> },
): Readable {
  const volumes = setVolumes(pdf, { book, lines, onVolume });
  return book.totals.count <= rowsOfVolume ? Readable.from(volumes) : zip(volumes, book);
}

/** How many PDF files so many rows make. */
export const volumesOf = (rows: number): number => Math.max(1, Math.ceil(rows / rowsOfVolume));

async function* setVolumes(
  pdf: PdfRenderer,
  {
    book,
    lines,
    onVolume,
  }: { book: PrintedBook; lines: AsyncIterable<BookLine>; onVolume: (rows: number) => Promise<void> },
): AsyncGenerator<Buffer> {
  let volume = 0;
  let rows = 0;
  for await (const group of inGroups(lines, rowsOfVolume)) {
    volume++;
    rows += group.length;
    yield await pdf.render({ main: 'main.typ', sources, data: toBookData(book, group, volume) });
    // What a volume took is given back only when the process ends.
    pdf.close();
    await onVolume(rows);
  }
}

function zip(volumes: AsyncIterable<Buffer>, book: PrintedBook): Readable {
  const archive = new yazl.ZipFile();
  const output = archive.outputStream as Readable;
  const fill = async () => {
    let volume = 0;
    const digits = String(volumesOf(book.totals.count)).length;
    for await (const bytes of volumes) {
      volume++;
      archive.addBuffer(bytes, `${book.volumeName(String(volume).padStart(digits, '0'))}.pdf`);
    }
    archive.end();
  };
  fill().catch((error: Error) => output.destroy(error));
  return output;
}

/** The texts that the template lays out; it decides only where each stands. */
export function toBookData(book: PrintedBook, lines: readonly BookLine[], volume: number) {
  const volumes = volumesOf(book.totals.count);
  const heading = exportText('heading', { register: book.registerName, years: showYears(book) });
  const period = showPeriod(book);
  return {
    title: `${heading} (${period})`,
    moment: toMoment(book.written.date, book.written.time),
    institution: { ...book.institution, crestAlt: exportText('crest') },
    heading,
    period,
    scope: book.scope,
    annulled: exportText('annulled'),
    columns: Array.from({ length: 13 }, (_, at) => exportText(`column.${columnOf(at)}`)),
    rows: lines.map((line) => ({
      cells: toCells(line),
      annulment: line.annulment === null ? null : showAnnulment(line),
    })),
    foot: showFoot(book, lines, volume),
    pageOf: exportText('page', { page: '{page}', pages: '{pages}' }),
    closing: volume === volumes ? showClosing(book.totals) : null,
  };
}

const columnNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
const columnOf = (at: number) => columnNumbers[at] ?? 13;

function showYears({ from, to }: PrintedBook): string {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  return first === last
    ? exportText('years.one', { year: first })
    : exportText('years.many', { first, last });
}

const showPeriod = ({ from, to }: PrintedBook): string =>
  exportText('period', { from: formatPlainDate(from), to: formatPlainDate(to) });

function showFoot({ totals, written }: PrintedBook, lines: readonly BookLine[], volume: number): string {
  const { count, annulled } = lines.reduce(withLine, noTotals);
  const last = lines.at(-1);
  const foot = exportText('foot', {
    first: String(lines[0]?.number ?? 0),
    last: String(last?.number ?? 0),
    count,
    annulled,
    hash: showHash(last?.hash ?? ''),
    date: formatPlainDate(written.date),
    time: written.time,
  });
  const volumes = volumesOf(totals.count);
  return volumes === 1 ? foot : exportText('foot.volume', { volume, volumes, foot });
}

// Enough to compare by eye with what the register says of itself.
const showHash = (hash: string): string =>
  `${(hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ')} … ${(hash.slice(-8).match(/.{4}/g) ?? []).join(' ')}`;

/** Totals in figures and in words, and the places of the signatures. */
function showClosing(totals: BookTotals) {
  return {
    totals: exportText('totals', { ...totals }),
    words: exportText('totals.words', {
      count: inWords(totals.count, 'neuter'),
      annulled: inWords(totals.annulled, 'neuter'),
      sheets: inWords(totals.sheets, 'feminine'),
      annexes: inWords(totals.annexes, 'feminine'),
    }),
    signatures: [exportText('signature.made'), exportText('signature.checked'), exportText('signature.head')],
    signature: exportText('signature'),
  };
}
