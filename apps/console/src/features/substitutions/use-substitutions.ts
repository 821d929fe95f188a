import type { ListSubstitutionsQuery } from '@opis/contracts';
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { listColleagues, listSubstitutions } from '../../api/substitutions.ts';
import { sessionQuery } from '../../parts/session.tsx';

/** Absences, read again whenever one is declared, changed or ended. */
export function useSubstitutions(whose: ListSubstitutionsQuery['whose'], enabled = true) {
  return useQuery({
    queryKey: ['substitutions', whose],
    queryFn: ({ signal }) => listSubstitutions(whose, signal),
    enabled,
  });
}

export function useColleagues() {
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => listColleagues(signal),
    staleTime: 60_000,
  });
}

/** After an act: the lists, and the session, whose rights may be others. */
export function refreshSubstitutions(queries: QueryClient) {
  void queries.invalidateQueries({ queryKey: ['substitutions'] });
  void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
}
