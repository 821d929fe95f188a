import type { BoardPace } from '@opis/contracts';
import { Bar } from '../../parts/bar.tsx';
import { useText } from '../../parts/text.tsx';
import { BoardNumber } from './board-number.tsx';
import { Finding } from './finding.tsx';

const numbers = new Intl.NumberFormat('ro-RO', { maximumFractionDigits: 1 });

/** How long works of each procedure take; a tick where the law ends. */
export function PaceChart({ pace }: { pace: readonly BoardPace[] }) {
  const t = useText();
  const most = Math.max(...pace.flatMap(({ days, allowed }) => [days, allowed ?? 0]), 1);
  const said = ({ days, allowed }: BoardPace) =>
    allowed === null
      ? t('board.pace-days', { count: Math.round(days) })
      : t('board.pace-of', { days: numbers.format(days), allowed: numbers.format(allowed) });
  return (
    <Finding
      title={t(pace.length === 0 ? 'board.pace-none' : 'board.pace')}
      unit={t('board.pace-unit')}
      chart={
        <ul className="board-bars">
          {pace.map((each) => (
            <li
              key={each.procedure.code}
              className={each.allowed !== null && each.days > each.allowed * 0.8 ? 'is-point' : undefined}
            >
              <span className="ellipsis" title={each.procedure.name}>
                {each.procedure.name}
              </span>
              <Bar all={each.days / most} tick={each.allowed === null ? null : each.allowed / most} />
              <span>{said(each)}</span>
            </li>
          ))}
        </ul>
      }
      table={
        <div className="board-scroll">
          <table className="board-table">
            <thead>
              <tr>
                <th scope="col">{t('reports.by.procedure')}</th>
                <th scope="col">{t('reports.figure.days')}</th>
                <th scope="col">{t('reports.by.term')}</th>
                <th scope="col">{t('board.week-closed')}</th>
              </tr>
            </thead>
            <tbody>
              {pace.map((each) => (
                <tr key={each.procedure.code}>
                  <th scope="row">{each.procedure.name}</th>
                  <td>{numbers.format(each.days)}</td>
                  <td>{each.allowed === null ? '—' : numbers.format(each.allowed)}</td>
                  <td>
                    <BoardNumber
                      figure="closed"
                      count={each.closed}
                      of={{ procedura: each.procedure.code }}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      }
    />
  );
}
