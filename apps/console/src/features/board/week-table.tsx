import type { BoardWeek } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

/** The weeks as figures. */
export function WeekTable({ weeks }: { weeks: readonly BoardWeek[] }) {
  const t = useText();
  return (
    <div className="board-scroll">
      <table className="board-table">
        <thead>
          <tr>
            <th scope="col">{t('reports.by.week')}</th>
            <th scope="col">{t('board.week-in')}</th>
            <th scope="col">{t('board.week-closed')}</th>
            <th scope="col">{t('reports.figure.in-time')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.monday}>
              <th scope="row">{showDate(week.monday)}</th>
              <td>{week.in}</td>
              <td>{week.closed}</td>
              <td>{t('board.pace-of', { days: week.inTime, allowed: week.withTerm })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
