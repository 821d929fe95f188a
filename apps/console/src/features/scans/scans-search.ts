/** Which scan is open, as the address keeps it. */
export type ScansSearch = { scanare?: string };

export function readScansSearch(search: Record<string, unknown>): ScansSearch {
  const { scanare } = search;
  return typeof scanare === 'string' && /^[0-9a-f-]{36}$/.test(scanare) ? { scanare } : {};
}
