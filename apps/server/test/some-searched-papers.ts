import { foldText, toSearchKey } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { addCaseItems } from '../src/modules/case-files/index.ts';
import { keepUploaded } from '../src/modules/documents/index.ts';
import type { Actor } from '../src/modules/identity/index.ts';
import { createRegister } from '../src/modules/registry/index.ts';
import { type SearchLimits, usualLimits } from '../src/modules/search/choose-plan.ts';
import { stopWords } from '../src/modules/search/stop-words.ts';
import { anActor } from './a-registry.ts';
import { aSearch, numbersOf } from './a-search.ts';
import { anUpload, someDocuments } from './some-documents.ts';
import { keepTexts } from './some-texts.ts';
import { aDatabase } from './test-database.ts';

let database: Awaited<ReturnType<typeof aDatabase>>;
let documents: Awaited<ReturnType<typeof someDocuments>>;
export let search: Awaited<ReturnType<typeof aSearch>>;

/**
 * Opens a house whose documents are searched, with what the test itself knows of them: the other side of every comparison.
 * Once at the head of each file, which shares nothing with another.
 */
export async function openPapers(): Promise<void> {
  database = await aDatabase();
  search = await aSearch(database);
  documents = await someDocuments(database.db);
  all.length = 0;
}

export const year = new Date().getFullYear();

/** A paper as the test knows it; each document by its pages. */
type Paper = {
  key: string;
  number: number;
  by: Actor;
  unit: string | null;
  channel: 'counter' | 'email';
  confidential: boolean;
  names: string[];
  texts: string[];
  documents: string[][];
};

export type Reader = { name: string; actor: Actor; reads: (paper: Paper) => boolean };

const units = ['juridic', 'contencios', null] as const;
const senders = ['Vădineanu Elena', 'Brutăria Măgura', 'Țugulea Ștefan'];
const subjects = ['Cerere de ajutor', 'Sesizare privind iluminatul', 'Adeverință de venit'];
const texts = [
  ['Subsemnata solicit reluarea plății indemnizației de însoțitor pentru mama mea.'],
  ['Contract de închiriere încheiat la Tîrgu Jiu.', 'Chiria se plătește lunar, până la 15 ale lunii.'],
  ['Vă rugăm să ne comunicaţi stadiul dosarului. Cu stimă, cetățenii din cartier.'],
  ['Referat de anchetă socială: însoțitorul locuiește cu bolnavul. Reluarea anchetei este necesară.'],
  ['Hotărârea consiliului local privind chiria locuințelor'],
];

export const all: Paper[] = [];
export let readers: Reader[] = [];
export let registrar: Actor;
export let member: Actor;
let stemOf: (word: string) => string | undefined;

/** A document with these pages, uploaded by `by` and read; without pages nobody has read it. */
export async function aRead(by: Actor, pages: readonly string[], name = 'scan.pdf') {
  const upload = await anUpload({ ...documents, clock: search.clock }, by, { name });
  if (pages.length > 0) await keepTexts(search.db, upload.sha256, pages);
  return upload;
}

/** Puts a document into the case file that an entry opened, as its people do; `title`: how the opis calls it. */
export async function addToFile(
  by: Actor,
  number: number,
  pages: readonly string[],
  { name, title }: { name?: string; title?: string } = {},
): Promise<string> {
  const { id: uploadId } = await aRead(by, pages, name);
  const caseFileId = await entryId(number);
  return search.db.transaction().execute(async (tx) => {
    const at = search.clock.now();
    const place = { holderType: 'case-file', holderId: caseFileId, createdBy: by.accountId, at } as const;
    const { documentId } = await keepUploaded(tx, place, { uploadId });
    await addCaseItems(tx, { caseFileId, items: [{ documentId, title }], accountId: by.accountId, at });
    return documentId;
  });
}

