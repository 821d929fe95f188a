import { generateCnp } from '@opis/contracts';
import { expect, test } from 'vitest';
import { type DocumentRow, type PageText, toDocumentRows } from './document-row.ts';

const reading = { lookupKey: Buffer.alloc(32, 1), today: '2026-06-29' };

async function rowsOf(pages: readonly PageText[]): Promise<DocumentRow[]> {
  const rows: DocumentRow[] = [];
  for await (const row of toDocumentRows(pages, reading)) rows.push(row);
  return rows;
}

test('a page that fits is one row that keeps the places of its words', async () => {
  expect(await rowsOf([{ page: 3, text: 'Cerere de adeverință' }])).toEqual([
    { page: 3, words: 'cerere adeverinta', keys: [], pieces: [] },
  ]);
});

test('a longer text has its words in one row and their places in pieces, each phrase whole in one of them', async () => {
  const words = Array.from({ length: 3_000 }, (_, at) => `cuvantul${at}`);
  const [row, ...others] = await rowsOf([{ page: 1, text: words.join(' ') }]);
  expect(others).toEqual([]);
  expect(row?.page).toBeNull();
  expect(new Set(row?.words.split(' '))).toEqual(new Set(words));
  const inOnePiece = words.slice(0, -7).every((_, at) => {
    const phrase = words.slice(at, at + 8).join(' ');
    return row?.pieces.some((piece) => ` ${piece.words} `.includes(` ${phrase} `));
  });
  expect(inOnePiece).toBe(true);
});

test('a piece says where it stands, in characters as PostgreSQL counts them', async () => {
  const text = `📄 ${'alfa '.repeat(900)}📄 ${'omega '.repeat(900)}`;
  const [row] = await rowsOf([{ page: 1, text }]);
  for (const { from, chars, words } of row?.pieces ?? []) {
    const piece = [...text].slice(from, from + chars).join('');
    expect(piece.replaceAll('📄', '').trim().split(/\s+/).join(' ')).toBe(words);
  }
  expect(row?.pieces.length).toBeGreaterThan(1);
});

test('codes of persons are in no word of it, wherever the text is cut', async () => {
  const cnp = generateCnp({ birthDate: '1960-02-29', sex: 'female', county: '12', serial: 967 });
  for (const before of [3_990, 3_995, 4_000, 4_230]) {
    const rows = await rowsOf([{ page: 1, text: `${'x '.repeat(before / 2)}${cnp} ${'y '.repeat(500)}` }]);
    const all = rows.flatMap((row) => [row.words, ...row.pieces.map(({ words }) => words)]).join(' ');
    expect(all).not.toMatch(/\d/);
    expect(rows.flatMap(({ keys }) => keys).filter((key) => key.startsWith('#c'))).toHaveLength(1);
  }
});

test('a text without end is read row by row, never held whole', async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<PageText> {
    for (let page = 1; ; page++) {
      read = page;
      yield { page, text: Array.from({ length: 2_000 }, (_, at) => `p${page}w${at}`).join(' ') };
    }
  }
  const rows = toDocumentRows(endless(), reading);
  for (let count = 0; count < 3; count++) {
    const { value } = await rows.next();
    expect(value?.words.split(' ').length).toBeLessThanOrEqual(15_000);
  }
  await rows.return(undefined);
  expect(read).toBeLessThan(40);
});

test('of a text with few words, too, a row holds so many pieces at the most', async () => {
  const page = 'același rând de tabel '.repeat(8_000);
  const rows = await rowsOf(Array.from({ length: 10 }, (_, at) => ({ page: at + 1, text: page })));
  expect(rows.length).toBeGreaterThan(1);
  expect(Math.max(...rows.map(({ pieces }) => pieces.length))).toBeLessThanOrEqual(250);
});
