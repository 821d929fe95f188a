import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { InformationRegisterRow, InformationReport } from '@opis/contracts';
import type { Clock } from '../../../platform/clock.ts';
import { toLegalTime } from '../../../platform/clock.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { printedInstitution, reportFrame } from '../../registry/index.ts';
import { informationText } from '../information-text.ts';
import { showAnswer, showDay, showValue } from './show-information.ts';

/** What setting a paper needs. */
export type PaperDeps = {
  readonly organisation: OrganisationDirectory;
  readonly pdf: PdfRenderer;
  readonly clock: Clock;
  readonly publicUrl: string;
};

const { resolve } = createRequire(import.meta.url);
const read = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const library = read('platform/pdf/print-library.typ');
const reportTemplate = read('modules/information-requests/report/report.typ');
const registerTemplate = read('modules/information-requests/report/register.typ');

async function frame(deps: PaperDeps) {
  const institution = await printedInstitution(deps);
  return {
    ...reportFrame(institution, toLegalTime(deps.clock.now()), (line, values) =>
      informationText(`paper.${line}`, values),
    ),
    signatures: [informationText('paper.made'), informationText('paper.head')],
  };
}

/** The yearly report as tagged PDF/A: each line with its figure, sections in the order of the annex. */
export async function printReport(deps: PaperDeps, report: InformationReport): Promise<Buffer> {
  const data = {
    ...(await frame(deps)),
    title: informationText('paper.report', { title: report.title, year: String(report.year) }),
    heading: report.title,
    subheading: informationText('paper.year', { year: String(report.year) }),
    act: report.act,
    sections: report.sections.map(({ code, title, lines }) => ({
      ...{ code, title },
      lines: lines.map((line) => ({ code: line.code, label: line.label, value: showValue(line) })),
    })),
  };
  return deps.pdf.render({
    main: 'main.typ',
    sources: { 'main.typ': reportTemplate, 'print-library.typ': library },
    data,
  });
}

/** The register of requests and answers of a year as tagged PDF/A, A4 across. */
export async function printRegister(
  deps: PaperDeps,
  { year, rows }: { year: number; rows: readonly InformationRegisterRow[] },
): Promise<Buffer> {
  const heading = informationText('paper.register');
  const data = {
    ...(await frame(deps)),
    title: `${heading} ${year}`,
    heading,
    subheading: informationText('paper.year', { year: String(year) }),
    columns: [
      'number',
      'form',
      'issuer',
      'information',
      'domain',
      'answer',
      'channel',
      'due',
      'answered',
    ].map((column) => informationText(`column.${column as 'number'}`)),
    rows: rows.map(toCells),
    total: informationText('paper.total', { count: rows.length }),
  };
  return deps.pdf.render({
    main: 'main.typ',
    sources: { 'main.typ': registerTemplate, 'print-library.typ': library },
    data,
  });
}

function toCells(row: InformationRegisterRow): string[] {
  const { registrationNumber, form, issuer, information, domain, answerBy, dueOn, resultOn, late } = row;
  return [
    registrationNumber,
    informationText(`form.${form}`),
    issuer,
    information,
    domain === null ? '—' : informationText(`domain.${domain}`),
    showAnswer(row),
    answerBy === null ? '—' : informationText(`by.${answerBy as 'email'}`),
    showDay(dueOn),
    late ? informationText('paper.late', { day: showDay(resultOn) }) : showDay(resultOn),
  ];
}
