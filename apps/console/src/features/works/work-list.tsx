import type { CaseFileRow } from '@opis/contracts';
import { Icon, type IconName } from '@opis/ui';
import { type RefObject, useEffect, useRef } from 'react';
import { showDayHead } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { type DueGroup, type GroupHeading, groupWorks, keyOf } from './group-works.ts';
import type { WorkList as Hands } from './use-work-keys.ts';
import type { Works } from './use-works.ts';
import { WorkRow } from './work-row.tsx';
import type { Order } from './works-search.ts';

type WorkListProps = {
  works: Works;
  hands: Hands;
  order: Order;
  label: string;
  box: RefObject<HTMLDivElement | null>;
};

/** The rows under their headings; more are read as the end comes near. */
export function WorkList({ works, hands, order, label, box }: WorkListProps) {
  const t = useText();
  const groups = groupWorks(works.rows, { today: useToday(), order });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scrolling box, not a form
    <div
      className={hands.chosen.length > 0 ? 'works-list is-choosing' : 'works-list'}
      role="group"
      aria-label={label}
      ref={box}
    >
      {groups.map(({ heading, rows }, index) => (
        <section className="works-group" key={keyOf(heading)}>
          <GroupHead
            heading={heading}
            // The last group may go on below what was read.
            count={works.hasMore && index === groups.length - 1 ? null : rows.length}
          />
          <ul>
            {rows.map((row) => (
              <WorkRow key={row.id} row={row} {...handsOn(row, hands)} />
            ))}
          </ul>
        </section>
      ))}
      <ListEnd works={works} />
      {works.loadingMore && (
        <p className="works-more" role="status">
          {t('works.loading-more')}
        </p>
      )}
    </div>
  );
}

function handsOn(row: CaseFileRow, hands: Hands) {
  return {
    current: hands.current?.id === row.id,
    chosen: hands.isChosen(row.id),
    onToggle: hands.toggle,
    onPoint: hands.goTo,
  };
}

const dueIcons = {
  late: 'warning',
  today: 'alarm',
  week: 'hourglass',
  later: 'calendar',
  none: 'calendar',
} as const satisfies Record<DueGroup, IconName>;

function GroupHead({ heading, count }: { heading: GroupHeading; count: number | null }) {
  const t = useText();
  const words =
    heading.kind === 'day'
      ? showDayHead(heading.day)
      : heading.kind === 'due'
        ? t(`works.due-${heading.due}`)
        : t(`works.group-${heading.kind}`);
  const due = heading.kind === 'due' ? heading.due : null;
  return (
    <h2 className={due === 'late' ? 'is-late' : undefined}>
      <Icon name={due === null ? 'calendar' : dueIcons[due]} />
      {words}
      {count !== null && <span className="count">{count}</span>}
    </h2>
  );
}

/** What lies below is read before it is reached. */
function ListEnd({ works }: { works: Works }) {
  const t = useText();
  const end = useRef<HTMLDivElement>(null);
  const { loadMore, moreFailed, hasMore } = works;
  useEffect(() => {
    const watched = end.current;
    if (!watched || !hasMore) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && !moreFailed && loadMore(), {
      rootMargin: '600px',
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [loadMore, moreFailed, hasMore]);
  return (
    <div ref={end}>
      {moreFailed && (
        <p className="works-more">
          <button type="button" className="link-button" onClick={loadMore}>
            {t('works.more-failed')}
          </button>
        </p>
      )}
    </div>
  );
}
