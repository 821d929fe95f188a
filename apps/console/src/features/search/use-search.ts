import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { searchEverywhere } from '../../api/search-everywhere.ts';
import type { SearchAddress } from './search-address.ts';
import { toFilters } from './search-address.ts';

const restMs = 120;

/** A text once the hands rest. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

/** The first few of everything, for the palette. What was found stays until the next answer. */
export function usePaletteSearch(text: string) {
  return useQuery({
    queryKey: ['search', 'palette', text],
    queryFn: ({ signal }) => searchEverywhere({ text, limit: 5 }, signal),
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
  });
}

/** Everything that was found, page by page. */
export function useSearchPages(text: string, address: SearchAddress) {
  const filters = toFilters(address);
  return useInfiniteQuery({
    queryKey: ['search', 'page', text, filters],
    queryFn: ({ pageParam, signal }) => searchEverywhere({ text, filters, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.entries.next ?? page.history.next ?? undefined,
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
  });
}
