import type { DeadlineDay, DeadlineSheet } from '@opis/contracts';
import { showDate, weekdayOf } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';

const weekdays = [
  '2026-06-29',
  '2026-06-30',
  '2026-07-01',
  '2026-07-02',
  '2026-07-03',
  '2026-07-04',
  '2026-07-05',
];
const monthNames = new Intl.DateTimeFormat('ro', { timeZone: 'UTC', month: 'long' });

/** Each day of the weeks that a term runs through: counted by its number, or passed over, and why. */
export function SheetCalendar({ sheet }: { sheet: DeadlineSheet }) {
  const t = useText();
  const today = useToday();
  const weeks = toWeeks(sheet.days);
  return (
    <>
      <div className="deadline-calendar" tabIndex={-1}>
        <table>
          <caption className="visually-hidden">{t('sheet.calendar')}</caption>
          <thead>
            <tr>
              <td />
              {weekdays.map((day) => (
                <th key={day} scope="col">
                  {weekdayOf(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]?.day}>
                <th scope="row">{t('sheet.week', { week: String(weekOf(week[0]?.day ?? '')) })}</th>
                {week.map((day) => (
                  <Day key={day.day} day={day} today={today} isBack={sheet.rule.direction === 'before'} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="deadline-legend">
        {(['start', 'counted', 'over', 'target', 'limit'] as const).map((kind) => (
          <li key={kind}>
            <span className={`legend-box is-${kind}`} aria-hidden="true">
              {kind === 'counted' ? '7' : ''}
            </span>
            {t(`sheet.legend-${kind}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Day({ day, today, isBack }: { day: DeadlineDay; today: string; isBack: boolean }) {
  const t = useText();
  const { day: date, number, isTarget, isLimit } = day;
  const isPast = date < today;
  const classes = [
    `is-${day.as}`,
    isTarget && 'is-target',
    isLimit && 'is-limit',
    isPast && 'is-past',
    day.off !== null && 'is-off',
  ];
  const showsMonth = date.endsWith('-01') || date === firstOf(day);
  return (
    <td className={classes.filter(Boolean).join(' ')}>
      <span className="day-head">
        <time dateTime={date} className={date === today ? 'day-date is-today' : 'day-date'}>
          <span className="day-whole">{showDate(date)}</span>
          <span aria-hidden="true">
            {dayOf(date)}
            {showsMonth && <span className="day-month"> {monthOf(date)}</span>}
          </span>
        </time>
        {date === today && <span className="day-now">{t('sheet.today')}</span>}
      </span>
      <span className="day-foot">
        {number !== null && <b className="day-number">{number}</b>}
        <span className="day-why">{useWords(day, isBack)}</span>
      </span>
    </td>
  );
}

/** What is written under a day: what it is, the holiday that falls on it. */
function useWords(day: DeadlineDay, isBack: boolean): string {
  const t = useText();
  const off =
    day.off === 'saturday' || day.off === 'sunday' ? t(`sheet.off-${day.off}`) : day.names.join(', ');
  const words = [
    ...(day.as === 'start' ? [t(isBack ? 'sheet.day-expiry' : 'sheet.day-start')] : []),
    ...(day.as === 'end' && !day.isLimit ? [t('sheet.day-end'), off] : []),
    ...(day.as === 'over' && !day.isLimit ? [off, t('sheet.day-over')] : []),
    ...(day.as === 'skipped' ? [off, t('sheet.day-skipped')] : []),
    ...((day.as === 'counted' || day.as === 'outside') && day.names.length > 0 ? [off] : []),
    ...(day.isTarget && !isBack ? [t('sheet.day-target')] : []),
    ...(day.isLimit ? [t(isBack ? 'sheet.day-last' : 'sheet.day-limit')] : []),
  ];
  return words.filter((word) => word !== '').join(', ');
}

const dayOf = (date: string) => String(Number(date.slice(8)));
const monthOf = (date: string) => monthNames.format(new Date(`${date}T00:00:00Z`));
// The first cell of the calendar names its month too; a start says the month that its days are of.
const firstOf = ({ day, as }: DeadlineDay) => (as === 'start' ? day : undefined);

function toWeeks(days: readonly DeadlineDay[]): DeadlineDay[][] {
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** The number of a week as the calendar on the wall has it (ISO 8601). */
function weekOf(monday: string): number {
  const thursday = new Date(`${monday}T00:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 3);
  const firstDay = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - firstDay) / (7 * 86_400_000)) + 1;
}
