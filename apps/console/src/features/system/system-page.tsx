import type { SystemLine, SystemReport } from '@opis/contracts';
import { Button, SkeletonRows } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { readSystem } from '../../api/read-system.ts';
import { toClockTime } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { SystemTable } from './system-table.tsx';
import { ToDoList } from './to-do-list.tsx';
import './system.css';

const everyMs = 30_000;

/** Is it healthy, and if not, what to type: for whoever looks after the machine. */
export function SystemPage() {
  const t = useText();
  usePageTitle(t('system.title'));
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ['system'],
    queryFn: readSystem,
    refetchInterval: everyMs,
  });
  const slow = useSlow(isPending);
  // What was read last stays while the next answer is on its way, or does not come.
  if (error && !data) return <FailureState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="page-head">
        <h1>{t('system.title')}</h1>
        {data && <Versions report={data} />}
        {data && (
          <Button kind="quiet" icon="retry" aria-busy={isFetching} onClick={() => void refetch()}>
            {t('system.check-now')}
          </Button>
        )}
      </div>
      {data ? <Report report={data} /> : slow && <Waiting />}
    </>
  );
}

function Versions({ report }: { report: SystemReport }) {
  const t = useText();
  const { version, databaseVersion: database, checkedAt } = report;
  const versions =
    database === '' ? t('system.version-alone', { version }) : t('system.versions', { version, database });
  return (
    <p className="second system-versions">
      {versions} · {t('system.checked', { time: toClockTime(checkedAt) })}
    </p>
  );
}

function Report({ report }: { report: SystemReport }) {
  const t = useText();
  const asking = report.lines.filter(({ state }) => state !== 'good').sort(worstFirst);
  const count = asking.filter(({ state }) => state === report.state).length;
  return (
    <div className="system">
      <p className={`system-finding is-${report.state}`} role="status">
        {t(`system.${report.state}`, { count })}
      </p>
      {asking.length > 0 && <ToDoList lines={asking} />}
      <SystemTable lines={report.lines} />
    </div>
  );
}

const worstFirst = (one: SystemLine, other: SystemLine) =>
  Number(other.state === 'bad') - Number(one.state === 'bad');

function Waiting() {
  return (
    <div className="system">
      <table className="system-table">
        <tbody>
          <SkeletonRows rows={8} columns={3} />
        </tbody>
      </table>
    </div>
  );
}
