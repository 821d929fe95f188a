import type { BoardFigure, BoardWeek } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { BoardNumber } from './board-number.tsx';

const numbers = [
  { figure: 'came', of: (week) => week.in },
  { figure: 'closed', of: ({ closed }) => closed },
  { figure: 'with-term', of: ({ withTerm }) => withTerm },
  { figure: 'in-time', of: ({ inTime }) => inTime },
] as const satisfies readonly { figure: BoardFigure; of: (week: BoardWeek) => number }[];

/** The weeks as figures; each opens its works. */
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
            <th scope="col">{t('board.with-term')}</th>
            <th scope="col">{t('reports.figure.in-time')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.monday}>
              <th scope="row">{showDate(week.monday)}</th>
              {numbers.map(({ figure, of }) => (
                <td key={figure}>
                  <BoardNumber figure={figure} count={of(week)} of={{ saptamana: week.monday }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
