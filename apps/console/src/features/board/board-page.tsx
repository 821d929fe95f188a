import type { UnitBoard } from '@opis/contracts';
import { StatePanel } from '@opis/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { readUnitBoard } from '../../api/reports.ts';
import { showDate } from '../../parts/dates.ts';
import { SelectFilter } from '../../parts/list-filters.tsx';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { BoardWorksPanel } from './board-works-panel.tsx';
import { DecideNow } from './decide-now.tsx';
import { FlowChart } from './flow-chart.tsx';
import { LoadChart, LoadTable } from './load-chart.tsx';
import { PaceChart } from './pace-chart.tsx';
import { TermsChart } from './terms-chart.tsx';
import './board.css';

/** How a unit and all below it stands: four findings, and what waits for the head's own hand. */
export function BoardPage() {
  const t = useText();
  usePageTitle(t('board.title'));
  const { compartiment } = useSearch({ from: '/serviciul-meu' });
  const { data, error, refetch } = useQuery({
    queryKey: ['unit-board', compartiment],
    queryFn: ({ signal }) => readUnitBoard(compartiment, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className="page-head">
        <h1>{t('board.title')}</h1>
        {data && <ChooseUnit board={data} />}
      </div>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && <Board board={data} />}
    </>
  );
}

function ChooseUnit({ board }: { board: UnitBoard }) {
  const t = useText();
  const navigate = useNavigate();
  const { unit, units, countedOn } = board;
  return (
    <p className="board-unit">
      {units.length > 1 ? (
        <SelectFilter
          label={t('board.unit')}
          value={unit.code}
          options={units.map(({ code, name, depth }) => ({
            value: code,
            label: `${'– '.repeat(depth)}${name}`,
          }))}
          onChange={(compartiment) =>
            void navigate({
              to: '/serviciul-meu',
              search: compartiment ? { compartiment } : {},
              replace: true,
            })
          }
        />
      ) : (
        <span className="second">{unit.name}</span>
      )}
      <span className="meta">{t('board.counted-on', { day: showDate(countedOn) })}</span>
    </p>
  );
}

function Board({ board }: { board: UnitBoard }) {
  const t = useText();
  if (board.people.length === 0 && board.below.length === 0 && board.unassigned === 0)
    return <StatePanel title={t('board.none')} />;
  return (
    <>
      <div className="board">
        <div className="board-findings">
          <LoadChart loads={board.people} />
          <FlowChart weeks={board.weeks} />
          <TermsChart weeks={board.weeks} />
          <PaceChart pace={board.pace} />
        </div>
        <DecideNow board={board} />
      </div>
      {board.below.length > 0 && (
        <section className="finding board-below" aria-labelledby="board-below">
          <h2 id="board-below">{t('board.below')}</h2>
          <LoadTable loads={board.below} head={t('board.below-unit')} of={(sub) => ({ sub })} />
        </section>
      )}
      <p>
        <Link to="/situatii/nerezolvate">{t('unfinished.link')}</Link>
      </p>
      <BoardWorksPanel board={board} />
    </>
  );
}