export async function entryId(number: number, register = 'general'): Promise<string> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT entries.id FROM entries JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id WHERE registers.code = ${register} AND entries.number = ${number}`.execute(
    search.db,
  );
  return rows[0]?.id ?? '';
}

/** Registers a paper with these documents. */
export async function aPaper(
  by: Actor,
  given: {
    sender: string;
    subject: string;
    unit?: string | null;
    pages: readonly (readonly string[])[];
    register?: string;
    channel?: Paper['channel'];
  },
): Promise<Paper> {
  const { sender, subject, unit = null, pages, register = 'general', channel = 'counter' } = given;
  const uploads: string[] = [];
  for (const document of pages) uploads.push((await aRead(by, document)).id);
  const entry = await search.register(by, {
    ...{ register, subject, uploads, channel },
    sender: { kind: 'legal', name: sender },
    ...(unit === null ? {} : { unit }),
  });
  const paper: Paper = {
    ...{ by, unit, channel, number: entry.number },
    key: `${register}/${year}/${entry.number}`,
    confidential: register !== 'general',
    names: [sender],
    texts: [subject, ...pages.map(() => 'scan.pdf')],
    documents: pages.map((document) => [...document]),
  };
  all.push(paper);
  return paper;
}

/** Writes so many papers and finds the people; in the set-up of the file. */
export async function writePapers(papers: number): Promise<void> {
  registrar = await anActor(database);
  const other = await anActor(database);
  member = await anActor(database, ['case-handler']);
  await createRegister(
    { db: search.db, now: new Date() },
    { accountId: null },
    {
      code: 'avertizari',
      name: 'Avertizări în interes public',
      labelCode: 'W',
      kind: 'confidential',
      memberStaffIds: [member.staffId],
    },
  );
  for (let count = 0; count < papers; count++)
    await aPaper(count % 2 === 0 ? registrar : other, {
      sender: senders[count % 3] ?? '',
      subject: subjects[(count * 5) % 3] ?? '',
      unit: units[(count * 7) % 3] ?? null,
      channel: count % 3 === 1 ? 'email' : 'counter',
      pages: [texts[(count * 3) % 5] ?? [], ...(count % 4 === 0 ? [texts[count % 5] ?? []] : [])],
    });
  for (const pages of texts.slice(0, 2))
    await aPaper(member, {
      register: 'avertizari',
      sender: 'Țugulea Ștefan',
      subject: 'Avertizare',
      pages: [pages],
    });
  // Of the case file itself: read by the readers of the paper that opened it.
  for (const paper of all.slice(0, 6)) {
    await addToFile(registrar, paper.number, ['Notă internă: verificarea chiriei'], { name: 'nota.pdf' });
    paper.documents.push(['Notă internă: verificarea chiriei', 'nota.pdf']);
  }
  // Found by what they are called: of one nothing can be read, the other is called otherwise in the opis.
  for (const paper of all.slice(1, 9)) {
    const named = { name: `schiță teren ${paper.number}.dwg` };
    await addToFile(registrar, paper.number, [], named);
    const titled = { name: 'IMG_0042.eml', title: 'Răspunsul Direcției Silvice' };
    await addToFile(registrar, paper.number, ['Vă comunicăm avizul'], titled);
    paper.documents.push([named.name], ['Vă comunicăm avizul', titled.name, titled.title]);
  }
  await search.follow();
  readers = await theReaders(other);
  stemOf = await readStems();
}

async function theReaders(other: Actor): Promise<Reader[]> {
  const idOf = async (code: string) => (await search.organisation.findUnit(code))?.id ?? '';
  const reads = (actor: Actor, codes: readonly string[]) => (paper: Paper) =>
    !paper.confidential && (paper.by === actor || codes.includes(paper.unit ?? ''));
  const handler = async (codes: string[]): Promise<Reader> => {
    const actor = await anActor(database, ['case-handler'], {
      principals: await Promise.all(codes.map(idOf)),
    });
    return { name: `handler of ${codes}`, actor, reads: reads(actor, codes) };
  };
  return [
    { name: 'registrar', actor: registrar, reads: reads(registrar, []) },
    { name: 'another registrar', actor: other, reads: reads(other, []) },
    { name: 'auditor', actor: await anActor(database, ['auditor']), reads: () => false },
    { name: 'member of the confidential register', actor: member, reads: (paper) => paper.confidential },
    await handler(['juridic']),
    await handler(['juridic', 'contencios']),
    await handler([]),
  ];
}

const typed = [
  'indemnizatiei ',
  'indemnizații de însoțitor',
  'reluarea',
  'chirie',
  'chiri',
  'chi',
  'tirgu jiu',
  'târgu',
  'vadineanu indemnizatia ',
  'brutaria ancheta',
  'cetateni ',
  'comunicati stadiul',
  'cerere chiria ',
  'nota interna',
  'adeverinta hotararii ',
  'scan',
  'nimic',
  '„reluarea plății”',
  '"chiria se plateste"',
  '„de însoțitor pentru mama',
  '„plății reluarea”',
  '«anchetă socială» bolnavul',
  '„reluare”',
  'schita terenului',
  'schițe ',
  'img 0042',
  'raspunsul directiei silvice',
  'silvice avizul ',
  '„direcției silvice”',
  '„avizul răspunsul”',
  'vadineanu schita ',
  'silvica dwg',
];

/** The ways in which a search may begin; each must find the same. */
export const plans = [
  ['beginning at the files', { ...usualLimits }],
  ['beginning at the words', { ...usualLimits, readOneByOne: -1, documentsOneByOne: -1 }],
  ['week by week', { ...usualLimits, readOneByOne: -1, documentsOneByOne: -1, fewRows: -1, fewHits: -1 }],
] as const;

const dayAfter = (days: number) =>
  new Date(Date.now() + days * 24 * 3_600_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });

const someFilters = {
  register: fc.constantFrom('general', 'avertizari'),
  unit: fc.constantFrom('juridic', 'contencios'),
  channel: fc.constantFrom('counter', 'email'),
  status: fc.constantFrom('registered', 'annulled'),
  direction: fc.constantFrom('in', 'internal'),
  from: fc.constantFrom(dayAfter(-2), dayAfter(2)),
  to: fc.constantFrom(dayAfter(-2), dayAfter(2)),
};
type Narrowed = { [Filter in keyof typeof someFilters]?: string };

/** What narrows a search, by two filters at the most; every paper of the set is of these days, and stands. */
const filters = fc
  .tuple(fc.record(someFilters), fc.shuffledSubarray(Object.keys(someFilters), { maxLength: 2 }))
  .map(
    ([values, kept]): Narrowed =>
      Object.fromEntries(Object.entries(values).filter(([filter]) => kept.includes(filter))),
  );

const isLeft = (paper: Paper, { register, unit, channel, status, direction, from, to }: Narrowed): boolean =>
  [
    register === undefined || paper.key.startsWith(register),
    unit === undefined || paper.unit === unit,
    channel === undefined || paper.channel === channel,
    status !== 'annulled',
    direction === undefined || direction === 'in',
    from === undefined || from < dayAfter(0),
    to === undefined || to > dayAfter(0),
  ].every(Boolean);

/** Asks as somebody, anything, narrowed by anything, and holds the answer against what they may read; `runs` times. */
export async function compareWithBruteForce(limits: SearchLimits, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(readers.length - 1),
      fc.constantFrom(...typed),
      filters,
      async (person, text, narrowed) => {
        const who = readers[person];
        if (!who) throw new Error('nobody');
        const filters = { ...narrowed, documents: true };
        const found = await search.search(who.actor, text, { limit: 50, filters }, limits);
        const expected = all
          .filter((paper) => holdsInDocuments(paper, who, text) && isLeft(paper, narrowed))
          .map(({ key }) => key);
        const exactly = found.read === 'similar' ? [] : numbersOf(found);
        expect({ who: who.name, text, narrowed, found: exactly.toSorted() }).toEqual({
          ...{ who: who.name, text, narrowed },
          found: expected.toSorted(),
        });
        if (found.read !== 'similar') expect(found.entries.inDocuments).toBe(expected.length);
      },
    ),
    { numRuns: runs },
  );
}

async function readStems(): Promise<(word: string) => string | undefined> {
  const words = [
    ...all.flatMap((paper) => [...paper.names, ...paper.texts, ...paper.documents.flat()]),
    ...typed,
  ].flatMap((text) => toSearchKey(text).split(' '));
  const { rows } = await sql<{ word: string; stem: string }>`
    SELECT word, (ts_lexize('romanian_stem', word))[1] AS stem FROM unnest(${[...new Set(words)]}::text[]) AS word
  `.execute(search.db);
  const stems = new Map(rows.map(({ word, stem }) => [word, stem]));
  return (word) => stems.get(word);
}

const tell = (text: string) =>
  toSearchKey(text)
    .split(' ')
    .filter((word) => word !== '' && !stopWords.has(word));
const inOrder = (text: string) =>
  foldText(text)
    .split(' ')
    .filter((word) => word !== '' && !stopWords.has(word));

/** Whether what was typed stands in one of the documents that this person may read; written without the index. */
export function holdsInDocuments(paper: Paper, who: Reader, text: string): boolean {
  if (!who.reads(paper)) return false;
  const [before = '', quoted, after = ''] = text.split(/[„“"”«»]/);
  const open = quoted !== undefined && !/[”"»]/.test(text.slice(1));
  const phrase = quoted === undefined ? [] : inOrder(quoted);
  const words = [...inOrder(before), ...phrase, ...inOrder(after)];
  const isOpen = (at: number) =>
    at === words.length - 1 && /\p{L}$/u.test(text) && (quoted === undefined || open || after !== '');
  return paper.documents.some((pages) => {
    const names = paper.names.flatMap(tell);
    const there = [...paper.texts, ...pages].flatMap(tell);
    const holds = words.every((word, at) => {
      const begins = isOpen(at) && word.length >= 4;
      const written = [...names, ...there].some((one) => one === word || (begins && one.startsWith(word)));
      const stem = stemOf(word);
      return written || there.some((one) => stem !== undefined && stemOf(one) === stem);
    });
    const begins = open && (phrase.at(-1)?.length ?? 0) >= 4;
    return (
      holds &&
      (phrase.length === 0 ||
        [...paper.names, ...paper.texts, ...pages].some((one) => follows(inOrder(one), phrase, begins)))
    );
  });
}

function follows(words: readonly string[], phrase: readonly string[], begins: boolean): boolean {
  return words.some((_, at) =>
    phrase.every((word, step) => {
      const one = words[at + step];
      const isLast = step === phrase.length - 1;
      return one === word || (begins && isLast && one?.startsWith(word) === true);
    }),
  );
}
