import type { BoardFigure, BoardLoad, UnitBoard } from '@opis/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../../parts/text.tsx';
import { BoardNumber } from './board-number.tsx';
import type { BoardNumberSearch } from './board-search.ts';

/** What waits for the head, and what will be late unless somebody acts; each number opens its works. */
export function DecideNow({ board }: { board: UnitBoard }) {
  const t = useText();
  const { people, below, unassigned, overdue, soon } = board;
  const atRisk = people.reduce((sum, load) => sum + load.atRisk, 0);
  return (
    <aside className="board-side">
      <h2>{t('board.decide')}</h2>
      <ul className="board-decide">
        <Line figure="unassigned" count={unassigned} what={t('board.unassigned')}>
          {unassigned > 0 && (
            <Link className="button is-normal" to="/de-repartizat">
              {t('board.assign')}
            </Link>
          )}
        </Line>
        <Line figure="overdue" count={overdue} what={t('board.overdue')} late />
        <Line figure="soon" count={soon} what={t('board.soon')} />
        <Line
          figure="at-risk"
          count={atRisk}
          what={t('board.risk')}
          note={
            <>
              <Risky loads={people} of={(cine) => ({ cine })} />
              <Risky loads={below} of={(sub) => ({ sub })} />
              {atRisk > 0 && <span className="meta board-note">{t('board.risk-why')}</span>}
            </>
          }
        />
      </ul>
    </aside>
  );
}

/** By whom, or by which unit, what is at risk is held. */
function Risky({ loads, of }: { loads: readonly BoardLoad[]; of: (id: string) => BoardNumberSearch }) {
  const risky = loads.filter(({ atRisk }) => atRisk > 0);
  if (risky.length === 0) return null;
  return (
    <span className="meta board-note">
      {risky.map(({ id, name, atRisk }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <BoardNumber figure="at-risk" count={atRisk} of={of(id ?? '')}>
            {`${name}: ${atRisk}`}
          </BoardNumber>
        </span>
      ))}
    </span>
  );
}

type LineProps = {
  figure: BoardFigure;
  count: number;
  what: string;
  note?: ReactNode;
  late?: boolean;
  children?: ReactNode;
};

function Line({ figure, count, what, note, late = false, children }: LineProps) {
  const t = useText();
  return (
    <li className={late && count > 0 ? 'is-late' : undefined}>
      <BoardNumber
        className="board-count"
        figure={figure}
        count={count}
        label={t('board.count-of', { count, what })}
      />
      <span>
        {what}
        {note}
      </span>
      {children}
    </li>
  );
}
