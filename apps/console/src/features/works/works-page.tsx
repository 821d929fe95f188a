import type { CaseQueue } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { showDate, weekdayOf } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { useNarrow } from '../../parts/use-narrow.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useWorkActs } from './acts/use-work-acts.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { useQueues } from './use-queue.ts';
import { useWorkKeys } from './use-work-keys.ts';
import { useWorks } from './use-works.ts';
import { WhoseWorks } from './whose-works.tsx';
import { WorkList } from './work-list.tsx';
import { WorkPeek } from './work-peek.tsx';
import { useWorkViews, WorkViews } from './work-views.tsx';
import { WorksFilters } from './works-filters.tsx';
import { WorksFoot } from './works-foot.tsx';
import {
  isFiltered,
  type Order,
  orderOf,
  orders,
  type QueueName,
  queueNames,
  readWorksSearch,
  type WorksSearch,
  withoutFilters,
} from './works-search.ts';
import { WorksState } from './works-state.tsx';
import './works.css';

/** Intrări: whatever came in for this person's units, newest first. */
export function InboxPage() {
  return <WorksScreen queue="recente" search={useSearch({ from: '/intrari' })} />;
}

/** Lucrările mele: the queues as tabs, the oldest first, and lists kept under a name. */
export function WorksPage() {
  const search = useSearch({ from: '/lucrari' });
  const queues = useQueues();
  const queue = search.coada ?? queues[0] ?? 'inchise';
  return <WorksScreen key={queue} queue={queue} queues={queues} search={search} />;
}

type WorksScreenProps = { queue: QueueName; queues?: readonly QueueName[]; search: WorksSearch };

function WorksScreen({ queue, queues, search }: WorksScreenProps) {
  const t = useText();
  const today = useToday();
  const narrow = useNarrow();
  const name: CaseQueue = queueNames[queue];
  const works = useWorks(search, name);
  const views = useWorkViews(queues ?? []);
  const put = usePut();
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const acts = useWorkActs((done, action) => action !== 'note' && hands.leave(done));
  const hands = useWorkKeys({
    box,
    rows: works.rows,
    onAct: acts.start,
    onEnd: works.loadMore,
    onDigit: (digit) => {
      const view = queues && views[digit - 1];
      if (view) void navigate({ to: '/lucrari', search: view.search, replace: true });
    },
  });
  const [filtersOpen, setFiltersOpen] = useState(isFiltered(search));
  const title = t(queues ? 'works.title' : 'works.inbox-title');
  usePageTitle(title);
  const order = orderOf(search, name);
  const clear = () => put(withoutFilters(search));
  const empty = works.loading || works.error !== null || works.rows.length === 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the list inside
    <div
      className="works"
      onKeyDown={(event) => {
        hands.onKeyDown(event);
        if (event.key === 'Escape' && !event.defaultPrevented && isFiltered(search)) clear();
      }}
    >
      <div className="page-head">
        <h1>{title}</h1>
        <span className="second">
          {weekdayOf(today)}, {showDate(today)}
        </span>
        <span className="grow" />
        <Button
          kind="quiet"
          icon="filter"
          aria-expanded={filtersOpen}
          aria-controls="works-filters"
          onClick={() => setFiltersOpen((open) => !open)}
        >
          {t('works.filters')}
        </Button>
        <OrderSelect value={order} onChange={(ordine) => put({ ...search, ordine })} />
      </div>
      {queues && <WorkViews views={views} search={search} queue={queue} />}
      {queue === 'mele' && <WhoseWorks search={search} onPut={put} />}
      {filtersOpen && (
        <WorksFilters search={search} queue={name} rows={works.rows} onPut={put} onClear={clear} />
      )}
      <div className={empty ? 'works-panes is-empty' : 'works-panes'}>
        {empty ? (
          <WorksState works={works} queue={queue} filtered={isFiltered(search)} onClear={clear} />
        ) : (
          <WorkList works={works} hands={hands} order={order} label={title} box={box} />
        )}
        {!narrow && !empty && hands.current && (
          <WorkPeek
            row={hands.current}
            onAct={(action) => hands.current && acts.start(action, [hands.current])}
          />
        )}
      </div>
      {hands.chosen.length > 0 ? (
        <BulkBar
          rows={hands.chosen}
          onAct={(action) => acts.start(action, hands.chosen)}
          onClear={hands.clear}
        />
      ) : (
        !empty && <WorksFoot rows={hands.meant} />
      )}
      {acts.dialog}
    </div>
  );
}

const orderLabels = {
  termen: 'works.by-term',
  vechi: 'works.oldest-first',
  noi: 'works.newest-first',
} as const satisfies Record<Order, string>;

/** By term, or by registration; looks like the button that it was. */
function OrderSelect({ value, onChange }: { value: Order; onChange: (order: Order) => void }) {
  const t = useText();
  return (
    <label className="works-order">
      <Icon name="sorted" />
      <span className="visually-hidden">{t('works.order')}</span>
      <select
        value={value}
        onChange={(event) => onChange(orders.find((order) => order === event.target.value) ?? 'termen')}
      >
        {orders.map((order) => (
          <option key={order} value={order}>
            {t(orderLabels[order])}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} />
    </label>
  );
}

/** Puts filters into the address; what is no filter is left out. */
function usePut(): (search: WorksSearch) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (search) =>
    void navigate({
      to: pathname === '/intrari' ? '/intrari' : '/lucrari',
      search: readWorksSearch(search),
      replace: true,
    });
}
