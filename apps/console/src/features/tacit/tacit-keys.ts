/** Keys of what the pages keep about tacit approval. */
export const tacitKeys = {
  all: ['tacit-approval'] as const,
  one: (id: string) => [...tacitKeys.all, id] as const,
  list: ['tacit-approval', 'list'] as const,
};
