import type { CaseFileCounts, CaseFileRow, CaseQueue } from '@opis/contracts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { countCaseFiles, listCaseFiles } from '../../api/list-case-files.ts';
import { toFilterQuery, toListQuery, type WorksSearch } from './works-search.ts';

const pageSize = 100;

/** Rows of a queue as they come. */
export type Works = {
  rows: readonly CaseFileRow[];
  loading: boolean;
  error: Error | null;
  hasMore: boolean;
  loadingMore: boolean;
  moreFailed: boolean;
  loadMore: () => void;
  retry: () => void;
};

export function useWorks(search: WorksSearch, queue: CaseQueue): Works {
  const query = toListQuery(search, queue);
  const pages = useInfiniteQuery({
    queryKey: ['case-files', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      listCaseFiles({ ...query, limit: pageSize, after: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // Old rows stay while filters change; another queue is another list.
    placeholderData: (before, asked) =>
      (asked?.queryKey[2] as typeof query | undefined)?.queue === queue
        ? keepPreviousData(before)
        : undefined,
  });
  return {
    rows: pages.data?.pages.flatMap((page) => page.items) ?? [],
    loading: pages.isPending,
    error: pages.data === undefined ? pages.error : null,
    hasMore: pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    moreFailed: pages.isFetchNextPageError,
    loadMore: () => {
      if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
    },
    retry: () => void pages.refetch(),
  };
}

/** How many wait in each queue; said again every minute, and whenever something was done. */
export function useCounts({
  search = {},
  enabled = true,
}: {
  search?: WorksSearch;
  enabled?: boolean;
} = {}): CaseFileCounts | undefined {
  const query = toFilterQuery(search);
  return useQuery({
    queryKey: ['case-files', 'counts', query],
    queryFn: ({ signal }) => countCaseFiles(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
    enabled,
  }).data;
}
