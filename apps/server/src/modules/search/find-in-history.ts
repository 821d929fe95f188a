import {
  parseRegistrationNumber,
  type SearchReason,
  type SearchRequest,
  type SearchResponse,
} from '@opis/contracts';
import type { Actor } from '../identity/index.ts';
import { type FoundHistory, findHistory } from '../registry/index.ts';
import { cutAround, markWords } from './mark-words.ts';
import type { Sought } from './read-sought.ts';

type History = SearchResponse['history'];
const noHistory: History = { items: [], count: 0, capped: false, next: null };

/** So many beside entries: whoever wants more asks for the old registers alone. */
const besideEntries = 3;

/**
 * What the old registers hold of what was sought, among those that the actor may read. Nothing is looked for there by
 * filters that an old row knows nothing of, nor beside any but the first page of entries.
 */
export async function findInHistory(
  deps: Parameters<typeof findHistory>[0],
  actor: Actor,
  { request, sought, cap }: { request: SearchRequest; sought: Sought; cap: number },
): Promise<History> {
  const { filters, after, text, limit } = request;
  const alone = filters.history === true;
  const asked = toQuestion(text, sought);
  const { unit, channel, status, direction, from, to, documents } = filters;
  const knowsNothing = [unit, channel, status, direction, from, to, documents].some(
    (filter) => filter !== undefined,
  );
  if (asked === undefined || knowsNothing || (!alone && after !== undefined)) return noHistory;
  const { items, count, next } = await findHistory(deps, actor, {
    ...{ register: filters.register, year: filters.year, ...asked },
    ...{ cap, after, limit: alone ? limit : Math.min(besideEntries, limit) },
  });
  return {
    items: items.map((row) => toFound(row, sought)),
    count: Math.min(count, cap),
    capped: count > cap,
    next: alone ? next : null,
  };
}

/** A number, with its year where one was written, or words; undefined for what no old row can hold. */
function toQuestion(
  text: string,
  { words, party, labelLetter }: Sought,
): { number: number; year?: number } | { words: string } | undefined {
  if (labelLetter !== null || (party !== null && 'cnpHash' in party)) return undefined;
  const written = parseRegistrationNumber(text);
  if (written) return { number: written.number, year: written.year };
  const plain = /^\s*(?:nr\.?\s*)?0*([1-9]\d{0,8})\s*$/i.exec(text)?.[1];
  if (plain !== undefined) return { number: Number(plain) };
  const telling = words.filter(({ word }) => word.length >= 2);
  return telling.length === 0 ? undefined : { words: telling.map(({ word }) => word).join(' ') };
}

function toFound(row: FoundHistory, { words }: Sought): History['items'][number] {
  const sought = {
    words: words.map(({ word }) => ({ word, beginning: true })),
    stemOf: () => undefined,
  };
  const why = (['issuer', 'subject', 'addressee'] as const).flatMap((field): SearchReason[] => {
    const text = row[field] ?? '';
    const { marks } = markWords(text, sought, { stems: false });
    return marks.length === 0 ? [] : [{ field, ...cutAround(text, marks) }];
  });
  const { register, registerName, year, registrationNumber, registeredOn, issuer, subject, unit } = row;
  return {
    ...{ register, registerName, year, registrationNumber, registeredOn, issuer, subject, unit, why },
    place: `${row.number}${row.suffix}`,
  };
}
