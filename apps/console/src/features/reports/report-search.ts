import {
  type Channel,
  isPlainDate,
  type PeriodBasis,
  type TermStanding,
  type WorksFigure,
  type WorksGrouping,
  type WorksReportRequest,
  type WorksState,
} from '@opis/contracts';
import { channels } from '../book/book-search.ts';

// Written out: the schemas would come with the first load for the sake of these words.
export const groupings = [
  ...(['unit', 'handler', 'procedure', 'category', 'channel'] as const),
  ...(['state', 'term', 'month', 'week', 'party'] as const),
] satisfies readonly WorksGrouping[];
export const bases = ['registered', 'closed'] as const satisfies readonly PeriodBasis[];
export const standings = [
  ...(['in-time', 'late', 'running', 'overdue', 'none'] as const),
] satisfies readonly TermStanding[];
export const states = [
  ...(['open', 'unassigned', 'with-unit', 'with-handler', 'closed'] as const),
] satisfies readonly WorksState[];
const figures: readonly WorksFigure[] = ['all', 'open', 'closed', ...standings];

/** A report as it stands in the address; a kept one is an address. */
export type ReportSearch = {
  de?: string;
  pana?: string;
  dupa?: PeriodBasis;
  pe?: WorksGrouping;
  coloane?: WorksGrouping;
  compartiment?: string;
  persoana?: string;
  procedura?: string;
  categorie?: string;
  registru?: string;
  petent?: string;
  canal?: Channel;
  situatie?: WorksState;
  termen?: TermStanding;
  /** The works behind one figure: which figure, of which row, of which column. */
  cifra?: WorksFigure;
  rand?: string;
  coloana?: string;
};

const one = <Value extends string>(options: readonly Value[], raw: unknown): Value | undefined =>
  options.find((option) => option === raw);
const day = (raw: unknown) => (typeof raw === 'string' && isPlainDate(raw) ? raw : undefined);
const code = (raw: unknown) =>
  typeof raw === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(raw) ? raw : undefined;
const id = (raw: unknown) => (typeof raw === 'string' && /^[0-9a-f-]{36}$/.test(raw) ? raw : undefined);
const key = (raw: unknown) => (typeof raw === 'string' && raw.length <= 80 ? raw : undefined);

/** Reads an address that anybody may have written: what is not a part of a report is left out. */
export function readReportSearch(raw: Record<string, unknown>): ReportSearch {
  return dropUndefined({
    de: day(raw.de),
    pana: day(raw.pana),
    dupa: one(bases, raw.dupa),
    pe: one(groupings, raw.pe),
    coloane: one(groupings, raw.coloane),
    compartiment: code(raw.compartiment),
    persoana: id(raw.persoana),
    procedura: code(raw.procedura),
    categorie: code(raw.categorie),
    registru: code(raw.registru),
    petent: id(raw.petent),
    canal: one(channels, raw.canal),
    situatie: one(states, raw.situatie),
    termen: one(standings, raw.termen),
    cifra: one(figures, raw.cifra),
    rand: key(raw.rand),
    coloana: key(raw.coloana),
  });
}

/** Without what is undefined, so that the address stays short. */
export function dropUndefined(
  search: { [Key in keyof ReportSearch]: ReportSearch[Key] | undefined },
): ReportSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** The report that an address asks for; without days, the month so far. */
export function toReportRequest(search: ReportSearch, today: string): WorksReportRequest {
  const { de, pana, dupa = 'registered', pe = 'unit', coloane, ...narrowed } = search;
  return {
    question: {
      from: de ?? `${today.slice(0, 8)}01`,
      to: pana ?? today,
      basis: dupa,
      unit: narrowed.compartiment,
      handler: narrowed.persoana,
      procedure: narrowed.procedura,
      category: narrowed.categorie,
      register: narrowed.registru,
      channel: narrowed.canal,
      state: narrowed.situatie,
      term: narrowed.termen,
      party: narrowed.petent,
    },
    by: pe,
    across: coloane === pe ? undefined : coloane,
  };
}

/** The address of a kept report. */
export function toReportSearch({ question, by, across }: WorksReportRequest): ReportSearch {
  return dropUndefined({
    de: question.from,
    pana: question.to,
    dupa: question.basis,
    pe: by,
    coloane: across,
    compartiment: question.unit,
    persoana: question.handler,
    procedura: question.procedure,
    categorie: question.category,
    registru: question.register,
    canal: question.channel,
    situatie: question.state,
    termen: question.term,
    petent: question.party,
  });
}
