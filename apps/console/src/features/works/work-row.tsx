import type { CaseFileRow } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useSession } from '../../parts/session.tsx';
import { TermBadge } from '../../parts/term-badge.tsx';
import { useText } from '../../parts/text.tsx';
import { useWhere } from './acts/case-conflict.tsx';
import { WorkAge } from './work-age.tsx';
import { WorkBall } from './work-ball.tsx';

type WorkRowProps = {
  row: CaseFileRow;
  current: boolean;
  chosen: boolean;
  onToggle: (id: string) => void;
  onPoint: (id: string) => void;
};

/** One work: its term or how old it is, its number, whose and what, who has it. On a phone the same words make a card. */
export const WorkRow = memo(function WorkRow({ row, current, chosen, onToggle, onPoint }: WorkRowProps) {
  const t = useText();
  const state = [current && 'is-current', chosen && 'is-chosen'].filter(Boolean).join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list are on its section
    <li className={`work-row ${state}`.trim()} data-work={row.id} onClick={() => onPoint(row.id)}>
      <span className="work-check">
        <input
          type="checkbox"
          tabIndex={current ? 0 : -1}
          checked={chosen}
          aria-label={t('works.choose', { number: row.registrationNumber })}
          onChange={() => onToggle(row.id)}
        />
      </span>
      {row.due ? (
        <TermBadge due={row.due} caseFileId={row.id} tabIndex={current ? 0 : -1} />
      ) : (
        <WorkAge day={row.registeredOn} time={row.registeredTime} />
      )}
      <span className="work-number">
        <Link
          className="number work-focus"
          to="/lucrari/$id"
          params={{ id: row.id }}
          tabIndex={current ? 0 : -1}
          aria-current={current ? 'true' : undefined}
          preload={false}
        >
          {row.registrationNumber}
        </Link>
      </span>
      <span className="work-subject ellipsis" title={row.subject}>
        {row.confidential && <Icon name="confidential" size={14} label={t('registers.confidential')} />}
        <b>{row.issuer}</b>, {row.subject}
      </span>
      <span className="work-state ellipsis">
        <WorkState row={row} />
      </span>
      <WorkBall mine={row.mine} handler={row.handler} unit={row.unit} />
    </li>
  );
});

/** What the last move left behind: given back, closed and how, or where it lies. */
function WorkState({ row }: { row: CaseFileRow }) {
  const t = useText();
  const where = useWhere(row);
  const standsIn = useSession().standingIn.some(({ staffId }) => staffId === row.handler?.id);
  if (row.outcome) return t(`outcome.${row.outcome}`);
  if (standsIn && row.handler)
    return <b className="works-theirs">{t('works.theirs', { name: row.handler.name })}</b>;
  if (row.returned) return t('works.returned');
  if (row.status === 'with-handler') return t('status.with-handler');
  return row.status === 'with-unit' ? t('status.with-unit') : where;
}
