import type { BoardLoad } from '@opis/contracts';
import { Link } from '@tanstack/react-router';
import { Bar } from '../../parts/bar.tsx';
import { useText } from '../../parts/text.tsx';
import { Finding } from './finding.tsx';
import { heaviest } from './findings.ts';

/** Who has how many open works, the overdue ones hatched; the few who carry most stand out. */
export function LoadChart({ loads, unit }: { loads: readonly BoardLoad[]; unit: string }) {
  const t = useText();
  const { count, top, open } = heaviest(loads);
  const most = Math.max(...loads.map((load) => load.open), 1);
  return (
    <Finding
      title={open === 0 ? t('board.load-none') : t('board.load', { people: count, top, open })}
      unit={t('board.load-unit')}
      more={
        <Link to="/situatii" search={{ pe: 'handler', compartiment: unit, situatie: 'open' }}>
          {t('board.works')}
        </Link>
      }
      chart={
        <ul className="board-bars">
          {loads.slice(0, 10).map((load, at) => (
            <li key={load.id} className={at < count ? 'is-point' : undefined}>
              <span className="ellipsis" title={load.name}>
                {load.name}
              </span>
              <Bar all={load.open / most} late={load.overdue / most} />
              <span>{load.open}</span>
            </li>
          ))}
        </ul>
      }
      table={<LoadTable loads={loads} />}
    />
  );
}

const ages = ['upTo7', 'upTo30', 'upTo90', 'over90'] as const;

/** Every load with its ages. */
export function LoadTable({ loads }: { loads: readonly BoardLoad[] }) {
  const t = useText();
  return (
    <div className="board-scroll">
      <table className="board-table">
        <thead>
          <tr>
            <th scope="col">{t('board.person')}</th>
            <th scope="col">{t('board.open')}</th>
            <th scope="col">{t('board.late')}</th>
            {ages.map((age) => (
              <th scope="col" key={age}>
                {t(`board.age.${age}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loads.map((load) => (
            <tr key={load.id}>
              <th scope="row">{load.name}</th>
              <td>{load.open}</td>
              <td>{load.overdue}</td>
              {ages.map((age) => (
                <td key={age}>{load.age[age]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
