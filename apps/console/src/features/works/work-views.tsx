import type { CaseCount, CaseFileCounts, SavedView } from '@opis/contracts';
import { IconButton, Kbd } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { removeView } from '../../api/saved-views.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { SaveView } from './save-view.tsx';
import { savedViewsQuery } from './saved-views-query.ts';
import { showCount } from './show-count.ts';
import { useCounts } from './use-works.ts';
import { type QueueName, queueNames, readQueryText, toQueryText, type WorksSearch } from './works-search.ts';

/** A tab over the list: one of the queues, or filters kept under a name. */
export type WorkView = { name: string; search: WorksSearch; saved: SavedView | null };

/** The queues first, then what this person kept; the digits 1 to 9 are theirs in this order. */
export function useWorkViews(queues: readonly QueueName[]): readonly WorkView[] {
  const t = useText();
  const { data } = useQuery(savedViewsQuery);
  return [
    ...queues.map((coada) => ({ name: t(`queue.${coada}`), search: { coada }, saved: null })),
    ...(data?.items ?? []).map((saved) => ({ name: saved.name, search: readQueryText(saved.query), saved })),
  ];
}

type WorkViewsProps = { views: readonly WorkView[]; search: WorksSearch; queue: QueueName };

export function WorkViews({ views, search, queue }: WorkViewsProps) {
  const t = useText();
  const now = toQueryText({ ...search, coada: queue });
  // A queue is the chosen tab also while filters that nobody kept narrow it.
  const kept = views.find((view) => toQueryText(view.search) === now);
  const chosen = kept ?? views.find((view) => view.saved === null && view.search.coada === queue);
  return (
    <nav className="works-views" aria-label={t('works.views')}>
      <ul>
        {views.map((view, index) => (
          <ViewTab
            key={view.saved?.id ?? view.name}
            view={view}
            digit={index < 9 ? index + 1 : null}
            current={view === chosen}
          />
        ))}
      </ul>
      {!kept && <SaveView query={now} />}
    </nav>
  );
}

function ViewTab({ view, digit, current }: { view: WorkView; digit: number | null; current: boolean }) {
  const t = useText();
  const queries = useQueryClient();
  const removal = useMutation({
    mutationFn: (saved: SavedView) => removeView(saved.id),
    onSuccess: () => {
      showToast(t('works.view-removed', { name: view.name }));
      return queries.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
    },
  });
  const { saved } = view;
  return (
    <li className="works-view">
      <Link
        to="/lucrari"
        search={view.search}
        activeOptions={{ exact: true }}
        aria-current={current ? 'page' : undefined}
        replace
      >
        {digit !== null && <Kbd>{String(digit)}</Kbd>}
        {view.name}
        <ViewCount search={view.search} />
      </Link>
      {saved && current && (
        <IconButton
          icon="close"
          label={t('works.view-remove', { name: view.name })}
          disabled={removal.isPending}
          onClick={() => removal.mutate(saved)}
        />
      )}
    </li>
  );
}

function ViewCount({ search }: { search: WorksSearch }) {
  const counts = useCounts({ search });
  const count = counts && countOf(counts, search.coada ?? 'mele');
  return count ? <span className="count">{showCount(count)}</span> : null;
}

/** The count of a queue, where the server counts it. */
function countOf(counts: CaseFileCounts, queue: QueueName): CaseCount | undefined {
  const name = queueNames[queue];
  return name === 'closed' || name === 'recent' ? undefined : counts[name];
}
