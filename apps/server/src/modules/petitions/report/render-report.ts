import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { formatPlainDate, type PetitionFigureGroup, type PetitionReport } from '@opis/contracts';
import { writeXlsx } from 'hucre/xlsx';
import type { LegalTime } from '../../../platform/clock.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { type PrintedInstitution, reportFrame } from '../../registry/index.ts';
import { petitionText } from '../petition-text.ts';

const { resolve } = createRequire(import.meta.url);
const readTemplate = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const sources = {
  'main.typ': readTemplate('modules/petitions/report/report.typ'),
  'print-library.typ': readTemplate('platform/pdf/print-library.typ'),
};

export type PrintedPetitionReport = {
  report: PetitionReport;
  by: string;
  institution: PrintedInstitution;
  written: LegalTime;
};

/** The report as tagged PDF/A, with tables and the chart of months. */
export const renderPetitionReport = (pdf: PdfRenderer, made: PrintedPetitionReport): Promise<Buffer> =>
  pdf.render({ main: 'main.typ', sources, data: toReportData(made) });

const tables: readonly Exclude<PetitionFigureGroup, 'received' | 'month' | 'extended'>[] = [
  'solution',
  'kind',
  'channel',
  'subject',
];
const number = new Intl.NumberFormat('ro-RO');

const headingOf = ({ year, half }: PetitionReport) =>
  petitionText('report.heading', { half: half === 1 ? 'I' : 'al II-lea', year: String(year) });

const figuresOf = ({ figures }: PetitionReport, group: PetitionFigureGroup) =>
  figures.filter((figure) => figure.group === group);

const countOf = (report: PetitionReport, group: PetitionFigureGroup, code: string) =>
  figuresOf(report, group).find((figure) => figure.code === code)?.count ?? 0;

/** The texts that the template lays out. */
export function toReportData({ report, by, institution, written }: PrintedPetitionReport) {
  const received = countOf(report, 'received', 'all');
  const months = figuresOf(report, 'month');
  const most = Math.max(...months.map(({ count }) => count), 1);
  return {
    ...reportFrame(institution, written, (line, values) => petitionText(`report.${line}`, values)),
    title: headingOf(report),
    heading: headingOf(report),
    basis: petitionText('report.basis', {
      from: formatPlainDate(report.from),
      to: formatPlainDate(report.to),
    }),
    summary: petitionText('report.summary', {
      received,
      inTerm: countOf(report, 'solution', 'answered-in-term'),
      late: countOf(report, 'solution', 'answered-late'),
      extended: countOf(report, 'extended', 'extended'),
      redirected: countOf(report, 'solution', 'redirected'),
    }),
    chart: {
      title: petitionText('report.chart'),
      legend: petitionText('report.legend'),
      bars: months.map((month) => ({
        name: month.name,
        value: number.format(month.count),
        part: month.count / most,
        late: month.late / most,
      })),
    },
    parts: tables.map((group) => toTable(report, group, received)),
    explained: petitionText('report.explained', { day: formatPlainDate(report.countedOn) }),
    made: petitionText('report.made', { by }),
  };
}

function toTable(report: PetitionReport, group: (typeof tables)[number], received: number) {
  const percent = (count: number) =>
    received === 0 ? '—' : `${number.format(Math.round((count / received) * 1000) / 10)} %`;
  return {
    title: petitionText(`report.by.${group}`),
    columns: [petitionText(`report.by.${group}`), petitionText('report.count'), petitionText('report.share')],
    rows: figuresOf(report, group).map(({ name, count }) => [name, number.format(count), percent(count)]),
    total: [petitionText('received'), number.format(received), percent(received)],
  };
}

/** The report as a workbook: every figure as a number, with what it counts by. */
export function writePetitionSheet(report: PetitionReport): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name: petitionText('report.sheet'),
        columns: [
          { header: petitionText('report.counted-by'), width: 22 },
          { header: petitionText('report.figure'), width: 44 },
          { header: petitionText('report.count'), width: 14, numFmt: '#,##0' },
          { header: petitionText('report.late'), width: 18, numFmt: '#,##0' },
        ],
        rows: report.figures.map(({ group, name, count, late }) => [
          petitionText(`report.by.${group}`),
          name,
          count,
          late,
        ]),
        freezePane: { rows: 1, columns: 2 },
      },
      {
        name: petitionText('report.about'),
        rows: [
          [headingOf(report)],
          [
            petitionText('report.basis', {
              from: formatPlainDate(report.from),
              to: formatPlainDate(report.to),
            }),
          ],
          [petitionText('report.explained', { day: formatPlainDate(report.countedOn) })],
        ],
      },
    ],
  });
}
