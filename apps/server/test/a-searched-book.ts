import { type CorrectEntryRequest, foldText, toSearchKey } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Actor } from '../src/modules/identity/index.ts';
import { annulEntry, correctEntry, createRegister, dispatchEntry } from '../src/modules/registry/index.ts';
import { stopWords } from '../src/modules/search/stop-words.ts';
import { anActor } from './a-registry.ts';
import { aSearch } from './a-search.ts';
import { anUpload, someDocuments } from './some-documents.ts';
import { aDatabase } from './test-database.ts';

/** A book that is searched, with what the test itself knows of it: the other side of every comparison. */
const database = await aDatabase();
export const search = await aSearch(database);
const documents = await someDocuments(database.db);

/** What the test knows of an entry, from what it did itself. */
type Known = {
  key: string;
  unit: string | null;
  unitName: string;
  confidential: boolean;
  by: Actor;
  names: string[];
  texts: string[];
  files: string[];
  channel: string;
};

export type Who = {
  name: string;
  actor: Actor;
  row: (entry: Known) => boolean;
  file: (entry: Known) => boolean;
};

export const year = new Date().getFullYear();
const units = ['registratura', 'juridic', 'contencios', null] as const;
const unitNames: Record<string, string> = {
  registratura: 'Registratură Registratură',
  juridic: 'Serviciul Juridic Juridic',
  contencios: 'Compartimentul Contencios Contencios',
};
const senders = [
  'Vădineanu-Constantinescu Elena',
  'Vădineanu Aurel',
  'Țugulea Ștefan',
  'Brutăria Măgura',
  'Primăria Tîrgu Frumos',
];
const subjects = [
  'Reluarea plății indemnizației pentru cetățenii în vârstă',
  'Cetăţeanul solicită adeverință de venit',
  'Certificat de grad, cerere a cetatenilor din Tîrgu Jiu',
  'Sesizare privind iluminatul public în Târgu Jiu',
  'Indemnizație de însoțitor, dosar 544',
];
export const all: Known[] = [];
export let people: Who[] = [];
export let registrar: Actor;
let stemOf: (word: string) => string | undefined;

/** Writes the book and finds the people; in the set-up of the file. */
export async function writeBook(): Promise<void> {
  registrar = await anActor(database);
  const other = await anActor(database);
  const member = await anActor(database, ['case-handler']);
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
  for (let count = 0; count < 40; count++) await registerOne(count, count % 2 === 0 ? registrar : other);
  for (let count = 0; count < 3; count++) {
    const entry = await search.register(member, {
      register: 'avertizari',
      subject: `Avertizare: plata indemnizației, ${count}`,
      sender: { kind: 'natural', name: 'Țugulea Ștefan' },
    });
    all.push({
      key: `avertizari/${year}/${entry.number}`,
      unit: null,
      unitName: '',
      confidential: true,
      by: member,
      names: ['Țugulea Ștefan'],
      texts: [`Avertizare: plata indemnizației, ${count}`],
      files: [],
      channel: 'counter',
    });
  }
  await search.follow();
  people = await thePeople(other, member);
  stemOf = await readStems();
}

async function registerOne(count: number, by: Actor) {
  const sender = senders[count % 5] ?? '';
  const subject = subjects[(count * 3) % 5] ?? '';
  const unit = units[(count * 7) % 4] ?? null;
  const files = count % 8 === 1 ? [`anchetă socială ${count}.txt`] : [];
  const uploads: string[] = [];
  for (const name of files)
    uploads.push((await anUpload({ ...documents, clock: search.clock }, by, { name })).id);
  const channel = count % 3 === 0 ? 'email' : 'counter';
  const entry = await search.register(by, {
    subject,
    sender: { kind: 'legal', name: sender },
    unit: unit ?? undefined,
    channel,
    uploads,
    ...(count % 10 === 0 ? { subRegister: 'petitii', issuerNumber: `B-${count}/2026` } : {}),
  });
  const known: Known = {
    key: `general/${year}/${entry.number}`,
    unit,
    unitName: unit ? (unitNames[unit] ?? '') : '',
    confidential: false,
    by,
    names: [sender],
    texts: [subject, count % 10 === 0 ? `B-${count}/2026` : ''],
    files,
    channel,
  };
  all.push(known);
  await amendSome(known, entry.number, count);
}

