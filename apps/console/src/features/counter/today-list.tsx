import type { EntryRow } from '@opis/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listEntries } from '../../api/list-entries.ts';
import { readBookSummary } from '../../api/read-book-summary.ts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';

/** Rows that the widest screen has room for. */
const rows = 12;

/** What this register got today, newest first, with the number that was just given marked. */
export function TodayList({ register, last }: { register: string; last: number | undefined }) {
  const t = useText();
  const day = useToday();
  const filter = { year: Number(day.slice(0, 4)), from: day, to: day };
  const entries = useQuery({
    queryKey: ['entries', register, 'today', day],
    queryFn: ({ signal }) => listEntries(register, { ...filter, order: 'desc', limit: rows }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const summary = useQuery({
    queryKey: ['summary', register, 'today', day],
    queryFn: ({ signal }) => readBookSummary(register, filter, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  return (
    <section className="sheet last" aria-labelledby="today-title">
      <h2 className="last-title" id="today-title">
        {t('counter.today', { date: showDate(day) })}{' '}
        {summary.data && (
          <span className="second">
            {t('counter.today-count', { count: summary.data.count })}
            {summary.data.count > 0 && `, ${t('counter.today-mine', { mine: summary.data.mine })}`}
          </span>
        )}
      </h2>
      {entries.data?.items.length === 0 && <p className="last-empty second">{t('counter.today-empty')}</p>}
      <ul>
        {entries.data?.items.map((entry) => (
          <TodayRow key={entry.number} entry={entry} current={entry.number === last} />
        ))}
      </ul>
    </section>
  );
}

function TodayRow({ entry, current }: { entry: EntryRow; current: boolean }) {
  const state = `${current ? ' is-current' : ''}${entry.status === 'annulled' ? ' is-annulled' : ''}`;
  return (
    <li className={`last-row${state}`}>
      <Link
        className="number"
        to="/registre/$code/$year/$number"
        params={{ code: entry.register, year: String(entry.year), number: String(entry.number) }}
      >
        {entry.number}
      </Link>
      <span className="second">{entry.registeredTime}</span>
      <span className="ellipsis">{entry.issuer}</span>
      <span className="second ellipsis last-category">{entry.category?.name ?? ''}</span>
    </li>
  );
}
