import { foldText } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aDatabase } from '../../test/test-database.ts';

const { db } = await aDatabase();

/** The same texts folded by the database, in their order. */
async function foldInDatabase(texts: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ folded: string }>`
    SELECT fold(item.text) AS folded FROM json_array_elements_text(${JSON.stringify(texts)}) WITH ORDINALITY AS item(text, at)
    ORDER BY item.at
  `.execute(db);
  return rows.map((row) => row.folded);
}

const codePoints = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code));

// What names and subjects are written in: Latin letters of Europe, Romanian ones both ways, marks apart from their
// letters, the punctuation of print. PostgreSQL's own rules for the rest differ between versions.
const differsByVersion = new Set([...'ªº²³¹µ¼½¾']);
const letter = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'aăâbcdefghiîjklmnopqrsșştțţuvwxyzĂÂÎȘŞȚŢ -') },
  { weight: 2, arbitrary: codePoints(0x20, 0x17f).filter((sign) => !differsByVersion.has(sign)) },
  { weight: 1, arbitrary: codePoints(0x300, 0x362) },
  { weight: 1, arbitrary: fc.constantFrom(...'ȘșȚț„”«»–—…’\u00a0\t\n') },
);

test('text is folded alike in the program and in the database', async () => {
  const texts = fc.array(fc.string({ unit: letter, maxLength: 30 }), { minLength: 40, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(texts, async (some) => {
      expect(await foldInDatabase(some)).toEqual(some.map(foldText));
    }),
    { numRuns: 60 },
  );
});

test('every letter and sign of the Latin blocks is folded alike', async () => {
  const signs = Array.from({ length: 0x160 }, (_, at) => String.fromCodePoint(at + 0x20));
  const words = signs.filter((sign) => !differsByVersion.has(sign)).map((sign) => `x${sign}y`);
  expect(await foldInDatabase(words)).toEqual(words.map(foldText));
});

test.each(['STEFANESCU', 'Ştefănescu', 'Ștefănescu', 'S\u0326tefa\u0306nescu'])(
  '%s is found as stefanescu',
  async (name) => {
    expect(await foldInDatabase([name])).toEqual(['stefanescu']);
  },
);

test('Țânțăreni is found as tantareni', async () => {
  expect(await foldInDatabase(['Țânțăreni', 'Ţânţăreni'])).toEqual(['tantareni', 'tantareni']);
});
