import { useQuery } from '@tanstack/react-query';
import { isUnderWay, listLongWorks } from '../../api/long-works.ts';

export const longWorksKey = ['long-works'] as const;

const everyMs = 1_000;

/** The person's own works in the background; asked for again every second while one goes on, and not otherwise. */
export function useLongWorks() {
  return useQuery({
    queryKey: longWorksKey,
    queryFn: ({ signal }) => listLongWorks(signal),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? everyMs : false),
    refetchOnWindowFocus: true,
  });
}
