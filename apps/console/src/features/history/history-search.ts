/** What the page of the old register shows; it stands in the address. */
export type HistorySearch = { an?: number; text?: string };

export function readHistorySearch(raw: Record<string, unknown>): HistorySearch {
  const year = Number(raw.an);
  const text =
    typeof raw.text === 'string' || typeof raw.text === 'number' ? String(raw.text).slice(0, 200) : '';
  return {
    ...(Number.isInteger(year) && year >= 1900 && year <= 2200 && { an: year }),
    ...(text !== '' && { text }),
  };
}
