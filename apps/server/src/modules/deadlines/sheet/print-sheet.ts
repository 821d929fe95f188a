import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type DeadlineDay, type DeadlineSheet, formatPlainDate, weekdayOf } from '@opis/contracts';
import { type LegalTime, toLegalTime } from '../../../platform/clock.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { deadlineText, longDay, weekdayName } from './deadline-texts.ts';

const { resolve } = createRequire(import.meta.url);
const readTemplate = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const sources = {
  'main.typ': readTemplate('modules/deadlines/sheet/sheet.typ'),
  'print-library.typ': readTemplate('platform/pdf/print-library.typ'),
};

/** The institution as the head of the paper names it. */
export type SheetHead = {
  council: string;
  name: string;
  address: string;
  phone: string;
  crest: string | null;
};

/** What the paper says beside the sheet; `file` is absent from a sheet that is of no file. */
export type PaperPlace = {
  head: SheetHead;
  file?: { registrationNumber: string; subject: string; issuer: string };
  now: Date;
};

/** A sheet as tagged PDF/A. */
export const printSheet = (pdf: PdfRenderer, sheet: DeadlineSheet, place: PaperPlace): Promise<Buffer> =>
  pdf.render({ main: 'main.typ', sources, data: toPaperData(sheet, place) });

/** The texts that the template lays out. */
export function toPaperData(sheet: DeadlineSheet, { head, file, now }: PaperPlace) {
  const { date, time } = toLegalTime(now);
  const { council, name, address, phone, crest } = head;
  const what = file ? `nr. ${file.registrationNumber}` : sheet.rule.id;
  return {
    title: file
      ? deadlineText('paper.title', { number: file.registrationNumber })
      : deadlineText('paper.title-rule', { rule: sheet.rule.id }),
    moment: momentOf({ date, time }),
    institution: {
      ...{ council, name, crest },
      contact: deadlineText('paper.contact', { address, phone }),
      crestAlt: deadlineText('paper.crest'),
    },
    kicker: deadlineText('paper.heading'),
    heading: file
      ? deadlineText('paper.of-file', { number: file.registrationNumber })
      : capital(sheet.rule.name),
    subject: file ? `${file.issuer} · ${file.subject}` : sheet.article,
    boxes: toBoxes(sheet),
    daysTitle: deadlineText('paper.days'),
    weekdays: [1, 2, 3, 4, 5, 6, 7].map(weekdayName),
    weeks: toWeeks(sheet.days),
    legend: deadlineText('paper.legend'),
    stepsTitle: deadlineText('paper.steps'),
    steps: sheet.steps.map(({ text, article }) => ({ text, article })),
    ruleTitle: deadlineText('paper.rule'),
    facts: toFacts(sheet),
    badge: toBadge(sheet),
    foot: deadlineText('paper.foot', { what, date: formatPlainDate(date), time }),
    pageOf: deadlineText('paper.page', { page: '{page}', pages: '{pages}' }),
  };
}

const momentOf = ({ date, time }: Pick<LegalTime, 'date' | 'time'>) =>
  [...date.split('-'), ...time.split(':')].map(Number);
const capital = (text: string) => text.charAt(0).toLocaleUpperCase('ro') + text.slice(1);

function toBoxes({ target, limit, limitAt, rule }: DeadlineSheet) {
  const hour = limitAt === null ? '' : `, ora ${toLegalTime(new Date(limitAt)).time}`;
  const given = deadlineText('paper.given');
  const note = (own: string, isGiven: boolean) => (isGiven ? `${own}; ${given}` : own);
  return [
    {
      label: deadlineText('paper.target'),
      day: longDay(target),
      note: note(deadlineText('paper.target-note'), rule.given === 'target'),
      isGiven: rule.given === 'target',
    },
    {
      label: deadlineText('paper.limit'),
      day: `${longDay(limit)}${hour}`,
      note: note(deadlineText('paper.limit-note'), rule.given === 'limit'),
      isGiven: rule.given === 'limit',
    },
  ];
}

type Cell = {
  day: string;
  number: string;
  note: string;
  tone: 'plain' | 'off' | 'outside' | 'limit';
  framed: boolean;
};

function toWeeks(days: readonly DeadlineDay[]): Cell[][] {
  const weeks: Cell[][] = [];
  for (const day of days) {
    if (weekdayOf(day.day) === 1) weeks.push([]);
    weeks.at(-1)?.push(toCell(day));
  }
  return weeks;
}

function toCell(day: DeadlineDay): Cell {
  const isOff = day.off !== null;
  const tone = day.isLimit ? 'limit' : day.as === 'outside' ? 'outside' : isOff ? 'off' : 'plain';
  const notes = [
    ...day.names,
    ...(day.isTarget ? [deadlineText('day.target')] : []),
    ...(day.isLimit
      ? [deadlineText('day.limit')]
      : day.as === 'start' || day.as === 'end' || day.as === 'over'
        ? [deadlineText(`day.${day.as}`)]
        : []),
  ];
  return {
    day: formatPlainDate(day.day).slice(0, 5),
    number: day.number === null ? '' : String(day.number),
    note: notes.join(' · '),
    tone,
    framed: day.isTarget || day.as === 'start',
  };
}

function toFacts({ rule, article, extension, start, target, steps }: DeadlineSheet) {
  const [first] = steps;
  const certainty = rule.checkedOn
    ? checked(rule.checkedBy, rule.checkedOn)
    : deadlineText(`certainty.${rule.certainty}`);
  const mode = rule.countModeCheckedOn
    ? ` · ${checked(rule.countModeCheckedBy, rule.countModeCheckedOn)}`
    : '';
  const fact = (key: 'term' | 'stops' | 'mode' | 'suspension' | 'extension' | 'source', value: string) => ({
    label: deadlineText(`paper.fact.${key}`),
    value,
    strong: false,
  });
  return [
    fact('term', `${(first?.text ?? start).replace(/\.$/, '')}, ${article} · ${certainty}`),
    fact('stops', rule.stopsWith),
    fact('mode', `${deadlineText(`mode.${rule.countMode}`)}${mode}`),
    fact(
      'suspension',
      rule.suspendable
        ? deadlineText('paper.suspension.allowed', { by: rule.suspendedBy ?? '' })
        : deadlineText('paper.suspension.none', { act: rule.act }),
    ),
    ...(extension && rule.extensionArticle
      ? [
          fact(
            'extension',
            deadlineText('paper.extension', {
              by: extension.by,
              article: rule.extensionArticle,
              due: formatPlainDate(extension.due),
              before: formatPlainDate(target),
            }),
          ),
        ]
      : []),
    fact('source', rule.source),
  ];
}

const checked = (name: string | null, on: string) =>
  deadlineText('checked', { name: name ?? '–', date: formatPlainDate(on) });

function toBadge({ doubts }: DeadlineSheet) {
  if (doubts.length === 0) return null;
  const words = doubts.map((doubt) => deadlineText(`doubt.${doubt}`)).join(', ');
  return { title: deadlineText('paper.badge'), text: deadlineText('paper.badge-text', { doubts: words }) };
}
