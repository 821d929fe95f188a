import type { CaseFileDetail, CaseFilePage, CaseFileRow, CaseQueue } from '@opis/contracts';
import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';

/** Names of what is kept of case files: `['case-files', 'list' | 'counts' | 'detail' | …]`. */
export const caseFileKeys = {
  all: ['case-files'],
  lists: ['case-files', 'list'],
  detail: (id: string) => ['case-files', 'detail', id],
  chronology: (id: string) => ['case-files', 'chronology', id],
  accesses: (id: string) => ['case-files', 'accesses', id],
  assignees: (id: string) => ['case-files', 'assignees', id],
  returnPlaces: (id: string) => ['case-files', 'return-places', id],
} as const;

/** A file as the server returned it after an act: in its page, in every list that still holds it, out of the others. */
export function keepCaseFile(queries: QueryClient, file: CaseFileRow) {
  queries.setQueryData<CaseFileDetail>(caseFileKeys.detail(file.id), (page) => page && { ...page, ...file });
  for (const [key, data] of queries.getQueriesData<InfiniteData<CaseFilePage>>({
    queryKey: caseFileKeys.lists,
  })) {
    if (data) queries.setQueryData(key, withFile(data, { file, queue: queueOf(key) }));
  }
  refreshCaseFiles(queries);
}

/** Reads again what is in sight, but no file's own page: opening that leaves an access record. */
export function refreshCaseFiles(queries: QueryClient) {
  void queries.invalidateQueries({
    queryKey: caseFileKeys.all,
    predicate: ({ queryKey }) => queryKey[1] !== 'detail',
  });
}

/** Whether a file stands in a queue, as far as one can tell without the server. */
export function belongsTo(queue: CaseQueue, file: CaseFileRow): boolean {
  if (queue === 'recent') return true;
  if (queue === 'closed') return file.status === 'closed';
  if (queue === 'mine') return file.mine && file.status !== 'closed';
  if (queue === 'unassigned') return file.status === 'unassigned' || file.status === 'with-unit';
  return file.status !== 'closed';
}

function withFile(
  data: InfiniteData<CaseFilePage>,
  { file, queue }: { file: CaseFileRow; queue: CaseQueue },
): InfiniteData<CaseFilePage> {
  const stays = belongsTo(queue, file);
  const update = (row: CaseFileRow) => (row.id === file.id ? (stays ? [file] : []) : [row]);
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.flatMap(update) })) };
}

function queueOf(key: QueryKey): CaseQueue {
  return (key[2] as { queue: CaseQueue }).queue;
}
