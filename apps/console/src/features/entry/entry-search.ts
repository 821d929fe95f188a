/** Acts that open a dialog over the entry; the address may open it at once. */
export const entryActs = ['annul', 'correct', 'join', 'route', 'dispatch', 'classify'] as const;
export type EntryAct = (typeof entryActs)[number];
export type EntrySearch = { act?: EntryAct };

export function readEntrySearch(raw: Record<string, unknown>): EntrySearch {
  const act = entryActs.find((one) => one === raw.act);
  return act ? { act } : {};
}
