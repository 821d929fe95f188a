import { DocumentMarksRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { numbersOf } from '../../../../test/a-search.ts';
import {
  addToFile,
  all,
  aPaper,
  aRead,
  entryId,
  member,
  openPapers,
  readers,
  registrar,
  search,
  writePapers,
  year,
} from '../../../../test/some-searched-papers.ts';
import { keepTexts } from '../../../../test/some-texts.ts';
import { createLog } from '../../../platform/log.ts';
import { createPapers } from '../../../platform/preview/papers.ts';
import type { Actor } from '../../identity/index.ts';
import { annulEntry, correctEntry, eraseValues } from '../../registry/index.ts';
import { rebuildIndex } from '../rebuild-index.ts';
import { showMarks } from './show-marks.ts';

await openPapers();
beforeAll(() => writePapers(10));

const find = async (actor: Actor, text: string) =>
  numbersOf(await search.search(actor, text, { limit: 50, filters: { documents: true } }));

/** Everything the index of documents says, in an order of its own. */
const rows = async () => {
  const { rows: documents } = await sql<{ row: string }>`
    SELECT search_documents::text AS row FROM search_documents ORDER BY document_id, ordinal`.execute(
    search.db,
  );
  const { rows: pieces } = await sql<{ row: string }>`
    SELECT search_pages::text AS row FROM search_pages ORDER BY document_id, ordinal, page, from_char`.execute(
    search.db,
  );
  return [...documents, ...pieces].map(({ row }) => row);
};

const waiting = async () =>
  (await sql<{ count: number }>`SELECT count(*)::int AS count FROM search_pending`.execute(search.db)).rows[0]
    ?.count;

const sender = 'Brutăria Măgura';

describe('the index of documents', () => {
  test('leaves nothing waiting, and is the same when written anew, whatever stood in it', async () => {
    await aPaper(registrar, { sender, subject: 'Dosar gros', pages: [longText('început'), ['O pagină']] });
    await search.follow();
    expect(await waiting()).toBe(0);
    const before = await rows();
    await sql`DELETE FROM search_pages WHERE from_char > 0`.execute(search.db);
    await sql`DELETE FROM search_documents WHERE number % 3 = 0`.execute(search.db);
    expect(await rows()).not.toEqual(before);
    await rebuildIndex(search.deps);
    expect(await rows()).toEqual(before);
  });

  test('several processes at once leave it as one would', async () => {
    const before = await rows();
    await sql`INSERT INTO search_pending (document_id) SELECT id FROM documents`.execute(search.db);
    await Promise.all(Array.from({ length: 4 }, () => search.follow()));
    while ((await waiting()) !== 0) await search.follow();
    expect(await rows()).toEqual(before);
  });

  test('does not wait for what nobody has read, and takes it up once it is read anew', async () => {
    const upload = await aRead(registrar, []);
    await search.register(registrar, {
      subject: 'Scanat',
      sender: { kind: 'legal', name: sender },
      uploads: [upload.id],
    });
    await search.follow();
    expect(await waiting()).toBe(0);
    expect(await find(registrar, 'serendipitate')).toEqual([]);
    await keepTexts(search.db, upload.sha256, ['Serendipitate citită greu'], 'ocr');
    await search.follow();
    expect(await find(registrar, 'serendipitate')).toHaveLength(1);
    await keepTexts(search.db, upload.sha256, ['Citit mai bine']);
    await search.follow();
    expect(await find(registrar, 'serendipitate')).toEqual([]);
  });

  test('finds a paper by a word of its text and a word of its entry, as that reads now', async () => {
    const { number, key } = await aPaper(registrar, {
      sender,
      subject: 'Ortografie',
      pages: [['Bibelou de porțelan']],
    });
    await search.follow();
    expect(await find(registrar, 'ortografie bibelou')).toEqual([key]);
    await correctEntry(search, registrar, {
      ...{ register: 'general', year, number, requestId: crypto.randomUUID() },
      ...{ subject: 'Caligrafie', reason: 'citit greșit' },
    });
    await search.follow();
    expect(await find(registrar, 'ortografie bibelou')).toEqual([]);
    expect(await find(registrar, 'caligrafie bibelou')).toEqual([key]);
  });
});

describe('what may not be found any more leaves the index', () => {
  const countRows = async (number: number) =>
    (
      await sql<{
        count: number;
      }>`SELECT count(*)::int AS count FROM search_documents WHERE number = ${number}`.execute(search.db)
    ).rows[0]?.count;

  test('a paper that was annulled', async () => {
    const { number } = await aPaper(registrar, {
      sender,
      subject: 'De două ori',
      pages: [['Vocabular ales']],
    });
    await search.follow();
    expect(await find(registrar, 'vocabular')).toHaveLength(1);
    const key = { register: 'general', year, number, requestId: crypto.randomUUID() };
    await annulEntry(search, registrar, { ...key, reason: 'de două ori' });
    await search.follow();
    expect(await find(registrar, 'vocabular')).toEqual([]);
    expect(await countRows(number)).toBe(0);
  });

  test('a paper erased at the end of its time, and it does not come back', async () => {
    const { number } = await aPaper(registrar, { sender, subject: 'De șters', pages: [['Efemeride vechi']] });
    await search.follow();
    const { register } = await search.registers.require(registrar, 'general');
    await eraseValues({ owner: search.owner, clock: search.clock }, register, { year, number });
    await search.follow();
    expect(await find(registrar, 'efemeride')).toEqual([]);
    await rebuildIndex(search.deps);
    expect(await find(registrar, 'efemeride')).toEqual([]);
  });

  test('with the row of its entry, in the very statement that takes that away', async () => {
    const { number } = await aPaper(registrar, { sender, subject: 'De mutat', pages: [['Taină mare']] });
    await search.follow();
    await search.owner.transaction().execute(async (tx) => {
      await sql`DELETE FROM search_entries WHERE number = ${number}
        AND book_id = (SELECT book_id FROM entries WHERE id = ${await entryId(number)})`.execute(tx);
      const { rows: left } = await sql`SELECT FROM search_documents WHERE number = ${number}`.execute(tx);
      expect(left).toEqual([]);
    });
  });

  test('a document of a file that was joined to another, for readers of the first, at once', async () => {
    const juridic = readers.find(({ name }) => name === 'handler of juridic')?.actor as Actor;
    const open = await aPaper(registrar, { sender, subject: 'Primul', unit: 'juridic', pages: [] });
    const other = await aPaper(registrar, { sender, subject: 'Al doilea', pages: [] });
    const documentId = await addToFile(registrar, open.number, ['Anexă confidențială']);
    await search.follow();
    expect(await find(juridic, 'anexa confidentiala')).toEqual([open.key]);
    await sql`UPDATE case_items SET case_file_id = ${await entryId(other.number)} WHERE document_id = ${documentId}`.execute(
      search.db,
    );
    expect(await find(juridic, 'anexa confidentiala')).toEqual([]);
    await search.follow();
    expect(await find(juridic, 'anexa confidentiala')).toEqual([]);
    expect(await find(registrar, 'anexa confidentiala')).toEqual([other.key]);
  });
});

describe('what a document says is found however it is written', () => {
  const cnp = '1960229129672';

  test('a personal code by the whole of it, by who may read the paper, and is in no word of the index', async () => {
    const { key } = await aPaper(registrar, {
      sender,
      subject: 'Fără cod',
      pages: [[`subsemnatul, CNP 1960229 129672,`]],
    });
    await search.follow();
    expect(numbersOf(await search.search(registrar, cnp))).toEqual([key]);
    const auditor = readers.find(({ name }) => name === 'auditor')?.actor as Actor;
    expect(numbersOf(await search.search(auditor, cnp))).toEqual([]);
    expect((await rows()).filter((row) => row.includes('1960229') || row.includes('129672'))).toEqual([]);
    for (const part of ['1960229', '129672', cnp.slice(0, 12)])
      expect(await find(registrar, part)).toEqual([]);
  });

  test.each([
    [
      'Ca răspuns la adresa nr. 88123 din 14.05.2019 vă comunicăm',
      ['88123/2019', 'nr.88123 din 14.05.2019', '88123 / 2019', '88123/14.05.2019'],
    ],
    ['Tel. 0755.000.321, luni–vineri', ['0755000321', '0755 000 321', '+40 755 000 321']],
    ['AWB RO700000123RO predat curierului', ['RO700000123RO', 'ro700000123ro']],
  ])('%s', async (text, typed) => {
    const { key } = await aPaper(registrar, { sender, subject: 'Altceva', pages: [[text]] });
    await search.follow();
    for (const one of typed)
      expect({ one, found: numbersOf(await search.search(registrar, one)) }).toEqual({ one, found: [key] });
  });
});

describe('where it stands', () => {
  test('is told with the document, its page and the words around, marked', async () => {
    const pages = [
      ...longText('început'),
      `${'umplutură '.repeat(700)} aici scrie perlă rară ${'umplutură '.repeat(700)}`,
    ];
    const { key } = await aPaper(registrar, { sender, subject: 'Dosar lung', pages: [pages] });
    await search.follow();
    const found = await search.search(registrar, '„perla rara”');
    expect(numbersOf(found)).toEqual([key]);
    const why = found.entries.items[0]?.why.at(-1);
    expect(why).toMatchObject({ field: 'document', document: { name: 'scan.pdf', page: pages.length } });
    expect(why?.marks.map(([from, to]) => why.text.slice(from, to))).toEqual(['perlă rară']);
    expect(await find(registrar, '„rara perla”')).toEqual([]);
    expect(await find(registrar, 'rara perla')).toEqual([key]);
  });

  test('is shown page by page to who may read the paper, and is not there for anybody else', async () => {
    const papers = createPapers(createLog('silent'));
    const deps = { ...search.deps, files: { withLocalCopy: async () => undefined } as never, papers };
    const [paper] = all.filter(({ by, confidential }) => by === registrar && !confidential);
    const { rows: held } = await sql<{ id: string }>`SELECT document_id AS id FROM search_documents
      WHERE number = ${paper?.number} AND NOT own ORDER BY document_id LIMIT 1`.execute(search.db);
    const asked = DocumentMarksRequest.parse({ document: held[0]?.id, page: 1, text: 'indemnizatiei mama' });
    const marks = await showMarks(deps, registrar, asked);
    expect(marks.pages).toEqual([1]);
    const marked = marks.passages.flatMap(({ text, marks: places }) =>
      places.map(([from, to]) => text.slice(from, to)),
    );
    expect(marked).toEqual(['indemnizației', 'mama']);
    for (const { name, actor, reads } of readers) {
      const answer = await showMarks(deps, actor, asked).then(
        () => 'shown',
        (error) => error.code,
      );
      expect({ name, answer }).toEqual({
        name,
        answer: paper && reads(paper) ? 'shown' : 'document.not-found',
      });
    }
    await expect(showMarks(deps, member, asked)).rejects.toMatchObject({ code: 'document.not-found' });
    papers.close();
  });
});

function longText(first: string): string[] {
  const page = (at: number) => Array.from({ length: 900 }, (_, word) => `cuvant${at}x${word}`).join(' ');
  return [`${first} ${page(1)}`, page(2), page(3)];
}
