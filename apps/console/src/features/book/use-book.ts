import type { BookSummary, EntryRow } from '@opis/contracts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { listEntries } from '../../api/list-entries.ts';
import { readBookSummary } from '../../api/read-book-summary.ts';
import { type BookSearch, toListQuery } from './book-search.ts';

const pageSize = 200;

/** Rows of a book as they come, newest first, and what stands at its foot. */
export type Book = {
  rows: readonly EntryRow[];
  summary: BookSummary | undefined;
  loading: boolean;
  error: Error | null;
  hasMore: boolean;
  loadingMore: boolean;
  moreFailed: boolean;
  loadMore: () => void;
  retry: () => void;
};

export function useBook(register: string, search: BookSearch, year: number): Book {
  const query = toListQuery(search, year);
  const pages = useInfiniteQuery({
    queryKey: ['entries', register, 'book', query],
    queryFn: ({ pageParam, signal }) =>
      listEntries(
        register,
        { ...query, order: 'desc', limit: pageSize, after: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const summary = useQuery({
    queryKey: ['summary', register, query],
    queryFn: ({ signal }) => readBookSummary(register, query, signal),
    placeholderData: keepPreviousData,
  });
  const loaded = pages.data !== undefined;
  return {
    rows: pages.data?.pages.flatMap((page) => page.items) ?? [],
    summary: summary.data,
    loading: pages.isPending,
    error: loaded ? null : pages.error,
    hasMore: pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    moreFailed: pages.isFetchNextPageError,
    loadMore: () => {
      if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
    },
    retry: () => void pages.refetch(),
  };
}
