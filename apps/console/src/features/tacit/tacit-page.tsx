import type { TacitFindings } from '@opis/contracts';
import { SkeletonRows, StatePanel, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listTacitFindings } from '../../api/tacit-approvals.ts';
import { showDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import './tacit.css';
import { tacitKeys } from './tacit-keys.ts';

type Finding = TacitFindings['items'][number];

/** Authorisations whose term passed with no answer: what awaits the effect first, then what was recorded. */
export function TacitPage() {
  const t = useText();
  usePageTitle(t('tacit.page-title'));
  const { data, error, isPending, refetch } = useQuery({
    queryKey: tacitKeys.list,
    queryFn: ({ signal }) => listTacitFindings(signal),
  });
  const [waiting, recorded] = partition(data?.items ?? []);
  return (
    <>
      <div className="page-head">
        <h1>{t('tacit.page-title')}</h1>
      </div>
      <p className="second">{t('tacit.page-lead')}</p>
      {error && !data && <FailureState error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={4} columns={3} />}
      {data && data.items.length === 0 && (
        <StatePanel title={t('tacit.none-title')}>
          <p>{t('tacit.none-body')}</p>
        </StatePanel>
      )}
      <Findings title={t('tacit.waiting', { count: waiting.length })} items={waiting} />
      <Findings title={t('tacit.recorded')} items={recorded} />
    </>
  );
}

function partition(items: readonly Finding[]): [Finding[], Finding[]] {
  return [items.filter(({ effect }) => effect === null), items.filter(({ effect }) => effect !== null)];
}

function Findings({ title, items }: { title: string; items: readonly Finding[] }) {
  const t = useText();
  if (items.length === 0) return null;
  return (
    <section className="tacit-part">
      <h2>{title}</h2>
      <ul className="tacit-list">
        {items.map(({ file, passedOn, effect, mine }) => (
          <li key={file.id}>
            <div>
              <p>
                <Link className="number" to="/lucrari/$id" params={{ id: file.id }}>
                  {file.registrationNumber}
                </Link>{' '}
                {file.subject}
              </p>
              <p className="second">
                {file.procedure.name} · {file.unit?.name ?? t('tacit.nobody')} ·{' '}
                {t('tacit.passed', { day: showDate(passedOn) })}
              </p>
            </div>
            {effect ? (
              <Tag tone={effect === 'approved' ? 'ok' : 'plain'}>{t(`tacit.tag.${effect}`)}</Tag>
            ) : (
              <Tag tone={mine ? 'late' : 'plain'}>{t(mine ? 'tacit.tag.mine' : 'tacit.tag.waits')}</Tag>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
