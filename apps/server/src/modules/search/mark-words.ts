import { type SearchReason, toSearchKey } from '@opis/contracts';

/** Places in a text, from–to. */
export type Marks = SearchReason['marks'];

/** Words that are sought, and the stem of any folded word. */
export type WordsToMark = {
  words: readonly { word: string; beginning: boolean }[];
  stemOf: (folded: string) => string | undefined;
};

const wordShape = /[\p{L}\p{N}\p{M}]+/gu;

/** The folded forms of every word of a text: those whose stems `markWords` will ask for. */
export const formsIn = (text: string): string[] =>
  (text.match(wordShape) ?? []).flatMap((word) => toSearchKey(word).split(' ')).filter(Boolean);

/**
 * Where the sought words stand in a text, and which of them do. `stems`: false for names, which are found as they are
 * written alone.
 */
export function markWords(
  text: string,
  { words, stemOf }: WordsToMark,
  { stems }: { stems: boolean },
): { marks: Marks; found: ReadonlySet<string> } {
  const marks: Marks = [];
  const found = new Set<string>();
  for (const place of text.matchAll(wordShape)) {
    const forms = formsIn(place[0]);
    const meant = words.filter(({ word, beginning }) =>
      forms.some(
        (form) =>
          form === word ||
          (beginning && form.startsWith(word)) ||
          (stems && stemOf(form) !== undefined && stemOf(form) === stemOf(word)),
      ),
    );
    if (meant.length === 0) continue;
    marks.push([place.index, place.index + place[0].length]);
    for (const { word } of meant) found.add(word);
  }
  return { marks, found };
}

const longest = 180;
const before = 50;

/** A piece of a long text around its first mark, cut between words, with the marks that are in it. */
export function cutAround(text: string, marks: Marks): { text: string; marks: Marks } {
  if (text.length <= longest) return { text, marks };
  const first = marks[0]?.[0] ?? 0;
  const from = first <= before ? 0 : text.indexOf(' ', first - before) + 1 || first;
  const start = from > first ? first : from;
  const space = text.lastIndexOf(' ', start + longest);
  const end = start + longest >= text.length ? text.length : space > start ? space : start + longest;
  const lead = start === 0 ? '' : '…';
  const piece = `${lead}${text.slice(start, end)}${end === text.length ? '' : '…'}`;
  const shift = lead.length - start;
  const inside = marks.filter(([markFrom, markTo]) => markFrom >= start && markTo <= end);
  return { text: piece, marks: inside.map(([markFrom, markTo]) => [markFrom + shift, markTo + shift]) };
}
