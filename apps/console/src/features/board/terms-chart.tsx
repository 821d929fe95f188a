import type { BoardWeek } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { Finding } from './finding.tsx';
import { shareInTime } from './findings.ts';
import { LineChart } from './line-chart.tsx';
import { WeekTable } from './week-table.tsx';

const percent = new Intl.NumberFormat('ro-RO', { style: 'percent', maximumFractionDigits: 1 });

/** Of what had a term and was closed, how much in time. */
export function TermsChart({ weeks }: { weeks: readonly BoardWeek[] }) {
  const t = useText();
  const share = shareInTime(weeks);
  const shares = weeks.map(({ inTime, withTerm }) => (withTerm === 0 ? null : inTime / withTerm));
  const known = shares.filter((each) => each !== null);
  // The axis may start above zero: both its ends are named.
  const from = known.length === 0 ? 0 : Math.floor(Math.min(...known) * 10) / 10;
  return (
    <Finding
      title={share === null ? t('board.terms-none') : t('board.terms', { share: percent.format(share) })}
      unit={t('board.terms-unit')}
      chart={
        known.length === 0 ? null : (
          <LineChart
            lines={[shares]}
            ends={[showDate(weeks[0]?.monday ?? ''), showDate(weeks.at(-1)?.monday ?? '')]}
            from={from === 1 ? 0 : from}
            to={1}
            show={(value) => percent.format(value)}
          />
        )
      }
      table={<WeekTable weeks={weeks} />}
    />
  );
}
