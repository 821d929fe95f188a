import { type Direction, generalProcedure, type ProcedureRow } from '@opis/contracts';
import { useQuery } from '@tanstack/react-query';
import { listProcedures } from '../../api/procedures.ts';

/** The newest version of every procedure; read once a session, as the other lists that seldom change. */
export function useProcedures(): readonly ProcedureRow[] {
  const { data } = useQuery({ queryKey: ['procedures'], queryFn: listProcedures, staleTime: 3_600_000 });
  return data?.items ?? [];
}

/** The procedure that a paper of this category will follow, as the server chooses it. */
export function procedureOfPaper(
  all: readonly ProcedureRow[],
  {
    category,
    subRegister,
    direction,
  }: {
    category: string | null;
    subRegister: string | null;
    direction: Direction;
  },
): ProcedureRow | undefined {
  const fitting = all.filter(({ active, directions }) => active && directions.includes(direction));
  return (
    fitting.find(({ categories }) => category !== null && categories.includes(category)) ??
    fitting.find(({ forSubRegisters }) => subRegister !== null && forSubRegisters.includes(subRegister)) ??
    fitting.find(({ defaultFor }) => defaultFor.includes(direction)) ??
    fitting.find(({ code }) => code === generalProcedure)
  );
}
