import type { EntryDetail, EntryPage } from '@opis/contracts';
import { type InfiniteData, type QueryClient, useQuery } from '@tanstack/react-query';
import type { EntryKey } from '../../api/entry-address.ts';
import { readEntry } from '../../api/read-entry.ts';

export function useEntry(key: EntryKey) {
  return useQuery({
    queryKey: entryQueryKey(key),
    queryFn: ({ signal }) => readEntry(key, signal),
    staleTime: 5_000,
  });
}

export function entryQueryKey({ register, year, number }: EntryKey) {
  return ['entry', register, year, number];
}

/** An entry as the server returned it after an act: here, in the rows of its book, and in whatever counts them. */
export function keepEntry(queries: QueryClient, key: EntryKey, entry: EntryDetail) {
  queries.setQueryData(entryQueryKey(key), entry);
  queries.setQueriesData<InfiniteData<EntryPage>>(
    { queryKey: ['entries', key.register, 'book'] },
    (data) => data && { ...data, pages: data.pages.map((page) => withRow(page, entry)) },
  );
  void queries.invalidateQueries({ queryKey: ['entries', key.register, 'today'] });
  void queries.invalidateQueries({ queryKey: ['summary', key.register] });
}

function withRow(page: EntryPage, entry: EntryDetail): EntryPage {
  const { year, number } = entry;
  return {
    ...page,
    items: page.items.map((row) => (row.year === year && row.number === number ? entry : row)),
  };
}
