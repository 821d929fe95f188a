import type { BoardLoad, UnitBoard } from '@opis/contracts';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useText } from '../../parts/text.tsx';
import { LoadTable } from './load-chart.tsx';

const total = (loads: readonly BoardLoad[], of: (load: BoardLoad) => number) =>
  loads.reduce((sum, load) => sum + of(load), 0);

/** What waits for the head, and what will be late unless somebody acts; each with its works. */
export function DecideNow({ board }: { board: UnitBoard }) {
  const t = useText();
  const { people, below, unassigned, unit } = board;
  const risky = people.filter(({ atRisk }) => atRisk > 0);
  const overdue = { pe: 'handler', compartiment: unit.code, termen: 'overdue' } as const;
  return (
    <aside className="board-side">
      <h2>{t('board.decide')}</h2>
      <ul className="board-decide">
        <Line count={unassigned} what={t('board.unassigned')} to="/de-repartizat" act={t('board.assign')} />
        <Line
          count={total(people, (load) => load.overdue)}
          what={t('board.overdue')}
          to="/situatii"
          search={overdue}
          act={t('board.see')}
          late
        />
        <Line
          count={total(people, ({ soon }) => soon)}
          what={t('board.soon')}
          to="/situatii"
          search={{ ...overdue, termen: 'running' }}
          act={t('board.see')}
        />
        <Line count={total(people, ({ atRisk }) => atRisk)} what={t('board.risk')} note={t('board.risk-why')}>
          {risky.map(({ name, atRisk }) => `${name}: ${atRisk}`).join(', ')}
        </Line>
      </ul>
      {below.length > 0 && (
        <>
          <h2>{t('board.below')}</h2>
          <LoadTable loads={below} />
        </>
      )}
    </aside>
  );
}

type LineProps = {
  count: number;
  what: string;
  act?: string;
  to?: LinkProps['to'];
  search?: object;
  note?: string;
  late?: boolean;
  children?: string;
};

function Line({ count, what, act, to, search, note, late = false, children }: LineProps) {
  return (
    <li className={late && count > 0 ? 'is-late' : undefined}>
      <span className="board-count">{count}</span>
      <span>
        {what}
        {children && <span className="meta"> {children}</span>}
        {note && count > 0 && <span className="meta board-note">{note}</span>}
      </span>
      {to && act && count > 0 && (
        <Link className="button is-normal" to={to} {...(search && { search })}>
          {act}
        </Link>
      )}
    </li>
  );
}
