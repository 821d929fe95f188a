import type { ExportBookRequest, ExportFormat } from '@opis/contracts';
import type { Query } from '../../api/http.ts';
import type { BookSearch } from '../book/book-search.ts';

/** The period as it was typed, and as days; undefined where it is no day. */
export type Period = { from: string | undefined; to: string | undefined };

/** The period that the screen shows: its days, or the whole year. */
export const periodOf = (search: BookSearch, year: number): Period => ({
  from: search.de ?? `${year}-01-01`,
  to: search.pana ?? `${year}-12-31`,
});

/** The screen's filter in the words of the API; what is not set is left out. */
export function filterOf(
  search: BookSearch,
): Omit<ExportBookRequest, 'requestId' | 'format' | 'from' | 'to'> {
  const { compartiment: unit, canal: channel, stare: status, subregistru: subRegister } = search;
  return {
    ...(unit && { unit }),
    ...(channel && { channel }),
    ...(status && { status }),
    ...(subRegister && { subRegister }),
    ...(search.nerezolvate && { unsolved: true }),
    ...(search.proprii && { mine: true }),
  };
}

/** What the server is asked before and for the file; undefined while the period is no period. */
export function toQuestion(
  { from, to }: Period,
  search: BookSearch,
): (Query & { from: string; to: string }) | undefined {
  return from === undefined || to === undefined || to < from ? undefined : { from, to, ...filterOf(search) };
}

export const exportFormats: readonly ExportFormat[] = ['pdf', 'xlsx', 'csv'];
