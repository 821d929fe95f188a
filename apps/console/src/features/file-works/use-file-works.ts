import type { FileWorkLine } from '@opis/contracts';
import { useQuery } from '@tanstack/react-query';
import { readFileWorks } from '../../api/file-works.ts';

const everyMs = 4_000;

/** What is said of the documents of a file by their ids; asked again while something is under way. */
export function useFileWorks(caseFileId: string): ReadonlyMap<string, readonly FileWorkLine[]> {
  const { data } = useQuery({
    queryKey: ['case-files', 'file-works', caseFileId],
    queryFn: ({ signal }) => readFileWorks(caseFileId, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(isBusy) ? everyMs : false),
  });
  return new Map(data?.items.map(({ documentId, lines }) => [documentId, lines]));
}

const isBusy = ({ lines }: { lines: readonly FileWorkLine[] }) => lines.some(({ tone }) => tone === 'busy');
