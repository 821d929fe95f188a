/** Tabs of a file, always three. */
export const caseTabs = ['cronologie', 'opis', 'date'] as const;
export type CaseTab = (typeof caseTabs)[number];
const filters = ['documents', 'decisions', 'notes'] as const;
export type CaseFilter = (typeof filters)[number];

/** What of the file is looked at, as it stands in the address. */
export type CaseSearch = { fila?: CaseTab; doar?: CaseFilter };

export function readCaseSearch(raw: Record<string, unknown>): CaseSearch {
  const fila = caseTabs.find((tab) => tab === raw.fila);
  const doar = filters.find((filter) => filter === raw.doar);
  return { ...(fila && { fila }), ...(doar && { doar }) };
}
