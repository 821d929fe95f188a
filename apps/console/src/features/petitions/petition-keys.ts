/** Names under which what is read of petitions is kept. */
export const petitionKeys = {
  all: ['petitions'],
  triage: ['petitions', 'triage'],
  one: (id: string, version: number) => ['petitions', 'one', id, version],
  similar: (id: string, version: number) => ['petitions', 'similar', id, version],
  bodies: ['competent-bodies'],
  report: (year: number, half: number) => ['petition-report', year, half],
} as const;
