export type PartiesSearch = { q?: string };

export function readPartiesSearch(raw: Record<string, unknown>): PartiesSearch {
  const q = typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).slice(0, 200) : '';
  return q === '' ? {} : { q };
}
