import { describe, expect, test } from 'vitest';
import { type NamedEntry, proposeEntry } from './propose-entry.ts';
import type { ScanCode } from './scan-code.ts';
import { type ReadPage, splitBatch } from './split-batch.ts';

const [one, two] = ['GK26061482', 'G726061483'];
const label = (text: string, fits: boolean | null = true): ScanCode => ({ kind: 'label', text, fits });
const code = (kind: ScanCode['kind'], text = 'x'): ScanCode => ({ kind, text, fits: null });
const read = (...pages: (readonly ScanCode[] | 'blank')[]): ReadPage[] =>
  pages.map((codes, index) => ({
    page: index + 1,
    turned: 0,
    ...(codes === 'blank' ? { blank: true, codes: [] } : { blank: false, codes }),
  }));
const split = (...pages: Parameters<typeof read>) => {
  const { stacks, aside } = splitBatch(read(...pages));
  return [stacks.map((stack) => stack.map(({ page }) => page)), aside.map(({ page }) => page)];
};

describe('a stack falls into documents', () => {
  test('at each label; pages without a code go with the one before', () => {
    expect(split([label(one)], [], [label(two)], [])).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [],
    ]);
  });
  test('pages before any code are a document of their own', () => {
    expect(split([], [], [label(one)])).toEqual([[[1, 2], [3]], []]);
  });
  test('at separators, which lie aside with their blank backs', () => {
    expect(split([], [code('separator')], 'blank', [], 'blank', [code('separator')], [])).toEqual([
      [[1], [4, 5], [7]],
      [2, 3, 6],
    ]);
  });
  test('blank pages stay where they are', () => {
    expect(split([label(one)], 'blank', [], 'blank')).toEqual([[[1, 2, 3, 4]], []]);
  });
  test('the same label on each page is one document', () => {
    expect(split([label(one)], [label(one)], [label(one)])).toEqual([[[1, 2, 3]], []]);
  });
  test('foreign codes begin nothing', () => {
    expect(split([label(one)], [code('foreign')], [code('foreign'), code('foreign')])).toEqual([
      [[1, 2, 3]],
      [],
    ]);
  });
  test('a code that could not be read begins a document: it may have been a label', () => {
    expect(split([label(one)], [code('unreadable')], [])).toEqual([[[1], [2, 3]], []]);
  });
  test('a page fed upside down is turned upright by its label', () => {
    const [page] = read([label(one)]);
    expect(splitBatch(page ? [{ ...page, turned: 180 }] : []).stacks[0]?.[0]?.turn).toBe(180);
    expect(splitBatch(page ? [{ ...page, turned: 90 }] : []).stacks[0]?.[0]?.turn).toBe(270);
  });
});

const entry = (given: Partial<NamedEntry> = {}): NamedEntry => ({
  ...{ code: one, sheets: 1, scannedBefore: false, annulled: false, closed: false, mayAdd: true, ageDays: 0 },
  ...given,
});
const propose = (pages: ReadPage[], ...entries: NamedEntry[]) =>
  proposeEntry(pages, (text) => entries.find((each) => each.code === text));

describe('the entry of a document', () => {
  test('is certain when its label stands first, fits, and the pages are as many as the sheets', () => {
    expect(propose(read([label(one)]), entry())).toEqual({ code: one, doubts: [] });
    expect(propose(read([label(one)], [], 'blank'), entry({ sheets: 2 }))).toEqual({ code: one, doubts: [] });
  });
  test('a foreign code beside the label changes nothing', () => {
    expect(propose(read([label(one), code('foreign', '2901234567890')]), entry()).doubts).toEqual([]);
  });
  test('a page without a readable label that lies behind makes it doubtful: it may be another document', () => {
    expect(propose(read([label(one)], []), entry()).doubts).toEqual(['sheets']);
  });
  test('two labels of ours on the pages propose nothing', () => {
    const two_ = entry({ code: two });
    expect(propose(read([label(one), label(two)]), entry(), two_)).toEqual({
      code: null,
      doubts: ['several-codes'],
    });
  });
  test('a label of ours beside one of another institution is doubtful, and so is that one alone', () => {
    expect(propose(read([label(one), label(two)]), entry())).toEqual({
      code: one,
      doubts: ['several-codes', 'unknown-code'],
    });
    expect(propose(read([label(two)]), entry())).toEqual({ code: null, doubts: ['unknown-code'] });
  });
  test.each<[string, ReadPage[], Partial<NamedEntry>]>([
    ['wrong-size', read([label(one, false)]), {}],
    ['receipt', read([code('receipt', one)]), {}],
    ['unreadable-code', read([label(one), code('unreadable')]), {}],
    ['not-first', read([], [label(one)]), { sheets: 2 }],
    ['scanned-before', read([label(one)]), { scannedBefore: true }],
    ['annulled', read([label(one)]), { annulled: true }],
    ['closed', read([label(one)]), { closed: true }],
    ['old', read([label(one)]), { ageDays: 31 }],
    ['not-allowed', read([label(one)]), { mayAdd: false }],
  ])('%s needs a look', (doubt, pages, given) => {
    expect(propose(pages, entry(given))).toEqual({ code: one, doubts: [doubt] });
  });
  test('pages without a code wait, and nothing is wrong with them', () => {
    expect(propose(read([], [code('foreign')]), entry())).toEqual({ code: null, doubts: [] });
  });
});
