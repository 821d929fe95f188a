import type { UnitBoard } from '@opis/contracts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listBoardWorks } from '../../api/reports.ts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { WorksPanel } from '../reports/works-panel.tsx';
import type { BoardSearch } from './board-search.ts';

/** The works behind the number of the board that the address names. */
export function BoardWorksPanel({ board }: { board: UnitBoard }) {
  const t = useText();
  const navigate = useNavigate();
  const search = useSearch({ from: '/serviciul-meu' });
  const { compartiment, cifra, cine, sub, saptamana, procedura } = search;
  if (cifra === undefined) return null;
  const question = {
    ...{ unit: compartiment, figure: cifra, handler: cine, below: sub },
    ...{ week: saptamana, procedure: procedura },
  };
  const whose = whoseOf(board, search);
  const figure = t(`board.figure.${cifra}`);
  return (
    <WorksPanel
      heading={t('reports.behind', { figure: whose === '' ? figure : `${figure}, ${whose}` })}
      queryKey={['unit-board', 'works', question]}
      list={(after, signal) => listBoardWorks({ ...question, after }, signal)}
      onClose={() =>
        void navigate({ to: '/serviciul-meu', search: compartiment ? { compartiment } : {}, replace: true })
      }
    />
  );
}

/** Of whom, or of when, the number is. */
export function whoseOf({ people, below, pace }: UnitBoard, search: BoardSearch): string {
  const { cine, sub, saptamana, procedura } = search;
  const names = [
    people.find(({ id }) => id === cine)?.name,
    below.find(({ id }) => id === sub)?.name,
    pace.find(({ procedure }) => procedure.code === procedura)?.procedure.name,
    saptamana && showDate(saptamana),
  ];
  return names.filter(Boolean).join(', ');
}
