import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type EmergencySheetDetail, formatPlainDate } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/emergency.ro.json' with { type: 'json' };
import { toLegalTime } from '../../../platform/clock.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { type PrintedInstitution, toMoment } from '../print/print-model.ts';

const texts = openTexts(messages);
const { resolve } = createRequire(import.meta.url);
const read = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const template = read('modules/registry/emergency/emergency-sheet.typ');
const library = read('platform/pdf/print-library.typ');

/** Widths of the thirteen columns (REG-02), in millimetres; the seventh takes the rest. */
const columns = [
  { key: '1', mm: 22 },
  { key: '2', mm: 20 },
  { key: '3', mm: 24 },
  { key: '4', mm: 10 },
  { key: '5', mm: 12 },
  { key: '6', mm: 38 },
  { key: '7', mm: null },
  { key: '8', mm: 24 },
  { key: '9', mm: 16 },
  { key: '10', mm: 20 },
  { key: '11', mm: 24 },
  { key: '12', mm: 14 },
  { key: '13', mm: 16 },
] as const;

/** The sheet as tagged PDF/A: empty lines with their numbers printed, twelve on a page. */
export function printSheet(
  pdf: PdfRenderer,
  sheet: EmergencySheetDetail,
  institution: PrintedInstitution,
): Promise<Buffer> {
  return pdf.render({
    main: 'main.typ',
    sources: { 'main.typ': template, 'print-library.typ': library },
    data: toSheetData(sheet, institution),
  });
}

function toSheetData(sheet: EmergencySheetDetail, institution: PrintedInstitution) {
  const { date, time } = toLegalTime(new Date(sheet.printedAt));
  const made = { date: formatPlainDate(date), time };
  return {
    title: texts('sheet.title', { first: sheet.first, last: sheet.last }),
    moment: toMoment(date, time),
    over: texts('sheet.over', { institution: institution.name, office: sheet.office.name }),
    heading: texts('sheet.heading'),
    range: texts('sheet.range', { first: sheet.first, last: sheet.last }),
    register: texts('sheet.register', { register: sheet.register.name }),
    crest: institution.crest,
    crestAlt: texts('sheet.crest'),
    how: texts('sheet.how'),
    columns: columns.map(({ key, mm }) => ({ key, mm, name: texts(`column.${key}`) })),
    lines: sheet.lines.map((line) => {
      const [short = '', year = ''] = line.code.split('/');
      return { short, year };
    }),
    general: texts('sheet.general'),
    signed: texts('sheet.signed'),
    made: texts('sheet.made', made),
    pageOf: texts('sheet.page-of'),
  };
}
