import type { LetterDetail } from '@opis/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { refreshCaseFiles } from '../works/keep-case-file.ts';

/** Names of what is kept of letters. */
export const letterKeys = {
  all: ['letters'],
  routed: (routeId: string) => ['letters', 'routed', routeId],
  detail: (id: string) => ['letters', 'detail', id],
  preview: (id: string, version: number) => ['letters', 'preview', id, version],
  route: (id: string) => ['letters', 'route', id],
  ofFile: (fileId: string) => ['letters', 'file', fileId],
  queue: (queue: string) => ['letters', 'queue', queue],
  counts: ['letters', 'counts'],
  modules: ['letters', 'modules'],
  templates: ['letters', 'templates'],
} as const;

/** A letter as the server returned it, in its page; lists are read again, its file's too when the letter moved. */
export function keepLetter(queries: QueryClient, letter: LetterDetail, { moved = false } = {}) {
  queries.setQueryData(letterKeys.detail(letter.id), letter);
  if (!moved) return;
  void queries.invalidateQueries({
    queryKey: letterKeys.all,
    predicate: ({ queryKey }) => queryKey[1] !== 'detail' && queryKey[1] !== 'preview',
  });
  refreshCaseFiles(queries);
}
