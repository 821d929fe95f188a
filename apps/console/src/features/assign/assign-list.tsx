import type { CaseFileRow } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { useEffect, useRef } from 'react';
import { toClockTime, toPlainDate, weekdayOf } from '../../parts/dates.ts';
import { TermBadge } from '../../parts/term-badge.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { daysBetween } from '../works/group-works.ts';
import { WorkAge } from '../works/work-age.tsx';

type AssignListProps = {
  rows: readonly CaseFileRow[];
  current: string | undefined;
  isChosen: (id: string) => boolean;
  choosing: boolean;
  onPoint: (id: string) => void;
  onToggle: (id: string) => void;
  loadMore: () => void;
};

/** What waits, the oldest first; the one under the hands is the white sheet. */
export function AssignList({
  rows,
  current,
  isChosen,
  choosing,
  onPoint,
  onToggle,
  loadMore,
}: AssignListProps) {
  const t = useText();
  return (
    <ul className={choosing ? 'assign-items is-choosing' : 'assign-items'} aria-label={t('assign.waiting')}>
      {rows.map((row, index) => (
        <li
          key={row.id}
          className={`assign-item${row.id === current ? ' is-current' : ''}${isChosen(row.id) ? ' is-chosen' : ''}`}
          data-work={row.id}
        >
          <input
            type="checkbox"
            className="assign-check"
            tabIndex={row.id === current ? 0 : -1}
            checked={isChosen(row.id)}
            aria-label={t('works.choose', { number: row.registrationNumber })}
            onChange={() => onToggle(row.id)}
          />
          <button
            type="button"
            className="assign-open work-focus"
            tabIndex={row.id === current ? 0 : -1}
            aria-current={row.id === current ? 'true' : undefined}
            onClick={() => onPoint(row.id)}
          >
            <span className="line">
              <span className="number">{row.registrationNumber}</span>
              <span className="grow" />
              <Received row={row} />
            </span>
            <span className="assign-subject">{row.subject}</span>
            <span className="line meta">
              {row.due ? (
                <TermBadge due={row.due} />
              ) : (
                <WorkAge day={row.registeredOn} time={row.registeredTime} />
              )}
              {row.returned && (
                <span className="line assign-returned">
                  <Icon name="returned" size={14} />
                  {t('works.returned')}
                </span>
              )}
            </span>
          </button>
          {index === rows.length - 5 && <Near onNear={loadMore} />}
        </li>
      ))}
    </ul>
  );
}

/** Today its hour, this week its day, else nothing: the date stands in the number. */
function Received({ row }: { row: CaseFileRow }) {
  const today = useToday();
  const day = toPlainDate(row.registeredAt);
  const age = daysBetween(day, today);
  if (age <= 0) return <span className="meta">{toClockTime(row.registeredAt)}</span>;
  return age < 7 ? <span className="meta">{weekdayOf(day)}</span> : null;
}

/** Reads the next page once it comes into sight. */
function Near({ onNear }: { onNear: () => void }) {
  const ref = useRef<HTMLSpanElement>(null);
  const near = useRef(onNear);
  near.current = onNear;
  useEffect(() => {
    const watched = ref.current;
    if (!watched) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && near.current());
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return <span ref={ref} />;
}
