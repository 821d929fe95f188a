import type { LiveNews, LiveNotice } from '@opis/contracts';
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** News of a moment are read together, and not at the same moment in every window. */
const gatherMs = 250;
const spreadMs = 500;

/**
 * Has what is shown read again when it changed; only what is on the screen, and nothing that somebody is writing: texts
 * stand in their forms, not in what is read.
 */
export function createNewsApplier(queries: QueryClient): { take(news: LiveNews): void; stop(): void } {
  let waiting = new Map<string, LiveNotice>();
  let everything = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function apply() {
    timer = undefined;
    const notices = [...waiting.values()];
    const all = everything;
    waiting = new Map();
    everything = false;
    void queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        all ? concernsAnything(queryKey) : notices.some((notice) => concerns(notice, queryKey)),
    });
  }

  return {
    take: (news) => {
      for (const notice of news.changes) waiting.set(JSON.stringify(notice), notice);
      everything ||= news.everything;
      timer ??= setTimeout(apply, gatherMs + Math.random() * spreadMs);
    },
    stop: () => clearTimeout(timer),
  };
}

const anything = ['notices', 'case-files', 'entries', 'summary', 'substitutions', 'colleagues', 'session'];

function concernsAnything([name]: QueryKey): boolean {
  return anything.includes(String(name));
}

/** Whether what stands under a key may have changed. */
export function concerns(notice: LiveNotice, key: QueryKey): boolean {
  const [name, part, detail] = key;
  switch (notice.topic) {
    case 'case-files':
      return name === 'case-files' && (isList(part) || (notice.id !== null && detail === notice.id));
    case 'entries':
      if (name === 'entries' || name === 'summary') return part === notice.register;
      return name === 'case-files' && (part === 'counts' || (part === 'list' && isOfRegistry(detail)));
    case 'notices':
      return name === 'notices';
    case 'substitutions':
      // Somebody's rights may be others from this moment.
      return (
        name === 'substitutions' || name === 'session' || (name === 'case-files' && part === 'assignees')
      );
    case 'rights':
      return ['session', 'registers', 'case-files', 'entries', 'summary', 'colleagues'].includes(
        String(name),
      );
  }
}

// A file's own page leaves an access record each time it is read: only its own change is a reason.
const isList = (part: unknown) =>
  part === 'list' || part === 'counts' || part === 'tasks' || part === 'task-counts';

// What waits for its first unit is told by its register alone.
function isOfRegistry(query: unknown): boolean {
  const queue = typeof query === 'object' && query !== null && 'queue' in query ? query.queue : undefined;
  return queue === 'unassigned' || queue === 'recent';
}
