/** What of the queue is shown stands in its address. */
export function readIntakeSearch(search: Record<string, unknown>): { vezi?: 'hotarate' } {
  return search.vezi === 'hotarate' ? { vezi: 'hotarate' } : {};
}
