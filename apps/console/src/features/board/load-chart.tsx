import type { BoardFigure, BoardLoad } from '@opis/contracts';
import { Bar } from '../../parts/bar.tsx';
import { useText } from '../../parts/text.tsx';
import { BoardNumber } from './board-number.tsx';
import type { BoardNumberSearch } from './board-search.ts';
import { Finding } from './finding.tsx';
import { heaviest } from './findings.ts';

/** Who has how many open works, the overdue ones hatched; the few who carry most stand out. */
export function LoadChart({ loads }: { loads: readonly BoardLoad[] }) {
  const t = useText();
  const { count, top, open } = heaviest(loads);
  const most = Math.max(...loads.map((load) => load.open), 1);
  return (
    <Finding
      title={open === 0 ? t('board.load-none') : t('board.load', { people: count, top, open })}
      unit={t('board.load-unit')}
      more={
        <BoardNumber figure="assigned" count={open}>
          {t('board.works')}
        </BoardNumber>
      }
      chart={
        <ul className="board-bars">
          {loads.slice(0, 10).map((load, at) => (
            <li key={load.id} className={at < count ? 'is-point' : undefined}>
              <span className="ellipsis" title={load.name}>
                {load.name}
              </span>
              <Bar all={load.open / most} late={load.overdue / most} />
              <BoardNumber
                figure="open"
                count={load.open}
                of={{ cine: load.id ?? '' }}
                label={t('board.open-of', { count: load.open, name: load.name })}
              />
            </li>
          ))}
        </ul>
      }
      table={<LoadTable loads={loads} head={t('board.person')} of={(id) => ({ cine: id })} />}
    />
  );
}

const columns = [
  { figure: 'open', text: 'board.open', of: ({ open }) => open },
  { figure: 'overdue', text: 'board.late', of: ({ overdue }) => overdue },
  { figure: 'soon', text: 'board.soon-short', of: ({ soon }) => soon },
  { figure: 'at-risk', text: 'board.risk-short', of: ({ atRisk }) => atRisk },
  { figure: 'up-to-7', text: 'board.age.upTo7', of: ({ age }) => age.upTo7 },
  { figure: 'up-to-30', text: 'board.age.upTo30', of: ({ age }) => age.upTo30 },
  { figure: 'up-to-90', text: 'board.age.upTo90', of: ({ age }) => age.upTo90 },
  { figure: 'over-90', text: 'board.age.over90', of: ({ age }) => age.over90 },
] as const satisfies readonly { figure: BoardFigure; text: string; of: (load: BoardLoad) => number }[];

type LoadTableProps = {
  loads: readonly BoardLoad[];
  /** What a row is: a person, or a unit. */
  head: string;
  of: (id: string) => BoardNumberSearch;
};

/** Every load with its terms and ages; each number opens its works. */
export function LoadTable({ loads, head, of: narrowed }: LoadTableProps) {
  const t = useText();
  return (
    <div className="board-scroll">
      <table className="board-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map(({ figure, text }) => (
              <th scope="col" key={figure}>
                {t(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loads.map((load) => (
            <tr key={load.id}>
              <th scope="row">{load.name}</th>
              {columns.map(({ figure, of }) => (
                <td key={figure}>
                  <BoardNumber figure={figure} count={of(load)} of={narrowed(load.id ?? '')} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
