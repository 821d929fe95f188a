import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { anActor, aRegistry } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { findRegister } from '../registers.ts';
import { findHistory, listHistory, listHistoryYears } from './history-views.ts';
import { importHistory } from './import-history.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
const { db, owner } = database;
const actor = await anActor(database);
const folder = mkdtempSync(join(tmpdir(), 'opis-vechi-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const register = await findRegister(db, 'general');
if (register === undefined) throw new Error('no register');
const general = register;
const access = { register: general, member: false };

const header = 'Nr. înreg.;Data;Emitentul;Conținutul pe scurt;Compartimentul';
let files = 0;

function aFile(content: string | Buffer): string {
  const path = join(folder, `vechi-${files++}.csv`);
  writeFileSync(path, content);
  return path;
}
const bring = (
  content: string | Buffer,
  options: { keep?: boolean; map?: string; encoding?: 'utf-8' | 'windows-1250' } = {},
) => {
  const { keep = true, ...file } = options;
  const command = { file: { path: aFile(content), name: 'vechi.csv', ...file }, register: general, keep };
  return importHistory(registry, actor, command);
};
const rowsOf = (year: number) =>
  listHistory(registry, actor, access, { year, limit: 100 }).then((page) => page.items);

/** `ș` and the like have a place in Windows-1250 only with a cedilla. */
function toWindows1250(text: string): Buffer {
  const places: Record<string, number> = { ă: 0xe3, â: 0xe2, î: 0xee, ş: 0xba, ţ: 0xfe, Ş: 0xaa, Ţ: 0xde };
  return Buffer.from([...text].map((letter) => places[letter] ?? letter.charCodeAt(0)));
}

describe('a file is read', () => {
  test.each([
    ['as UTF-8', (text: string) => Buffer.from(text), 2001],
    ['as UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`), 2002],
    [
      'as Windows-1250',
      (text: string) =>
        toWindows1250(
          text.replaceAll('ș', 'ş').replaceAll('ț', 'ţ').replaceAll('Ș', 'Ş').replaceAll('Ț', 'Ţ'),
        ),
      2003,
    ],
    ['with commas', (text: string) => Buffer.from(text.replaceAll(';', ',')), 2004],
    [
      'with tabs and Windows line ends',
      (text: string) => Buffer.from(text.replaceAll(';', '\t').replaceAll('\n', '\r\n')),
      2005,
    ],
  ])('%s', async (_, write, year) => {
    const report = await bring(
      write(`${header}\n7;04.03.${year};Ștefania Țânțar;Cerere de adeverință;Juridic\n`),
    );
    expect(report).toMatchObject({ rows: 1, added: 1, errorCount: 0, years: [{ year, count: 1 }] });
    expect(await rowsOf(year)).toMatchObject([
      { number: 7, issuer: 'Ștefania Țânțar', subject: 'Cerere de adeverință', unit: 'Juridic' },
    ]);
  });

  test('with quoted texts over several lines, named by the first of them', async () => {
    const content = `${header}\n1;04.03.2006;"Popa; ""Ion""";"Două\nrânduri";\nx;04.03.2006;Ion;;\n`;
    const report = await bring(content);
    expect(report.errors).toMatchObject([{ line: 4 }]);
    expect(report.errors[0]?.text).toBe(
      'vechi.csv, rândul 4, coloana „Nr. înreg.”: „x” nu este un număr de înregistrare.',
    );
    await bring(content.replace('\nx;', '\n2;'));
    expect(await rowsOf(2006)).toMatchObject([
      { issuer: 'Popa; "Ion"', subject: 'Două rânduri' },
      { number: 2 },
    ]);
  });

  test.each([
    ['nothing', '', 'history.no-header'],
    ['bytes that are no text', Buffer.from([0x50, 0x4b, 0, 1]), 'history.not-text'],
    ['a header without the number', 'Data;Obiect\n04.03.2006;x\n', 'history.column-missing'],
  ])('but not %s', async (_, content, code) => {
    await expect(bring(content)).rejects.toMatchObject({ family: 'validation', code });
  });

  test('but not with a quote that never ends', async () => {
    const report = await bring(`${header}\n1;04.03.2006;"Ion;x;\n`);
    expect(report.errorCount).toBe(1);
  });
});

describe('all of a file or nothing', () => {
  test('one wrong line in the middle lets nothing in, and every wrong line is counted', async () => {
    const lines = Array.from(
      { length: 1500 },
      (_, at) => `${at + 1};04.03.2007;Ion;${at % 500 === 499 ? '' : 'x'};`,
    );
    lines[700] = 'unu;ieri;;;';
    const report = await bring(`${header}\n${lines.join('\n')}\n`);
    expect(report).toMatchObject({ rows: 1500, errorCount: 3 });
    expect(report.errors.every((error) => error.line === 702)).toBe(true);
    expect(await rowsOf(2007)).toEqual([]);
  });

  test('a preview says what an import would, and writes nothing', async () => {
    const content = `${header}\n1;04.03.2008;Ion;x;\n2;05.03.2008;Ana;y;\n`;
    const preview = await bring(content, { keep: false });
    expect(await rowsOf(2008)).toEqual([]);
    expect(await bring(content)).toEqual(preview);
    expect(await rowsOf(2008)).toHaveLength(2);
  });

  test('the same file twice brings nothing new; the same number with other content is told and left', async () => {
    const content = `${header}\n1;04.03.2009;Ion;x;\n2;05.03.2009;Ana;y;\n`;
    await bring(content);
    expect(await bring(content)).toMatchObject({ added: 0, same: 2, differingCount: 0 });
    const changed = await bring(
      `${header}\n2;05.03.2009;Ana;altceva;\n3;06.03.2009;Ion;z;\n3;06.03.2009;Ion;zz;\n`,
    );
    expect(changed).toMatchObject({
      added: 1,
      same: 0,
      differingCount: 2,
      differing: [{ line: 2 }, { line: 4 }],
    });
    expect(await rowsOf(2009)).toMatchObject([{ subject: 'x' }, { subject: 'y' }, { subject: 'z' }]);
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM events WHERE type = 'history.imported' AND account_id = ${actor.accountId}
        AND (data ->> 'rows')::int = 1 AND at > now() - interval '1 hour'
    `.execute(db);
    expect(rows[0]?.count).toBeGreaterThan(0);
  });
});

describe('history never meets the numbering', () => {
  test('a number that this program gave, or may give this year, is refused', async () => {
    const { year } = await registry.register(actor);
    const today = `01.01.${year}`;
    const report = await bring(`${header}\n1;${today};Ion;x;\n`);
    expect(report.errors[0]?.text).toContain('numerotarea acestui program');
    const byHand = sql`
      INSERT INTO history_entries (id, register_id, import_id, line, year, number, suffix, registered_on, issuer, subject,
        search_key, content_hash)
      VALUES (gen_random_uuid(), ${general.id}, gen_random_uuid(), 1, ${year}, 1, '', ${`${year}-01-01`}, 'x', '', 'x', sha256('x'))
    `;
    await expect(byHand.execute(db)).rejects.toThrow(/numbering of this program/);
  });

  test('what was brought in cannot be changed or removed', async () => {
    await expect(sql`DELETE FROM history_entries`.execute(owner)).rejects.toThrow(/append-only/);
    await expect(sql`UPDATE history_entries SET subject = 'x'`.execute(owner)).rejects.toThrow(/append-only/);
  });
});

describe('the old register is read', () => {
  test('by number in order, by pages, and by words without diacritics', async () => {
    const lines = ['10;04.03.2010;Ștefan;Gard', '9;04.03.2010;Ana;Câine', '9 bis;04.03.2010;Ana;Pisică'];
    await bring(`${header}\n${lines.join('\n')}\n`);
    const first = await listHistory(registry, actor, access, { year: 2010, limit: 2 });
    expect(first.items.map((row) => row.registrationNumber)).toEqual(['9/04.03.2010', '9bis/04.03.2010']);
    const next = await listHistory(registry, actor, access, {
      year: 2010,
      limit: 2,
      after: first.next ?? '',
    });
    expect(next).toMatchObject({ items: [{ number: 10 }], next: null });
    const found = await listHistory(registry, actor, access, { year: 2010, limit: 9, q: 'stef gard' });
    expect(found.items.map((row) => row.number)).toEqual([10]);
    const page = { limit: 1, cap: 5 };
    expect(await findHistory(registry, actor, { words: 'pisica', ...page })).toMatchObject({
      items: [{ register: 'general', suffix: 'bis' }],
      ...{ count: 1, next: null },
    });
    const nines = await findHistory(registry, actor, { number: 9, year: 2010, ...page });
    expect([nines.items.length, nines.count]).toEqual([1, 2]);
    const rest = await findHistory(registry, actor, {
      ...{ number: 9, year: 2010, after: nines.next ?? '', ...page },
    });
    expect([...nines.items, ...rest.items].map(({ suffix }) => suffix).toSorted()).toEqual(['', 'bis']);
    expect(rest.next).toBeNull();
    const byNumber = await listHistory(registry, actor, access, { year: 2010, limit: 9, q: '9bis' });
    expect(byNumber.items.map((row) => row.registrationNumber)).toEqual(['9bis/04.03.2010']);
  });

  test('by nobody who may not read the book', async () => {
    const handler = await anActor(database, ['case-handler']);
    await expect(listHistory(registry, handler, access, { year: 2010, limit: 5 })).rejects.toMatchObject({
      family: 'not-found',
    });
    expect(await findHistory(registry, handler, { words: 'gard', limit: 5, cap: 5 })).toMatchObject({
      items: [],
      count: 0,
    });
    expect(await listHistoryYears(registry, handler, access)).toEqual({ items: [], canImport: false });
    expect((await listHistoryYears(registry, actor, access)).canImport).toBe(true);
  });
});
