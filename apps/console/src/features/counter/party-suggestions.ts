import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { suggestParties } from '../../api/suggest-parties.ts';

/**
 * Known parties for what is being typed; the rows of a moment ago stay until new ones come. `settled` is true when they
 * are the answer to exactly this text.
 */
export function usePartySuggestions(text: string, wanted: boolean) {
  const typed = text.trim();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), 80);
    return () => clearTimeout(timer);
  }, [typed]);
  const enabled = wanted && asked.length >= 2;
  const { data, isPlaceholderData } = useQuery({
    ...suggestionsQuery(asked),
    enabled,
    placeholderData: keepPreviousData,
  });
  const answered = enabled && data !== undefined;
  return { items: answered ? data.items : [], settled: answered && !isPlaceholderData && asked === typed };
}

/** The answer for exactly this text, from what is known or from the server. */
export function fetchSuggestions(queries: QueryClient, text: string) {
  return queries.fetchQuery(suggestionsQuery(text.trim()));
}

function suggestionsQuery(text: string) {
  return {
    queryKey: ['party-suggestions', text],
    queryFn: ({ signal }: { signal: AbortSignal }) => suggestParties(text, signal),
    staleTime: 10_000,
    retry: false,
  };
}
