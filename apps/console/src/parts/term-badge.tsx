import type { DueTerm, TermState } from '@opis/contracts';
import { Icon, type IconName } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { showDay, toClockTime } from './dates.ts';
import './term-badge.css';
import { useText } from './text.tsx';

const icons = {
  far: 'calendar',
  near: 'hourglass',
  today: 'alarm',
  late: 'warning',
  suspended: 'pause',
  met: 'check',
  'met-late': 'check',
  cancelled: 'annulled',
} as const satisfies Record<TermState, IconName>;

/** How near a term is, in words beside its day; with `caseFileId` a way to its sheet. One badge a row. */
export function TermBadge({
  due,
  caseFileId,
  tabIndex,
}: {
  due: DueTerm;
  caseFileId?: string;
  tabIndex?: number;
}) {
  const t = useText();
  const words = t(`term.${due.state}`, { days: Math.abs(due.days) });
  const day = showDay(due.state === 'far' || due.since === null ? due.on : due.since);
  const isAhead = due.since === null && due.at !== null;
  const date = isAhead
    ? t('term.at', { day, time: toClockTime(due.at ?? '') })
    : t(due.state === 'suspended' ? 'term.since' : 'term.on', { day });
  const inside = (
    <>
      <Icon name={icons[due.state]} size={14} />
      <span className="term-words">{words}</span> <span className="term-day">{date}</span>
    </>
  );
  const className = `term-badge is-${due.state}`;
  if (caseFileId === undefined) return <span className={className}>{inside}</span>;
  return (
    <Link
      className={className}
      to="/lucrari/$id/termene/$termen"
      params={{ id: caseFileId, termen: due.termId }}
      aria-label={t('term.sheet-of', { words: `${words} ${date}` })}
      tabIndex={tabIndex}
      preload={false}
    >
      {inside}
    </Link>
  );
}
