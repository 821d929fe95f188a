/** What a list of administration shows stands in the address. */
export type ChosenSearch = { ales?: string };
export function readChosen(search: Record<string, unknown>): ChosenSearch {
  return typeof search.ales === 'string' ? { ales: search.ales } : {};
}

export type ChangesSearch = { despre?: string };
export function readChanges(search: Record<string, unknown>): ChangesSearch {
  return typeof search.despre === 'string' && /^\w+:.+$/.test(search.despre) ? { despre: search.despre } : {};
}

export type ReadersSearch = { registru?: string; an?: number; numar?: number };
export function readReaders(search: Record<string, unknown>): ReadersSearch {
  const { registru, an, numar } = search;
  if (typeof registru !== 'string' || typeof an !== 'number' || typeof numar !== 'number') return {};
  return { registru, an, numar };
}
