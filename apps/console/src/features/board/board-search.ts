import { type BoardFigure, isPlainDate } from '@opis/contracts';

// Written out: the schema would come with the first load for the sake of these words.
const figures = [
  ...(['open', 'overdue', 'soon', 'at-risk', 'up-to-7', 'up-to-30', 'up-to-90', 'over-90'] as const),
  ...(['unassigned', 'assigned', 'came', 'closed', 'with-term', 'in-time'] as const),
] satisfies readonly BoardFigure[];

/** The works behind one number: which number, of which person, unit right below, week (its Monday), procedure. */
export type BoardNumberSearch = {
  cifra?: BoardFigure;
  cine?: string;
  sub?: string;
  saptamana?: string;
  procedura?: string;
};

/** Which unit the board shows, and which of its numbers is open; as it stands in the address. */
export type BoardSearch = { compartiment?: string } & BoardNumberSearch;

const code = (raw: unknown) =>
  typeof raw === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(raw) ? raw : undefined;
const id = (raw: unknown) => (typeof raw === 'string' && /^[0-9a-f-]{36}$/.test(raw) ? raw : undefined);
const day = (raw: unknown) => (typeof raw === 'string' && isPlainDate(raw) ? raw : undefined);

/** Reads an address that anybody may have written. */
export function readBoardSearch(raw: Record<string, unknown>): BoardSearch {
  const search = {
    compartiment: code(raw.compartiment),
    cifra: figures.find((figure) => figure === raw.cifra),
    cine: id(raw.cine),
    sub: id(raw.sub),
    saptamana: day(raw.saptamana),
    procedura: code(raw.procedura),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
