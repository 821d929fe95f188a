import type { AdministrationAct } from '@opis/contracts';
import { Band, Button, StatePanel, Tag } from '@opis/ui';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { listActs, revertAct } from '../../api/administration.ts';
import { showInstant } from '../../parts/dates.ts';
import { FailureBand, FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { ChangeLines, nameOf } from './change-lines.tsx';
import { builtUponOf } from './conflict.ts';
import { useForgetHouse } from './use-organisation.ts';

/** Every act of administration, newest first, with what stood before and after; each that can be is reversed here. */
export function ChangesPage() {
  const t = useText();
  const { despre } = useSearch({ from: '/administrare/schimbari' });
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['administration', 'acts', despre],
    queryFn: ({ pageParam }) => listActs({ before: pageParam, about: despre }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const acts = data.pages.flatMap((page) => page.items);
  return (
    <section className="admin-section" aria-labelledby="changes-title">
      <div className="admin-head">
        <h2 id="changes-title">{t('admin.tab.changes')}</h2>
        {despre && (
          <>
            <Tag tone="blue">{despre.slice(despre.indexOf(':') + 1)}</Tag>
            <Link to="/administrare/schimbari">{t('admin.all-changes')}</Link>
          </>
        )}
      </div>
      <p className="second admin-body">{t('admin.changes-body')}</p>
      {acts.length === 0 && (
        <StatePanel title={t('admin.no-changes')}>
          <p>{t('admin.no-changes-body')}</p>
        </StatePanel>
      )}
      <ul className="acts">
        {acts.map((act) => (
          <ActRow key={act.id} act={act} />
        ))}
      </ul>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} aria-disabled={isFetchingNextPage}>
          {t('admin.older')}
        </Button>
      )}
    </section>
  );
}

function ActRow({ act }: { act: AdministrationAct }) {
  const t = useText();
  const forget = useForgetHouse();
  const [requestId] = useState(() => crypto.randomUUID());
  const reverting = useMutation({
    mutationFn: () => revertAct(act.id, requestId),
    onSuccess: async ({ givenBack }) => {
      await forget();
      showToast(t('admin.reverted', { count: givenBack }));
    },
  });
  const rest = act.changeCount - act.changes.length;
  return (
    <li className="act sheet">
      <div className="act-head">
        <div className="grow">
          <h3>{t(`admin.act.${act.kind}`)}</h3>
          <p className="meta">
            {t('admin.act-by', { at: showInstant(act.at), by: act.by ?? t(`admin.via.${act.via}`) })}
          </p>
        </div>
        {act.revertedBy !== null && <Tag>{t('admin.was-reverted')}</Tag>}
        {act.revertible && (
          <Button
            size="small"
            icon="returned"
            aria-label={t('admin.revert-label', { act: t(`admin.act.${act.kind}`), at: showInstant(act.at) })}
            aria-disabled={reverting.isPending}
            onClick={() => reverting.mutate()}
          >
            {t('admin.revert')}
          </Button>
        )}
      </div>
      {reverting.data && <TouchedFiles numbers={reverting.data.touched} />}
      {reverting.error && <RevertFailure error={reverting.error} />}
      <ChangeLines changes={act.changes} />
      {rest > 0 && <p className="second">{t('admin.more-changes', { count: rest })}</p>}
    </li>
  );
}

/** Files that did not go back, because somebody acted on them after they had passed. */
function TouchedFiles({ numbers }: { numbers: readonly string[] }) {
  const t = useText();
  if (numbers.length === 0) return null;
  return (
    <div role="status">
      <Band tone="warn" icon="warning">
        {t('admin.files-touched', { count: numbers.length, numbers: numbers.join(', ') })}
      </Band>
    </div>
  );
}

/** Why an act cannot be reversed: what was built on it since, by name. */
function RevertFailure({ error }: { error: unknown }) {
  const t = useText();
  const items = builtUponOf(error);
  if (items.length === 0) return <FailureBand error={error} />;
  return (
    <div role="alert">
      <Band tone="late" icon="error">
        <p>{t('admin.built-upon')}</p>
        <ul>
          {items.map((item) => (
            <li key={`${item.list} ${item.key}`}>
              {item.key === ''
                ? t('admin.built-upon-named', { list: item.list })
                : t('admin.built-upon-row', { name: (item.current && nameOf(item.current)) || item.key })}
            </li>
          ))}
        </ul>
      </Band>
    </div>
  );
}
