import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AppError, type BookClosing, formatPlainDate } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/closing.ro.json' with { type: 'json' };
import { toLegalTime } from '../../../platform/clock.ts';
import { inWords } from '../../../platform/number-in-words.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import type { Actor } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { type PrintedInstitution, toMoment } from '../print/print-model.ts';
import { printedInstitution } from '../print/printed-institution.ts';
import { type BookKey, type ClosingDeps, getClosing } from './get-closing.ts';

const texts = openTexts(messages);
const { resolve } = createRequire(import.meta.url);
const readTemplate = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const sources = {
  'main.typ': readTemplate('modules/registry/closing/closing.typ'),
  'print-library.typ': readTemplate('platform/pdf/print-library.typ'),
};

/** The minutes of the closing (*proces-verbal de închidere*) as tagged PDF/A. Throws `closing.not-closed`. */
export async function printClosing(
  deps: ClosingDeps & { organisation: OrganisationDirectory; pdf: PdfRenderer; publicUrl: string },
  actor: Actor,
  key: BookKey,
): Promise<Buffer> {
  const closing = await getClosing(deps, actor, key);
  const data = toClosingData(closing, await printedInstitution(deps));
  return deps.pdf.render({ main: 'main.typ', sources, data });
}

/** The texts that the template lays out. The same closing gives the same bytes. */
export function toClosingData(closing: BookClosing, institution: PrintedInstitution) {
  const { register, year: bookYear, closed, annulled } = closing;
  if (closed === null) throw new AppError('conflict', 'closing.not-closed');
  const { date, time } = toLegalTime(new Date(closed.at));
  const year = String(bookYear);
  const { council, name, address, phone, crest } = institution;
  return {
    title: texts('title', { register: register.name, year }),
    moment: toMoment(date, time),
    institution: {
      council,
      name,
      contact: texts('contact', { address, phone }),
      crest,
      crestAlt: texts('crest'),
    },
    heading: texts('heading'),
    subheading: texts('subheading', { register: register.name, year }),
    opening: texts('opening', {
      date: formatPlainDate(date),
      time,
      by: closed.by,
      register: register.name,
      year,
    }),
    facts: toFacts(closing),
    annulled: {
      heading: texts('annulled', { count: annulled.length }),
      none: texts('annulled.none'),
      number: texts('annulled.number'),
      reason: texts('annulled.reason'),
      rows: annulled.map(({ number, reason }) => ({ number: String(number), reason })),
    },
    sealed: texts('sealed'),
    signatures: [texts('signature.keeper'), texts('signature.archivist'), texts('signature.head')],
    signature: texts('signature'),
    foot: texts('foot'),
    pageOf: texts('page', { page: '{page}', pages: '{pages}' }),
  };
}

function toFacts({ first, last, count, gaps, unsolved, hash, closed, year }: BookClosing) {
  const fact = (label: string, value: string, strong = false) => ({ label, value, strong });
  const words = inWords(count, 'neuter');
  return [
    fact(texts('fact.period'), texts('fact.period-value', { year: String(year) })),
    fact(
      texts('fact.numbers'),
      texts('fact.numbers-value', { first: String(first), last: String(last) }),
      true,
    ),
    fact(texts('fact.count'), texts('fact.count-value', { count, words }), true),
    fact(texts('fact.gaps'), texts('fact.gaps-value', { count: gaps.length })),
    fact(texts('fact.unsolved'), texts('fact.unsolved-value', { count: unsolved })),
    fact(texts('fact.hash'), inFours(hash)),
    fact(texts('fact.closing-hash'), inFours(closed?.hash ?? '')),
  ];
}

const inFours = (hash: string): string => (hash.match(/.{4}/g) ?? []).join(' ');
