import { keys } from './entry-keys.ts';
import { toBareNumber } from './search-words.ts';

// Two letters, nine figures, two letters of the country (UPU S10), in whatever groups they are written.
const postalShape = /(?<![\p{L}\d])[a-z]{2}(?:[\s.-]?\d){9}[\s.-]?[a-z]{2}(?![\p{L}\d])/giu;
const groups = String.raw`(?:[a-z]{1,4}[\s-]?)?\d[a-z0-9]{0,20}(?:[\s.-]\d[a-z0-9]{0,20}){0,8}`;
// Couriers number as they like: elsewhere than in a note of how a letter left, only the word before tells a number.
const namedShape = new RegExp(
  String.raw`(?<![\p{L}\d])awb[\s:.#-]{0,4}(?:nr[\s:.]{0,3})?(?<number>${groups})`,
  'giu',
);
const bareShape = new RegExp(String.raw`(?<![\p{L}\d])(?<number>${groups})`, 'giu');

const shortest = 8;
const longest = 24;

/** The key of a number, and where it stands. */
type Consignment = { readonly key: string; readonly from: number; readonly to: number };

/**
 * Numbers of consignments (AWB, registered post) in a text, each as a key without what stands between its characters.
 * `told`: the text says how something left, so that any long number in it is one.
 */
export function findConsignments(text: string, { told }: { told: boolean }): Consignment[] {
  const postal = [...text.matchAll(postalShape)].map(({ 0: written, index }) => ({
    ...{ key: keys.consignment(toBareNumber(written)), from: index, to: index + written.length },
  }));
  const others = [...text.matchAll(told ? bareShape : namedShape)].flatMap(({ 0: all, index, groups }) => {
    const written = groups?.number ?? '';
    return grow(written, index + all.length - written.length);
  });
  const seen = new Set<string>();
  return [...postal, ...others].filter(({ key, from }) => {
    const place = `${from} ${key}`;
    return !seen.has(place) && seen.add(place);
  });
}

// Where a number ends nobody knows („7000 123 456 2 colete”): each group may be its last.
function grow(written: string, from: number): Consignment[] {
  return [...written.matchAll(/(?<=[a-z0-9])(?=[\s.-]|$)/gi)].flatMap(({ index: end }) => {
    const bare = toBareNumber(written.slice(0, end));
    return isNumber(bare) ? [{ key: keys.consignment(bare), from, to: from + end }] : [];
  });
}

const isNumber = (bare: string) =>
  bare.length >= shortest && bare.length <= longest && (bare.match(/\d/g)?.length ?? 0) >= 6;

/** What was typed as the number of a consignment, with „AWB” before it or without; none when it cannot be one. */
export function readConsignment(text: string): string[] {
  if (text.includes('/')) return [];
  const bare = toBareNumber(text.replace(/^\s*awb\b[\s:.#-]*(?:nr\b[\s:.]*)?/i, ''));
  return isNumber(bare) && /^[a-z]{0,4}\d[a-z0-9]*$/.test(bare) ? [keys.consignment(bare)] : [];
}
