import { CaseFileStatus, Channel, TermStanding, type WorksGrouping } from '@opis/contracts';
import { reportText } from '../report-texts.ts';

/** What a group is called: by its own name, by the catalogue's word, or as what it lacks. */
export function nameGroup(
  by: WorksGrouping,
  { key, name }: { key: string | null; name: string | null },
): string {
  if (key === null) return reportText(`without.${by}`);
  if (by === 'month') return showMonth(key);
  if (by === 'week') return reportText('week', { day: showDay(key) });
  if (by === 'state') return reportText(`state.${CaseFileStatus.parse(key)}`);
  if (by === 'term') return reportText(`term.${TermStanding.parse(key)}`);
  if (by === 'channel') return reportText(`channel.${Channel.parse(key)}`);
  return name ?? key;
}

const months = new Intl.DateTimeFormat('ro-RO', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const showMonth = (key: string) => months.format(new Date(`${key}-01T00:00:00Z`));

/** `29.06.2026` of a plain date. */
export const showDay = (day: string): string => day.split('-').reverse().join('.');
