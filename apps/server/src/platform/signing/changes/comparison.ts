import type { LaterChange } from '@opis/contracts';
import type { PdfRevision } from '../reading/pdf-revision.ts';
import {
  isArray,
  isDictionary,
  isReference,
  listReferences,
  type PdfDictionary,
  type PdfValue,
  toCanonicalText,
} from '../reading/pdf-value.ts';

/** Two states of a file, and the objects that differ; each is struck off once somebody answers for it. */
export type Comparison = {
  readonly before: PdfRevision;
  readonly after: PdfRevision;
  /** Numbers of objects that changed or are new, and that nothing accounts for so far. */
  readonly open: Set<number>;
  readonly found: Set<LaterChange>;
};

/** Begins with every object that does not lie where it lay. */
export function openComparison(before: PdfRevision, after: PdfRevision): Comparison {
  const numbers = new Set([...before.numbers, ...after.numbers]);
  const open = new Set([...numbers].filter((number) => !isSamePlace(before, after, number)));
  return { before, after, open, found: new Set() };
}

// The bytes before the end are the same in both: the same place holds the same object.
function isSamePlace(before: PdfRevision, after: PdfRevision, number: number): boolean {
  const [was, is] = [before.placeOf(number), after.placeOf(number)];
  if (was === undefined || is === undefined) return was === is;
  if ('at' in was && 'at' in is) return was.at === is.at;
  if (!('container' in was && 'container' in is)) return false;
  const isSameSlot = was.container === is.container && was.index === is.index;
  return isSameSlot && isSamePlace(before, after, was.container);
}

/** True when the two dictionaries hold the same under every other key, and nobody can read the new one two ways. */
export function differOnlyIn(old: PdfDictionary, now: PdfDictionary, keys: ReadonlySet<string>): boolean {
  if (now.hasRepeatedKey) return false;
  const all = new Set([...old.entries.keys(), ...now.entries.keys()]);
  return [...all].every(
    (key) => keys.has(key) || toCanonicalText(old.entries.get(key)) === toCanonicalText(now.entries.get(key)),
  );
}

/**
 * Strikes off the open objects that these lead to, as far as they are new or `mayChange` says that they may change;
 * true when anything was struck off.
 */
export function strike(
  { before, after, open }: Comparison,
  numbers: readonly number[],
  mayChange: (number: number) => boolean = () => false,
): boolean {
  const seen = new Set<number>();
  const waiting = [...numbers];
  let struck = false;
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number) || !open.has(number)) continue;
    seen.add(number);
    if (before.placeOf(number) !== undefined && !mayChange(number)) continue;
    open.delete(number);
    struck = true;
    waiting.push(...listReferences(after.get(number)));
  }
  return struck;
}

/** The catalogue of one state of the file. */
export function catalogueOf(revision: PdfRevision): PdfDictionary | undefined {
  return dictionaryIn(revision, revision.trailer.entries.get('Root'));
}

/** The dictionary behind a value, if it is one. */
export function dictionaryIn(revision: PdfRevision, value: PdfValue | undefined): PdfDictionary | undefined {
  const held = revision.resolve(value);
  return isDictionary(held) ? held : undefined;
}

/** The array behind a value; an empty one when it is none. */
export function arrayIn(revision: PdfRevision, value: PdfValue | undefined): readonly PdfValue[] {
  const held = revision.resolve(value);
  return isArray(held) ? held : [];
}

/** The pages of one state, by the numbers of their objects; what goes round in the tree is met once. */
export function listPages(revision: PdfRevision): number[] {
  const pages: number[] = [];
  const seen = new Set<number>();
  const waiting: (PdfValue | undefined)[] = [catalogueOf(revision)?.entries.get('Pages')];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (!isReference(value) || seen.has(value.number)) continue;
    seen.add(value.number);
    const node = dictionaryIn(revision, value);
    if (!node) continue;
    if (node.entries.has('Kids')) waiting.push(...arrayIn(revision, node.entries.get('Kids')));
    else pages.push(value.number);
  }
  return pages;
}
