import type { BoardWeek } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { BoardNumber } from './board-number.tsx';
import { Finding } from './finding.tsx';
import { growsBehind } from './findings.ts';
import { LineChart } from './line-chart.tsx';
import { WeekTable } from './week-table.tsx';

/** Papers in and files closed, week by week. */
export function FlowChart({ weeks }: { weeks: readonly BoardWeek[] }) {
  const t = useText();
  const most = Math.max(...weeks.flatMap((week) => [week.in, week.closed]), 1);
  const last = weeks.at(-1);
  return (
    <Finding
      title={t(growsBehind(weeks) ? 'board.flow.up' : 'board.flow.down')}
      unit={t('board.flow-unit')}
      chart={
        <>
          <LineChart
            lines={[weeks.map((week) => week.in), weeks.map((week) => week.closed)]}
            ends={[showDate(weeks[0]?.monday ?? ''), showDate(last?.monday ?? '')]}
            from={0}
            to={most}
            show={String}
          />
          <p className="board-said">
            <strong className="is-point">
              <BoardNumber figure="came" count={last?.in ?? 0} of={{ saptamana: last?.monday ?? '' }}>
                {t('board.in', { count: last?.in ?? 0 })}
              </BoardNumber>
            </strong>
            ,{' '}
            <BoardNumber figure="closed" count={last?.closed ?? 0} of={{ saptamana: last?.monday ?? '' }}>
              {t('board.closed', { count: last?.closed ?? 0 })}
            </BoardNumber>
          </p>
        </>
      }
      table={<WeekTable weeks={weeks} />}
    />
  );
}