async function amendSome(known: Known, number: number, count: number) {
  const key = { register: 'general', year, number, requestId: crypto.randomUUID() };
  if (count === 6) {
    const command: CorrectEntryRequest = {
      requestId: key.requestId,
      subject: 'Autorizație de construire',
      reason: 'citit greșit',
    };
    await correctEntry(search, registrar, { ...key, ...command });
    known.texts[0] = 'Autorizație de construire';
  }
  if (count === 7) await annulEntry(search, registrar, { ...key, reason: 'de două ori' });
  if (count !== 8) return;
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });
  for (const addressee of ['Consiliul Județean', 'Brândușa Leuștean']) {
    const out = { dispatchedOn: today, resolution: 'redirecționare', addressee };
    await dispatchEntry(search, registrar, { ...key, ...out, requestId: crypto.randomUUID() });
    known.names.push(addressee);
    known.texts.push('redirecționare');
  }
}

async function thePeople(other: Actor, member: Actor): Promise<Who[]> {
  const idOf = async (code: string) => (await search.organisation.findUnit(code))?.id ?? '';
  const reads = (actor: Actor, codes: readonly string[]) => (entry: Known) =>
    !entry.confidential && (entry.by === actor || codes.includes(entry.unit ?? ''));
  const handler = async (codes: string[]): Promise<Who> => {
    const actor = await anActor(database, ['case-handler'], {
      principals: await Promise.all(codes.map(idOf)),
    });
    return { name: `handler of ${codes}`, actor, row: reads(actor, codes), file: reads(actor, codes) };
  };
  const book = (entry: Known) => !entry.confidential;
  const auditor = await anActor(database, ['auditor']);
  const sealed = (entry: Known) => entry.confidential;
  return [
    { name: 'registrar', actor: registrar, row: book, file: reads(registrar, []) },
    { name: 'auditor', actor: auditor, row: book, file: () => false },
    { name: 'member of the confidential register', actor: member, row: sealed, file: sealed },
    {
      name: 'registrar without the book',
      actor: { ...other, scopes: new Map() },
      row: reads(other, []),
      file: reads(other, []),
    },
    await handler(['juridic']),
    await handler(['juridic', 'contencios']),
    await handler([]),
  ];
}

async function readStems(): Promise<(word: string) => string | undefined> {
  const words = all
    .flatMap(({ names, texts, files }) => [...names, ...texts, ...files])
    .map(toSearchKey)
    .join(' ')
    .split(' ');
  const { rows } = await sql<{ word: string; stem: string }>`
    SELECT word, (ts_lexize('romanian_stem', word))[1] AS stem FROM unnest(${[...words, ...typed.flatMap((text) => foldText(text).split(' '))]}::text[]) AS word
  `.execute(search.db);
  const stems = new Map(rows.map(({ word, stem }) => [word, stem]));
  return (word) => stems.get(word);
}

export const typed = [
  'vadineanu',
  'Vădineanu',
  'elena',
  'ștefan',
  'şte',
  'cetatenilor',
  'cetățeni',
  'cetăţeanul',
  'indemnizatii ',
  'târgu jiu',
  'tirgu',
  'targu frumos',
  'plata',
  'platii ',
  'redirectionare',
  'leustean',
  'ancheta',
  'sociale ',
  'juridic',
  'contencios adeverinta',
  'autorizatie',
  'adeverință de venit',
  'de',
  'brutaria magura',
  'avertizare',
  'iluminat public',
  'autorizatiile ',
  'certificate ',
  'nimic',
  'cer',
  'in varsta',
  'b 10 2026',
];

/** Whether the words stand in what this person may read of the entry; written without the index. */
export function holdsWords(entry: Known, who: Who, text: string): boolean {
  if (!who.row(entry) && !who.file(entry)) return false;
  const words = foldText(text)
    .split(' ')
    .filter((word) => word !== '' && !stopWords.has(word));
  const wordsIn = (texts: readonly string[]) =>
    texts.flatMap((text) => toSearchKey(text).split(' ')).filter((word) => !stopWords.has(word));
  const texts = wordsIn([...entry.texts, ...(who.file(entry) ? entry.files : [])]);
  const names = wordsIn(entry.names);
  const unit = foldText(entry.unitName).split(' ');
  return (
    words.length > 0 &&
    words.every((word, at) => {
      const beginning = at === words.length - 1 && !text.endsWith(' ') && word.length >= 3;
      const written = [...texts, ...names, ...unit].some(
        (one) => one === word || (beginning && one.startsWith(word)),
      );
      const stem = stemOf(word);
      return written || texts.some((one) => stem !== undefined && stemOf(one) === stem);
    })
  );
}

export const typedWords = fc.constantFrom(...typed);
