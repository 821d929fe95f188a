/** Where the answers about scans are kept. */
export const scanKeys = {
  all: ['scans'],
  tray: ['scans', 'tray'],
  detail: (id: string) => ['scans', 'detail', id],
  last: (counter: string | null) => ['scans', 'last', counter],
} as const;
