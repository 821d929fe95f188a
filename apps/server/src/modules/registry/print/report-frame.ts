import { formatPlainDate } from '@opis/contracts';
import type { LegalTime } from '../../../platform/clock.ts';
import { type PrintedInstitution, toMoment } from './print-model.ts';

/** What a report says round its figures, in the words of its own catalogue. */
type SayFrame = (
  line: 'contact' | 'crest' | 'foot' | 'page',
  values: Readonly<Record<string, string>>,
) => string;

/** Letterhead, moment and foot of a printed report: the same for each, but for its words. */
export function reportFrame(
  { council, name, address, phone, crest }: PrintedInstitution,
  { date, time }: LegalTime,
  say: SayFrame,
) {
  return {
    moment: toMoment(date, time),
    institution: {
      ...{ council, name, crest, crestAlt: say('crest', {}) },
      contact: say('contact', { address, phone }),
    },
    foot: say('foot', { date: formatPlainDate(date), time }),
    pageOf: say('page', { page: '{page}', pages: '{pages}' }),
  };
}
