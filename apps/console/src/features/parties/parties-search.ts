export type PartiesSearch = { q?: string };

export function readPartiesSearch(raw: Record<string, unknown>): PartiesSearch {
  const q = typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).slice(0, 200) : '';
  return q === '' ? {} : { q };
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    sought?: string;
  }
}

/**
 * Where what is sought is kept: in the address, so that the list can be kept and sent; or, when it may be a whole CNP, in
 * the window's own history, since addresses are remembered by browsers and written into logs.
 */
export function toSought(typed: string): { search: PartiesSearch; state?: { sought: string } } {
  const q = typed.trim();
  if (q === '') return { search: {} };
  return q.replace(/\D/g, '').length < 13 ? { search: { q } } : { search: {}, state: { sought: q } };
}
