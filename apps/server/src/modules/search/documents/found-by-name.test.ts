import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { numbersOf } from '../../../../test/a-search.ts';
import {
  addToFile,
  aPaper,
  openPapers,
  readers,
  registrar,
  search,
  writePapers,
  year,
} from '../../../../test/some-searched-papers.ts';
import type { Actor } from '../../identity/index.ts';
import { annulEntry, dispatchEntry } from '../../registry/index.ts';
import { rebuildIndex } from '../rebuild-index.ts';

await openPapers();
beforeAll(() => writePapers(4));

const sender = 'Brutăria Măgura';
const find = async (actor: Actor, text: string) => numbersOf(await search.search(actor, text));
const reader = (name: string) => readers.find((one) => one.name === name)?.actor as Actor;

describe('a paper that came into the file later', () => {
  test('is found by the name of its file, by whoever reads the file alone, though nothing can be read in it', async () => {
    const { number, key } = await aPaper(registrar, { sender, subject: 'Una', unit: 'juridic', pages: [] });
    await addToFile(registrar, number, [], { name: 'releveu_clădire.dwg' });
    await search.follow();
    for (const actor of [registrar, reader('handler of juridic')])
      expect(await find(actor, 'releveu cladirea')).toEqual([key]);
    for (const name of ['auditor', 'another registrar', 'handler of ', 'member of the confidential register'])
      expect({ name, found: await find(reader(name), 'releveu cladirea') }).toEqual({ name, found: [] });
  });

  test('is found by what the opis calls it, as it calls it now, and told with it', async () => {
    const { number, key } = await aPaper(registrar, { sender, subject: 'Alta', pages: [] });
    const document = await addToFile(registrar, number, ['Text citit'], {
      ...{ name: 'DSC_99871.eml', title: 'Aviz silvicultură' },
    });
    await search.follow();
    const found = await search.search(registrar, 'avizul silviculturii');
    expect(numbersOf(found)).toEqual([key]);
    const why = found.entries.items[0]?.why.at(-1);
    expect(why).toMatchObject({ field: 'document', text: 'Aviz silvicultură', document: { id: document } });
    expect(why?.marks.map(([from, to]) => why.text.slice(from, to))).toEqual(['Aviz', 'silvicultură']);
    expect(await find(registrar, 'dsc 99871')).toEqual([key]);
    await sql`UPDATE case_items SET title = 'Acord vecini' WHERE document_id = ${document}`.execute(
      search.db,
    );
    await search.follow();
    expect(await find(registrar, 'silviculturii')).toEqual([]);
    expect(await find(registrar, 'acordul vecinilor text')).toEqual([key]);
  });

  test('a personal code in its name is in no word of the index', async () => {
    const { number } = await aPaper(registrar, { sender, subject: 'Cod', pages: [] });
    await addToFile(registrar, number, [], { name: 'cerere 1960229129672.pdf' });
    await search.follow();
    const { rows } = await sql`SELECT FROM search_documents WHERE words::text LIKE '%1960229129672%'`.execute(
      search.db,
    );
    expect(rows).toEqual([]);
  });

  test('is not found any more once its entry is annulled, nor after the index is written anew', async () => {
    const { number } = await aPaper(registrar, { sender, subject: 'De anulat', pages: [] });
    await addToFile(registrar, number, [], { name: 'caligrafie.dwg' });
    await search.follow();
    expect(await find(registrar, 'caligrafie')).toHaveLength(1);
    const key = { register: 'general', year, number, requestId: crypto.randomUUID() };
    await annulEntry(search, registrar, { ...key, reason: 'de două ori' });
    await search.follow();
    expect(await find(registrar, 'caligrafie')).toEqual([]);
    await rebuildIndex(search.deps);
    expect(await find(registrar, 'caligrafie')).toEqual([]);
  });
});

describe('the number of a consignment', () => {
  const typed = ['RO700000456RO', 'RO 700 000 456 RO', 'awb ro 7000 0045 6ro', 'ro-700000456-ro'];

  test('in column 10 is found however it is written, by who sees the row', async () => {
    const { number, key } = await aPaper(registrar, { sender, subject: 'Plecată', pages: [] });
    await dispatchEntry(search, registrar, {
      ...{ register: 'general', year, number, requestId: crypto.randomUUID() },
      ...{ dispatchedOn: new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' }) },
      ...{ resolution: 'comunicat cu AWB RO 700 000 456 RO', addressee: sender },
    });
    await search.follow();
    for (const one of typed) {
      const found = await search.search(registrar, one);
      expect({ one, found: numbersOf(found) }).toEqual({ one, found: [key] });
      const why = found.entries.items[0]?.why[0];
      expect(why?.field).toBe('resolution');
      expect(why?.marks.map(([from, to]) => why.text.slice(from, to))).toEqual(['RO 700 000 456 RO']);
    }
    expect(await find(reader('handler of juridic'), typed[0] ?? '')).toEqual([]);
  });
});
