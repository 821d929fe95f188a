import type { CaseFileRow } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { type RefObject, useEffect, useRef } from 'react';
import { showDayHead } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { type GroupHeading, groupWorks } from './group-works.ts';
import type { WorkList as Hands } from './use-work-keys.ts';
import type { Works } from './use-works.ts';
import { WorkRow } from './work-row.tsx';

type WorkListProps = {
  works: Works;
  hands: Hands;
  byDay: boolean;
  label: string;
  box: RefObject<HTMLDivElement | null>;
};

/** The rows under their headings; more are read as the end comes near. */
export function WorkList({ works, hands, byDay, label, box }: WorkListProps) {
  const t = useText();
  const groups = groupWorks(works.rows, { today: useToday(), byDay });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scrolling box, not a form
    <div
      className={hands.chosen.length > 0 ? 'works-list is-choosing' : 'works-list'}
      role="group"
      aria-label={label}
      ref={box}
    >
      {groups.map(({ heading, rows }, index) => (
        <section className="works-group" key={heading.kind === 'day' ? heading.day : heading.kind}>
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

function GroupHead({ heading, count }: { heading: GroupHeading; count: number | null }) {
  const t = useText();
  const words = heading.kind === 'day' ? showDayHead(heading.day) : t(`works.group-${heading.kind}`);
  return (
    <h2>
      <Icon name="calendar" />
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
