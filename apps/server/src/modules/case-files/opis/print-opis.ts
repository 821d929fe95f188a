import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AppError, type CaseFileDetail, formatPlainDate } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/opis-paper.ro.json' with { type: 'json' };
import { type LegalTime, toLegalTime } from '../../../platform/clock.ts';
import { inWords } from '../../../platform/number-in-words.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import type { Actor } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { type PrintedInstitution, printedInstitution, reportFrame } from '../../registry/index.ts';
import { type CasePageDeps, getCaseFile } from '../views/get-case-file.ts';

const texts = openTexts(messages);
const { resolve } = createRequire(import.meta.url);
const readTemplate = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const sources = {
  'main.typ': readTemplate('modules/case-files/opis/opis.typ'),
  'print-library.typ': readTemplate('platform/pdf/print-library.typ'),
};

export type PrintOpisDeps = CasePageDeps & {
  organisation: OrganisationDirectory;
  pdf: PdfRenderer;
  publicUrl: string;
};

/** The opis of a file as tagged PDF/A, for its readers. Leaves the access record of the file's page. */
export async function printOpis(
  deps: PrintOpisDeps,
  actor: Actor,
  id: string,
): Promise<{ number: string; bytes: Buffer }> {
  const file = await getCaseFile(deps, actor, id);
  if (!file.readable) throw new AppError('forbidden', 'identity.forbidden');
  const data = toOpisData(file, await printedInstitution(deps), toLegalTime(deps.clock.now()));
  return {
    number: file.registrationNumber,
    bytes: await deps.pdf.render({ main: 'main.typ', sources, data }),
  };
}

/** The texts that the template lays out. */
export function toOpisData(file: CaseFileDetail, institution: PrintedInstitution, written: LegalTime) {
  return {
    ...reportFrame(institution, written, texts),
    title: texts('title', { number: file.registrationNumber }),
    heading: texts('heading'),
    subject: file.subject,
    facts: toFacts(file),
    columns: (['position', 'title', 'number', 'sheets', 'added'] as const).map((key) =>
      texts(`column.${key}`),
    ),
    rows: file.items.map(toRow),
    ...toTotals(file),
    signatures: [texts('signature.made'), texts('signature.received')],
    signature: texts('signature'),
  };
}

function toFacts({ registrationNumber, unit, handler }: CaseFileDetail) {
  const fact = (label: string, value: string | undefined, strong = false) => ({
    label,
    value: value ?? texts('fact.empty'),
    strong,
  });
  return [
    fact(texts('fact.number'), registrationNumber, true),
    fact(texts('fact.unit'), unit?.name),
    fact(texts('fact.handler'), handler?.name),
  ];
}

const toRow = (item: CaseFileDetail['items'][number]): string[] => [
  String(item.position),
  item.title,
  item.registrationNumber ?? texts('fact.empty'),
  item.sheets === null ? texts('fact.empty') : String(item.sheets),
  texts('added', { date: formatPlainDate(toLegalTime(new Date(item.addedAt)).date), by: item.addedBy }),
];

function toTotals({ items }: CaseFileDetail) {
  const counted = { count: items.length, sheets: items.reduce((sum, { sheets }) => sum + (sheets ?? 0), 0) };
  return {
    totals: texts('totals', counted),
    words: texts('words', {
      count: inWords(counted.count, 'neuter'),
      sheets: inWords(counted.sheets, 'feminine'),
    }),
  };
}
