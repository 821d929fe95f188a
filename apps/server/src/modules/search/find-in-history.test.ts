import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anActor } from '../../../test/a-registry.ts';
import { aSearch, numbersOf } from '../../../test/a-search.ts';
import { aDatabase } from '../../../test/test-database.ts';
import type { Actor } from '../identity/index.ts';
import { findRegister, importHistory } from '../registry/index.ts';
import { readSought } from './read-sought.ts';

const database = await aDatabase();
const search = await aSearch(database);
const folder = mkdtempSync(join(tmpdir(), 'opis-vechi-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let registrar: Actor;
let handler: Actor;

beforeAll(async () => {
  registrar = await anActor(database);
  handler = await anActor(database, ['case-handler']);
  const register = await findRegister(database.db, 'general');
  if (register === undefined) throw new Error('no register');
  const lines = [
    'Nr. înreg.;Data;Emitentul;Conținutul pe scurt;Compartimentul',
    '17;04.03.2010;Ștefania Ghiocel;Gard la stradă;Urbanism',
    '17 bis;05.03.2010;Ana Mărgărit;Ghiocei în parc;Mediu',
    '18;09.03.2011;Ion Tufă;Gard viu;Mediu',
    ...Array.from({ length: 5 }, (_, n) => `${30 + n};10.03.2011;Maria Dudău;Salcâm uscat ${n};Mediu`),
  ];
  const path = join(folder, 'vechi.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  await importHistory(search, registrar, { file: { path, name: 'vechi.csv' }, register, keep: true });
  await search.register(registrar, { subject: 'Gard rupt la școală' });
  await search.follow();
});

const find = (actor: Actor, text: string, filters: object = {}, more: object = {}) =>
  search.search(actor, text, { filters, ...more });
const placesOf = ({ history }: Awaited<ReturnType<typeof find>>) =>
  history.items.map(({ year, place }) => `${place}/${year}`);

test('rows of the old register stand beside entries, newest first, marked where the words are', async () => {
  const found = await find(registrar, 'gard');
  expect(numbersOf(found)).toHaveLength(1);
  expect(placesOf(found)).toEqual(['18/2011', '17/2010']);
  expect(found.history).toMatchObject({ count: 2, capped: false, next: null });
  expect(found.history.items[0]).toMatchObject({
    ...{ register: 'general', registrationNumber: '18/09.03.2011', unit: 'Mediu' },
    why: [{ field: 'subject', text: 'Gard viu', marks: [[0, 4]] }],
  });
});

test('a number, with or without its year, finds them too', async () => {
  expect(placesOf(await find(registrar, '17'))).toEqual(['17bis/2010', '17/2010']);
  expect(placesOf(await find(registrar, 'nr. 17/04.03.2010'))).toEqual(['17bis/2010', '17/2010']);
  expect(placesOf(await find(registrar, '17/2011'))).toEqual([]);
});

test('beside entries only a few are shown; alone they come by pages', async () => {
  const beside = await find(registrar, 'salcam');
  expect([beside.history.items.length, beside.history.count, beside.history.next]).toEqual([3, 5, null]);
  const first = await find(registrar, 'salcam', { history: true }, { limit: 2 });
  const second = await find(registrar, 'salcam', { history: true }, { limit: 3, after: first.history.next });
  expect([first, second].flatMap(placesOf)).toEqual(['34', '33', '32', '31', '30'].map((n) => `${n}/2011`));
  expect([second.history.next, numbersOf(first)]).toEqual([null, []]);
  await expect(find(registrar, 'salcam', { history: true }, { after: 'altceva' })).rejects.toMatchObject({
    code: 'search.page-unknown',
  });
});

test('register and year narrow them; what an old row knows nothing of leaves them out', async () => {
  expect(placesOf(await find(registrar, 'gard', { year: 2010 }))).toEqual(['17/2010']);
  expect(placesOf(await find(registrar, 'gard', { register: 'altul' }))).toEqual([]);
  expect(placesOf(await find(registrar, 'gard', { channel: 'counter' }))).toEqual([]);
});

test('whoever may not read the book finds nothing of it, nor how many there are', async () => {
  const { history } = await find(handler, 'gard');
  expect(history).toEqual({ items: [], count: 0, capped: false, next: null });
});

test('a CNP is not sought among old rows', async () => {
  expect(placesOf(await find(registrar, '1800101419993'))).toEqual([]);
});

test('a found entry names its case file to who may read the file; who sees the row of the book alone gets none', async () => {
  const another = await anActor(database);
  const [unread] = (await find(another, 'gard')).entries.items;
  expect(unread?.caseFile).toBeNull();
  const juridic = await search.organisation.findUnit('juridic');
  await search.register(registrar, { subject: 'Plângere despre zgomot', unit: 'juridic' });
  await search.follow();
  const reader = await anActor(database, ['head-of-unit'], { principals: [juridic?.id ?? ''] });
  const [found] = (await find(reader, 'zgomot')).entries.items;
  expect(found?.caseFile).toEqual(expect.any(String));
});

test.each(['U2-0007/2026', 'u2-7 / 2026', 'nr. U2-07 din 2026'])(
  '%s is the emergency number U2-0007/2026',
  (text) => {
    const given = {
      keys: { lookupKey: Buffer.alloc(32) },
      today: '2026-06-29',
      subRegisters: new Set<string>(),
    };
    expect(readSought(text, given).exact.anyYear).toContain('#eu200072026');
  },
);
