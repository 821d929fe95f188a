import { foldText, type SearchReason, toSearchKey } from '@opis/contracts';

/** Places in a text, from–to. */
export type Marks = SearchReason['marks'];

/** Words that are sought, and the stem of any folded word. */
export type WordsToMark = {
  words: readonly { word: string; beginning: boolean }[];
  stemOf: (folded: string) => string | undefined;
};

const wordShape = /[\p{L}\p{N}\p{M}]+/gu;

/** The folded forms of those words of a text that may be one of the sought: whose stems `markWords` will ask for. */
export const formsIn = (text: string, words: WordsToMark['words']): string[] =>
  listLikely(text, words).flatMap(([word]) => toForms(word));

const toForms = (word: string) => toSearchKey(word).split(' ').filter(Boolean);

const letters = new Map<string, string>();
function firstLetter(word: string): string {
  const sign = word.charAt(0);
  const known = letters.get(sign);
  if (known !== undefined) return known;
  const folded = foldText(sign).charAt(0);
  // A browser may send any sign there is; the alphabet is all that is worth keeping.
  if (letters.size < 1_000) letters.set(sign, folded);
  return folded;
}

// Neither a stem nor a beginning changes the first letter: most words need no folding. A bare mark folds to nothing.
function listLikely(text: string, words: WordsToMark['words']): RegExpExecArray[] {
  const initials = new Set(['', ...words.map(({ word }) => word.charAt(0))]);
  return [...text.matchAll(wordShape)].filter(([word]) => initials.has(firstLetter(word)));
}

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
  for (const place of listLikely(text, words)) {
    const forms = toForms(place[0]);
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

/**
 * A piece of a long text around a mark, the first unless another is named, cut between words, with the marks that are in
 * it.
 */
export function cutAround(
  text: string,
  marks: Marks,
  first = marks[0]?.[0] ?? 0,
): { text: string; marks: Marks } {
  if (text.length <= longest) return { text, marks };
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

/** The mark at which a piece begins that shows most of what was sought; of equal ones the first. */
export function densestMark(text: string, marks: Marks): number {
  let best = { at: marks[0]?.[0] ?? 0, shown: 0 };
  for (const [at, [from]] of marks.entries()) {
    const inside = marks.slice(at).filter(([, to]) => to <= from + longest - before);
    const shown = new Set(inside.map(([start, end]) => foldText(text.slice(start, end)))).size;
    if (shown > best.shown) best = { at: from, shown };
  }
  return best.at;
}
