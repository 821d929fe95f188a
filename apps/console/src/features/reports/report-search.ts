import {
  Channel,
  isPlainDate,
  PeriodBasis,
  TermStanding,
  type WorksFigure,
  WorksFigure as WorksFigures,
  WorksGrouping,
  type WorksReportRequest,
  WorksState,
} from '@opis/contracts';

/** A report as it stands in the address; a kept one is an address. */
export type ReportSearch = {
  de?: string;
  pana?: string;
  dupa?: PeriodBasis;
  pe?: WorksGrouping;
  coloane?: WorksGrouping;
  compartiment?: string;
  procedura?: string;
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
const key = (raw: unknown) => (typeof raw === 'string' && raw.length <= 80 ? raw : undefined);

/** Reads an address that anybody may have written: what is not a part of a report is left out. */
export function readReportSearch(raw: Record<string, unknown>): ReportSearch {
  return dropUndefined({
    de: day(raw.de),
    pana: day(raw.pana),
    dupa: one(PeriodBasis.options, raw.dupa),
    pe: one(WorksGrouping.options, raw.pe),
    coloane: one(WorksGrouping.options, raw.coloane),
    compartiment: code(raw.compartiment),
    procedura: code(raw.procedura),
    canal: one(Channel.options, raw.canal),
    situatie: one(WorksState.options, raw.situatie),
    termen: one(TermStanding.options, raw.termen),
    cifra: one(WorksFigures.options, raw.cifra),
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
      procedure: narrowed.procedura,
      channel: narrowed.canal,
      state: narrowed.situatie,
      term: narrowed.termen,
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
    procedura: question.procedure,
    canal: question.channel,
    situatie: question.state,
    termen: question.term,
  });
}
