/** Which unit the board shows, as it stands in the address. */
export type BoardSearch = { compartiment?: string };

/** Reads an address that anybody may have written. */
export function readBoardSearch(raw: Record<string, unknown>): BoardSearch {
  const { compartiment } = raw;
  const isCode = typeof compartiment === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(compartiment);
  return isCode ? { compartiment } : {};
}
