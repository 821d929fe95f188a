import { randomUUID } from 'node:crypto';
import {
  type Colleague,
  type EmergencySheetDetail,
  type EntryDetail,
  type PartyPage,
  type PartySuggestion,
  type PartySuggestions,
  Role,
} from '@opis/contracts';
import { beforeAll, describe, expect, test } from 'vitest';
import { openRegister } from '../src/modules/registry/open-register.ts';
import { aRegistration } from './a-registry.ts';
import { aServer, type Caller } from './a-server.ts';
import { anAbsence } from './a-substitution.ts';
import { aDatabase } from './test-database.ts';

const server = await aServer(await aDatabase());

/** Somebody else's things: registered by a registrar, lying at the legal unit, with a file. */
type Others = {
  year: number;
  number: number;
  documentId: string;
  uploadId: string;
  partyId: string;
  modelId: string;
  sessionId: string;
  /** Case files at the legal unit that nobody touched yet: each act of each role takes one. */
  openFiles: string[];
  closedFiles: string[];
  joinInto: number;
  resolutionModelId: string;
  actId: string;
  accountId: string;
  /** Absences of theirs, one for each call that would end one. */
  absences: string[];
  substituteId: string;
  viewId: string;
  longWorkId: string;
  /** Other parties; the last one has another merged into it. */
  /** A sheet of an emergency book, the lines that are still open, and the number that was entered. */
  sheet: { id: string; lines: number[]; enteredCode: string };
  alikeIds: string[];
  mergeId: string;
  contactId: string;
  representationId: string;
};
let others: Others;
const callers = new Map<Role, Caller>();

const closedYear = 1990;
const headsToClose = new Map<number, string>();
let nextToClose = closedYear;

/** Heads and handlers are of another unit than the one where the entry lies. */
const unitOf = (role: Role) => (role === 'case-handler' || role === 'head-of-unit' ? 'registratura' : null);

beforeAll(async () => {
  for (const role of Role.options) callers.set(role, await server.aCaller([role], unitOf(role)));
  const owner = await server.aCaller(['registrar']);
  await openPastBooks(await server.aCaller(['archivist']));
  const upload = await uploadBy(owner);
  const waiting = await uploadBy(owner);
  const { register: _register, ...body } = aRegistration({
    unit: 'juridic',
    uploads: [upload],
    sender: { kind: 'natural', name: 'Brutaru Măgurel', cnp: '1960229129672', phone: '0700 000 001' },
  });
  const { year, number } = (await owner.request('POST', '/api/v1/registers/general/entries', body))
    .body as EntryDetail;
  const detail = (await owner.request('GET', `/api/v1/registers/general/entries/${year}/${number}`))
    .body as EntryDetail;
  const model = {
    requestId: randomUUID(),
    name: 'Adeverințe',
    channel: null,
    category: null,
    unit: null,
    subject: '',
    sheets: 1,
    annexes: 0,
  };
  await owner.request('POST', '/api/v1/entry-models', model);
  const view = { requestId: randomUUID(), list: 'works', name: 'Petiții', query: 'categorie=petitie' };
  await owner.request('POST', '/api/v1/saved-views', view);
  const { items } = (await owner.request('POST', '/api/v1/parties/search', { q: 'brut' })).body as {
    items: PartySuggestion[];
  };
  others = {
    year,
    number,
    documentId: detail.documents[0]?.id ?? '',
    uploadId: waiting,
    partyId: items[0]?.id ?? '',
    modelId: model.requestId,
    sessionId: randomUUID(),
    ...(await someCaseFiles(owner)),
    ...(await absencesOf(owner)),
    viewId: view.requestId,
    longWorkId: await exportBy(owner),
    sheet: await aSheet(owner),
    ...(await someAlike(owner, items[0]?.id ?? '')),
    ...(await administered()),
  };
});

async function filesBy(owner: Caller, count: number): Promise<EntryDetail[]> {
  const { register: _, ...body } = aRegistration({ unit: 'juridic' });
  const made = await Promise.all(
    Array.from({ length: count }, () =>
      owner.request('POST', '/api/v1/registers/general/entries', { ...body, requestId: randomUUID() }),
    ),
  );
  return made.map((answer) => answer.body as EntryDetail);
}

async function someCaseFiles(owner: Caller) {
  const head = await server.aCaller(['head-of-unit'], 'juridic');
  const [joinInto, ...open] = await filesBy(owner, 80);
  const closed = await filesBy(owner, 14);
  for (const { id } of closed) {
    const body = { requestId: randomUUID(), version: 1, outcome: 'filed' };
    expect((await head.request('POST', `/api/v1/case-files/${id}/close`, body)).status).toBe(200);
  }
  const model = { requestId: randomUUID(), name: 'Spre știință', text: 'Spre știință.' };
  await owner.request('POST', '/api/v1/resolution-models', model);
  return {
    openFiles: open.map(({ id }) => id),
    closedFiles: closed.map(({ id }) => id),
    joinInto: joinInto?.number ?? 0,
    resolutionModelId: model.requestId,
  };
}

async function aSheet(owner: Caller): Promise<Others['sheet']> {
  const { body } = await owner.request('POST', '/api/v1/emergency/sheets', {
    requestId: randomUUID(),
    office: 'sediu',
    register: 'general',
    lines: 40,
  });
  const { id, lines } = body as EmergencySheetDetail;
  const [entered, ...open] = lines;
  const paper = { ...aRegistration(), register: undefined, ...thisMinute() };
  await owner.request('POST', `/api/v1/emergency/sheets/${id}/lines/${entered?.number}/entry`, paper);
  return { id, lines: open.map((line) => line.number), enteredCode: encodeURIComponent(entered?.code ?? '') };
}

/** What a sheet tells that is written on now. */
function thisMinute() {
  const [receivedOn, receivedTime = ''] = new Date()
    .toLocaleString('sv-SE', { timeZone: 'Europe/Bucharest' })
    .split(' ');
  return { receivedOn, receivedTime: receivedTime.slice(0, 5) };
}

/** Parties beside the one that the rules are about: one merged into another, a contact and a representation. */
async function someAlike(owner: Caller, partyId: string) {
  const alikeIds: string[] = [];
  for (const name of ['Alăturat Unu', 'Alăturat Doi', 'Alăturat Trei', 'Alăturat Patru']) {
    const { register: _register, ...body } = aRegistration({ sender: { kind: 'natural', name } });
    await owner.request('POST', '/api/v1/registers/general/entries', body);
    const { items } = (await owner.request('POST', '/api/v1/parties/search', { q: name }))
      .body as PartySuggestions;
    alikeIds.push(items[0]?.id ?? '');
  }
  const ask = async (path: string, body: object) =>
    (await owner.request('POST', `/api/v1/parties/${path}`, { requestId: randomUUID(), ...body }))
      .body as PartyPage;
  const merged = await ask(`${alikeIds[2]}/merge`, { mergedId: alikeIds[3] });
  const phone = await ask(`${partyId}/contacts`, { kind: 'phone', value: '0700 000 002' });
  const representation = { representedId: alikeIds[0], basis: 'attorney', from: '2025-01-01' };
  const { represents } = await ask(`${partyId}/representations`, representation);
  return {
    alikeIds,
    mergeId: merged.merged[0]?.mergeId ?? '',
    contactId: phone.contacts.find((contact) => contact.id !== null)?.id ?? '',
    representationId: represents[0]?.id ?? '',
  };
}

async function absencesOf(owner: Caller): Promise<Pick<Others, 'absences' | 'substituteId'>> {
  const substitute = await server.aCaller(['registrar']);
  const { items } = (await owner.request('GET', '/api/v1/colleagues')).body as { items: Colleague[] };
  const substituteId =
    items.find((each) => each.displayName.endsWith(substitute.username.replace('cont', '-')))?.staffId ?? '';
  const absences: string[] = [];
  for (let day = 1; day <= 24; day += 1) {
    const on = `2099-01-${String(day).padStart(2, '0')}`;
    const absence = anAbsence({ substituteId, firstDay: on, lastDay: on });
    absences.push(
      ((await owner.request('POST', '/api/v1/substitutions', absence)).body as { id: string }).id,
    );
  }
  return { absences, substituteId };
}

async function openPastBooks(archivist: Caller) {
  const operator = { accountId: null };
  for (let year = closedYear; year <= closedYear + 20; year++) {
    const opening = { register: 'general', year, firstNumber: 1, reason: 'o probă' };
    await openRegister(server.product, operator, opening);
    const address = `/api/v1/registers/general/books/${year}/closing`;
    const { body } = await archivist.request('GET', address);
    headsToClose.set(year, (body as { hash: string }).hash);
  }
  const hash = headsToClose.get(closedYear);
  const address = `/api/v1/registers/general/books/${closedYear}/closing`;
  await archivist.request('POST', address, { requestId: randomUUID(), hash });
}

async function exportBy(caller: Caller): Promise<string> {
  const body = { requestId: randomUUID(), format: 'csv', from: today, to: today };
  const answer = await caller.request('POST', '/api/v1/registers/general/exports', body);
  return (answer.body as { id: string }).id;
}

/** An act that may be reversed, and an account that nobody here uses. */
async function administered(): Promise<Pick<Others, 'actId' | 'accountId'>> {
  const administrator = callers.get('administrator');
  const { username } = await server.aCaller(['archivist'], 'juridic');
  const edits = [{ list: 'daysOff', before: null, after: { day: '2049-01-03', name: 'Zi liberă' } }];
  await administrator?.request('POST', '/api/v1/administration/changes', { requestId: randomUUID(), edits });
  const acts = await administrator?.request('GET', '/api/v1/administration/acts');
  const accounts = await administrator?.request('GET', '/api/v1/administration/accounts');
  const { items } = (accounts?.body ?? { items: [] }) as { items: { id: string; username: string }[] };
  return {
    actId: (acts?.body as { items: { id: string }[] } | undefined)?.items[0]?.id ?? '',
    accountId: items.find((account) => account.username === username)?.id ?? '',
  };
}

async function uploadBy(caller: Caller): Promise<string> {
  const { body } = await server.inject({
    method: 'POST',
    url: '/api/v1/uploads?name=cerere.png',
    headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(onePixelPng, 'base64'),
  });
  return (body as { id: string }).id;
}

const onePixelPng =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const everybody = Role.options;
const bookReaders: readonly Role[] = ['registrar', 'digital-officer', 'dispatcher', 'archivist', 'auditor'];
const entryReaders: readonly Role[] = [...bookReaders, 'director'];
const partyReaders: readonly Role[] = [
  'registrar',
  'digital-officer',
  'dispatcher',
  'case-handler',
  'head-of-unit',
  'director',
];

const partyEditors: readonly Role[] = ['registrar', 'digital-officer', 'case-handler', 'head-of-unit'];

/** One route: whom it serves for somebody else's thing, and what the rest are told. */
type Rule = {
  route: string;
  url?: (o: Others) => string;
  body?: (o: Others) => object;
  allowed: readonly Role[];
  /** 404 where the thing itself must not be betrayed, 403 where only the act is refused. */
  refused?: 403 | 404;
  /** Roles that see the row but may not do this to it. */
  forbidden?: readonly Role[];
};

function someDayOf(year: number, day: number) {
  const on = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10);
  return { firstDay: on, lastDay: on };
}

const entry = (o: Others) => `/api/v1/registers/general/entries/${o.year}/${o.number}`;
const act = (body: object) => () => ({ requestId: randomUUID(), ...body });
const next = (ids: string[]) => ids.pop() ?? 'none-left';
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });

const emptyFile = { name: 'gol.yaml', content: Buffer.from('{}').toString('base64') };
/** SHA-256 of an empty list of changes. */
const digestOfNothing = '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945';
let freshDays = 0;
const aFreshDay = () => new Date(Date.UTC(2050, 0, 1 + ++freshDays)).toISOString().slice(0, 10);

/** Case files at the legal unit: who sees the row of the book sees that there is one; only its readers work on it. */
const caseFileRules: readonly Rule[] = [
  { route: 'GET /api/v1/case-files', allowed: everybody },
  { route: 'GET /api/v1/case-files/counts', allowed: everybody },
  {
    route: 'POST /api/v1/case-files/assign',
    body: (o) => ({
      requestId: randomUUID(),
      items: [{ id: o.closedFiles[0], version: 1 }],
      to: { self: true },
    }),
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/case-files/close',
    body: (o) => ({
      requestId: randomUUID(),
      items: [{ id: o.closedFiles[0], version: 1 }],
      outcome: 'for-information',
    }),
    allowed: everybody,
  },
  ...['', '/chronology', '/assignees'].map((page) => ({
    route: `GET /api/v1/case-files/:id${page}`,
    url: (o: Others) => `/api/v1/case-files/${o.closedFiles[0]}${page}`,
    allowed: entryReaders,
  })),
  {
    route: 'GET /api/v1/case-files/:id/accesses',
    url: (o) => `/api/v1/case-files/${o.closedFiles[0]}/accesses`,
    allowed: ['director'],
    forbidden: bookReaders,
  },
  {
    route: 'GET /api/v1/case-files/:id/opis.pdf',
    url: (o) => `/api/v1/case-files/${o.closedFiles[0]}/opis.pdf`,
    allowed: ['director'],
    forbidden: bookReaders,
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/case-file',
    url: (o) => `${entry(o)}/case-file`,
    allowed: entryReaders,
  },
  {
    route: 'POST /api/v1/case-files/:id/assign',
    url: (o) => `/api/v1/case-files/${next(o.openFiles)}/assign`,
    body: act({ version: 1, to: { unit: 'contencios' } }),
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  {
    route: 'POST /api/v1/case-files/:id/join',
    url: (o) => `/api/v1/case-files/${next(o.openFiles)}/join`,
    body: (o) => ({ requestId: randomUUID(), version: 1, year: o.year, number: o.joinInto }),
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  ...[
    { verb: 'return', body: { version: 1, reason: 'nu este al nostru' } },
    { verb: 'close', body: { version: 1, outcome: 'filed' } },
    { verb: 'note', body: { text: 'de urmărit' } },
  ].map(
    ({ verb, body }): Rule => ({
      route: `POST /api/v1/case-files/:id/${verb}`,
      url: (o) => `/api/v1/case-files/${next(o.openFiles)}/${verb}`,
      body: act(body),
      allowed: ['director'],
      forbidden: bookReaders,
    }),
  ),
  {
    route: 'POST /api/v1/case-files/:id/reopen',
    url: (o) => `/api/v1/case-files/${next(o.closedFiles)}/reopen`,
    body: act({ version: 2, reason: 'a venit o completare' }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  { route: 'GET /api/v1/resolution-models', allowed: everybody },
  {
    route: 'POST /api/v1/resolution-models',
    body: () => ({ requestId: randomUUID(), name: randomUUID(), text: 'Spre soluționare.' }),
    allowed: everybody,
  },
  {
    route: 'DELETE /api/v1/resolution-models/:id',
    url: (o) => `/api/v1/resolution-models/${o.resolutionModelId}`,
    allowed: [],
  },
];

const rules: readonly Rule[] = [
  ...caseFileRules,
  { route: 'GET /api/v1/session', allowed: everybody },
  { route: 'GET /api/v1/units', allowed: everybody },
  { route: 'GET /api/v1/offices', allowed: everybody },
  { route: 'GET /api/v1/categories', allowed: everybody },
  { route: 'GET /api/v1/nomenclature', allowed: everybody },
  { route: 'GET /api/v1/registers', allowed: everybody },
  {
    route: 'GET /api/v1/registers/:code/entries',
    url: () => '/api/v1/registers/general/entries',
    allowed: everybody,
  },
  {
    route: 'GET /api/v1/registers/:code/summary',
    url: () => '/api/v1/registers/general/summary',
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/registers/:code/entries',
    url: () => '/api/v1/registers/general/entries',
    body: () => ({ ...aRegistration(), register: undefined }),
    allowed: ['registrar', 'digital-officer'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/registers/:code/entries/similar',
    url: () => '/api/v1/registers/general/entries/similar',
    body: () => ({}),
    allowed: everybody,
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number',
    url: entry,
    allowed: entryReaders,
    refused: 404,
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/correction',
    url: (o) => `${entry(o)}/correction`,
    body: () => ({
      requestId: randomUUID(),
      sheets: Math.floor(Math.random() * 90_000),
      reason: 'numărate din nou',
    }),
    allowed: ['registrar', 'digital-officer'],
    forbidden: ['dispatcher', 'archivist', 'auditor', 'director'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/joinder',
    url: (o) => `${entry(o)}/joinder`,
    body: (o) => ({ requestId: randomUUID(), year: o.year, number: o.number + 1 }),
    allowed: ['registrar', 'digital-officer'],
    forbidden: ['dispatcher', 'archivist', 'auditor', 'director'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/routing',
    url: (o) => `${entry(o)}/routing`,
    body: act({ unit: 'juridic' }),
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/dispatch',
    url: (o) => `${entry(o)}/dispatch`,
    body: act({ dispatchedOn: today, resolution: 'răspuns', addressee: 'Brutăria Măgura' }),
    allowed: ['registrar', 'digital-officer', 'dispatcher'],
    forbidden: ['archivist', 'auditor', 'director'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/classification',
    url: (o) => `${entry(o)}/classification`,
    body: act({ nomenclatureCode: 'I-01' }),
    allowed: ['registrar', 'archivist'],
    forbidden: ['digital-officer', 'dispatcher', 'auditor', 'director'],
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/receipt.pdf',
    url: (o) => `${entry(o)}/receipt.pdf`,
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/label.pdf',
    url: (o) => `${entry(o)}/label.pdf`,
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  // The row of the book is one right, the file another: of those who see the row, only its readers see the file.
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/documents/:documentId/content',
    url: (o) => `${entry(o)}/documents/${o.documentId}/content`,
    allowed: ['director'],
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/documents/:documentId/pages/:page.png',
    url: (o) => `${entry(o)}/documents/${o.documentId}/pages/1.png`,
    allowed: ['director'],
  },
  {
    route: 'GET /api/v1/parties/:id/entries',
    url: (o) => `/api/v1/parties/${o.partyId}/entries`,
    allowed: partyReaders,
    refused: 403,
  },
  {
    route: 'GET /api/v1/parties/:id/accesses',
    url: (o) => `/api/v1/parties/${o.partyId}/accesses`,
    allowed: partyReaders,
    refused: 403,
  },
  { route: 'GET /api/v1/party-duplicates', allowed: ['registrar'], refused: 403 },
  {
    route: 'GET /api/v1/parties/:id/duplicates',
    url: (o) => `/api/v1/parties/${o.partyId}/duplicates`,
    allowed: ['registrar'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/merge',
    url: (o) => `/api/v1/parties/${o.partyId}/merge`,
    body: (o) => ({ requestId: randomUUID(), mergedId: o.alikeIds[1] }),
    allowed: ['registrar'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/unmerge',
    url: (o) => `/api/v1/parties/${o.alikeIds[2]}/unmerge`,
    body: (o) => ({ requestId: randomUUID(), mergeId: o.mergeId, reason: 'Două persoane' }),
    allowed: ['registrar'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/distinction',
    url: (o) => `/api/v1/parties/${o.partyId}/distinction`,
    body: (o) => ({ requestId: randomUUID(), otherId: o.alikeIds[0] }),
    allowed: ['registrar'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/contacts',
    url: (o) => `/api/v1/parties/${o.partyId}/contacts`,
    body: () => ({ requestId: randomUUID(), kind: 'email', value: `${randomUUID()}@exemplu.ro` }),
    allowed: partyEditors,
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/contacts/:contactId',
    url: (o) => `/api/v1/parties/${o.partyId}/contacts/${o.contactId}`,
    body: act({ change: 'prefer' }),
    allowed: partyEditors,
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/representations',
    url: (o) => `/api/v1/parties/${o.partyId}/representations`,
    body: (o) => ({
      requestId: randomUUID(),
      representedId: o.alikeIds[0],
      basis: 'mandate',
      from: '2026-01-01',
    }),
    allowed: partyEditors,
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/representations/:representationId/end',
    url: (o) => `/api/v1/parties/${o.partyId}/representations/${o.representationId}/end`,
    body: act({ until: '2026-01-01' }),
    allowed: partyEditors,
    refused: 403,
  },
  // The book leaves the house only with who may read all of it.
  {
    route: 'GET /api/v1/registers/:code/exports/preview',
    url: () => `/api/v1/registers/general/exports/preview?from=${today}&to=${today}`,
    allowed: bookReaders,
    refused: 403,
  },
  {
    route: 'POST /api/v1/registers/:code/exports',
    url: () => '/api/v1/registers/general/exports',
    body: act({ format: 'csv', from: today, to: today }),
    allowed: bookReaders,
    refused: 403,
  },
  // Each closing takes a book that was not closed yet; the paper is that of one that was.
  {
    route: 'GET /api/v1/registers/:code/books/:year/closing',
    url: () => `/api/v1/registers/general/books/${closedYear}/closing`,
    allowed: [...bookReaders, 'director'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/registers/:code/books/:year/closing',
    url: () => `/api/v1/registers/general/books/${++nextToClose}/closing`,
    body: () => ({ requestId: randomUUID(), hash: headsToClose.get(nextToClose) }),
    allowed: ['archivist', 'director'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/registers/:code/books/:year/closing.pdf',
    url: () => `/api/v1/registers/general/books/${closedYear}/closing.pdf`,
    allowed: [...bookReaders, 'director'],
    refused: 403,
  },
  // Somebody else's work in the background is not there for anybody.
  { route: 'GET /api/v1/long-works', allowed: everybody },
  { route: 'GET /api/v1/long-works/:id', url: (o) => `/api/v1/long-works/${o.longWorkId}`, allowed: [] },
  {
    route: 'GET /api/v1/long-works/:id/file',
    url: (o) => `/api/v1/long-works/${o.longWorkId}/file`,
    allowed: [],
  },
  {
    route: 'POST /api/v1/long-works/:id/cancellation',
    url: (o) => `/api/v1/long-works/${o.longWorkId}/cancellation`,
    allowed: [],
  },
  { route: 'GET /api/v1/emergency/sheets', allowed: everybody },
  {
    route: 'POST /api/v1/emergency/sheets',
    body: () => ({ requestId: randomUUID(), office: 'sediu', register: 'general', lines: 2 }),
    allowed: ['registrar', 'digital-officer'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/emergency/sheets/:id',
    url: (o) => `/api/v1/emergency/sheets/${o.sheet.id}`,
    allowed: ['registrar', 'digital-officer'],
    refused: 404,
  },
  {
    route: 'GET /api/v1/emergency/sheets/:id/sheet.pdf',
    url: (o) => `/api/v1/emergency/sheets/${o.sheet.id}/sheet.pdf`,
    allowed: ['registrar', 'digital-officer'],
    refused: 404,
  },
  {
    route: 'POST /api/v1/emergency/sheets/:id/lines/:number/entry',
    url: (o) => `/api/v1/emergency/sheets/${o.sheet.id}/lines/${o.sheet.lines.shift()}/entry`,
    body: () => ({ ...aRegistration(), register: undefined, ...thisMinute() }),
    allowed: ['registrar', 'digital-officer'],
    refused: 404,
  },
  {
    route: 'POST /api/v1/emergency/sheets/:id/void',
    url: (o) => `/api/v1/emergency/sheets/${o.sheet.id}/void`,
    body: act({ reason: 'Rânduri nefolosite' }),
    allowed: ['registrar', 'digital-officer'],
    refused: 404,
  },
  {
    route: 'GET /api/v1/emergency/entries',
    url: (o) => `/api/v1/emergency/entries?number=${o.sheet.enteredCode}`,
    allowed: bookReaders,
    refused: 404,
  },
  {
    route: 'GET /api/v1/registers/:code/history/years',
    url: () => '/api/v1/registers/general/history/years',
    allowed: everybody,
  },
  {
    route: 'GET /api/v1/registers/:code/history',
    url: () => '/api/v1/registers/general/history?year=2019',
    allowed: bookReaders,
    refused: 404,
  },
  {
    route: 'POST /api/v1/registers/:code/history',
    url: () => '/api/v1/registers/general/history?mode=import&name=vechi.csv&map=number=1;date=2;subject=3',
    // As a file the JSON is one line: its header.
    body: () => ({ nr: 1, data: 2, continut: 3 }),
    allowed: ['registrar', 'archivist'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/search',
    url: () => '/api/v1/parties/search',
    body: () => ({ q: 'brut' }),
    allowed: partyReaders,
    refused: 403,
  },
  {
    route: 'GET /api/v1/parties/:id',
    url: (o) => `/api/v1/parties/${o.partyId}`,
    allowed: partyReaders,
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/reveal',
    url: (o) => `/api/v1/parties/${o.partyId}/reveal`,
    body: act({ purpose: 'verificarea identității' }),
    allowed: ['registrar'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/uploads',
    url: () => '/api/v1/uploads?name=x.txt',
    body: () => ({ some: 'bytes' }),
    allowed: ['registrar', 'digital-officer'],
    refused: 403,
  },
  // Somebody else's upload, model or session is not there for anybody.
  {
    route: 'GET /api/v1/uploads/:id/pages/:page.png',
    url: (o) => `/api/v1/uploads/${o.uploadId}/pages/1.png`,
    allowed: [],
  },
  { route: 'DELETE /api/v1/uploads/:id', url: (o) => `/api/v1/uploads/${o.uploadId}`, allowed: [] },
  // Everybody may search; what is found is only theirs (search-entries.test.ts).
  { route: 'POST /api/v1/search', body: () => ({ text: 'brutaru' }), allowed: everybody },
  { route: 'GET /api/v1/entry-models', allowed: everybody },
  {
    route: 'POST /api/v1/entry-models',
    body: () => ({
      requestId: randomUUID(),
      name: randomUUID(),
      channel: null,
      category: null,
      unit: null,
      subject: '',
      sheets: 1,
      annexes: 0,
    }),
    allowed: everybody,
  },
  { route: 'DELETE /api/v1/entry-models/:id', url: (o) => `/api/v1/entry-models/${o.modelId}`, allowed: [] },
  { route: 'GET /api/v1/saved-views', allowed: everybody },
  {
    route: 'POST /api/v1/saved-views',
    body: () => ({ requestId: randomUUID(), list: 'works', name: randomUUID(), query: 'vechime=7' }),
    allowed: everybody,
  },
  { route: 'DELETE /api/v1/saved-views/:id', url: (o) => `/api/v1/saved-views/${o.viewId}`, allowed: [] },
  // Sessions are a person's own business: a program with a token neither lists nor ends them.
  { route: 'GET /api/v1/sessions', allowed: [], refused: 403 },
  {
    route: 'DELETE /api/v1/sessions/:id',
    url: (o) => `/api/v1/sessions/${o.sessionId}`,
    allowed: [],
    refused: 403,
  },
  // How somebody comes in is changed by that person alone, in a browser.
  { route: 'GET /api/v1/second-factors', allowed: [], refused: 403 },
  ...['totp', 'totp/remove', 'recovery-codes', 'passkey-options'].map(
    (act): Rule => ({
      route: `POST /api/v1/second-factors/${act}`,
      body: () => ({ password: 'orice' }),
      allowed: [],
      refused: 403,
    }),
  ),
  {
    route: 'POST /api/v1/second-factors/totp/confirm',
    body: () => ({ code: '123456' }),
    allowed: [],
    refused: 403,
  },
  {
    route: 'POST /api/v1/second-factors/passkeys',
    body: () => ({
      name: 'Telefon',
      credential: {
        id: 'a',
        rawId: 'a',
        type: 'public-key',
        response: { clientDataJSON: 'a', attestationObject: 'a' },
      },
    }),
    allowed: [],
    refused: 403,
  },
  {
    route: 'DELETE /api/v1/second-factors/passkeys/:id',
    url: (o) => `/api/v1/second-factors/passkeys/${o.sessionId}`,
    allowed: [],
    refused: 403,
  },
  {
    route: 'POST /api/v1/session/password',
    body: () => ({ password: 'orice', newPassword: 'alta orice altceva' }),
    allowed: [],
    refused: 403,
  },
  { route: 'GET /api/v1/substitutions', allowed: everybody },
  { route: 'GET /api/v1/colleagues', allowed: everybody },
  { route: 'GET /api/v1/live', allowed: everybody },
  // One's own absence anybody declares; somebody else's, who leads them or keeps the organisation.
  {
    route: 'POST /api/v1/substitutions',
    body: (o) => anAbsence({ substituteId: o.substituteId, firstDay: '2099-02-01', lastDay: '2099-02-02' }),
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/substitutions/:id/change',
    url: (o) => `/api/v1/substitutions/${o.absences.pop()}/change`,
    body: (o) => anAbsence({ substituteId: o.substituteId, ...someDayOf(2100, o.absences.length) }),
    allowed: ['director', 'administrator'],
  },
  {
    route: 'POST /api/v1/substitutions/:id/end',
    url: (o) => `/api/v1/substitutions/${o.absences.pop()}/end`,
    body: act({}),
    allowed: ['director', 'administrator'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/annulment',
    url: (o) => `${entry(o)}/annulment`,
    body: act({ reason: 'înregistrat de două ori' }),
    allowed: ['registrar'],
    forbidden: ['digital-officer', 'dispatcher', 'archivist', 'auditor', 'director'],
  },
  { route: 'GET /api/v1/holidays', url: () => '/api/v1/holidays?year=2026', allowed: everybody },
  // How the house is set up: the administrator's alone.
  { route: 'GET /api/v1/administration/organisation', allowed: ['administrator'], refused: 403 },
  {
    route: 'POST /api/v1/administration/changes',
    body: () => ({
      requestId: randomUUID(),
      edits: [{ list: 'daysOff', before: null, after: { day: aFreshDay(), name: 'Zi liberă' } }],
    }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/administration/export',
    url: () => '/api/v1/administration/export?format=csv',
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/import/preview',
    body: () => emptyFile,
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/import',
    body: () => ({ requestId: randomUUID(), ...emptyFile, digest: digestOfNothing }),
    allowed: ['administrator'],
    refused: 403,
  },
  { route: 'GET /api/v1/system', allowed: ['administrator'], refused: 403 },
  { route: 'GET /api/v1/administration/acts', allowed: ['administrator'], refused: 403 },
  {
    route: 'GET /api/v1/administration/acts/:id',
    url: (o) => `/api/v1/administration/acts/${o.actId}`,
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/acts/:id/revert',
    url: (o) => `/api/v1/administration/acts/${o.actId}/revert`,
    body: act({}),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/reorganisations/preview',
    body: () => ({ unit: 'contencios', successor: 'registratura', closedOn: '2099-01-01' }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/reorganisations',
    body: act({ unit: 'contencios', successor: 'registratura', closedOn: '2099-01-01' }),
    allowed: ['administrator'],
    refused: 403,
  },
  { route: 'GET /api/v1/administration/accounts', allowed: ['administrator'], refused: 403 },
  {
    route: 'POST /api/v1/administration/accounts',
    body: act({ staffCode: 'zamfira-porumbacu', username: 'zamfira' }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/administration/accounts/:id',
    url: (o) => `/api/v1/administration/accounts/${o.accountId}`,
    allowed: ['administrator'],
    refused: 403,
  },
  ...['password', 'closing', 'reopening'].map((path) => ({
    route: `POST /api/v1/administration/accounts/:id/${path}`,
    url: (o: Others) => `/api/v1/administration/accounts/${o.accountId}/${path}`,
    body: act({}),
    allowed: ['administrator'] as const,
    refused: 403 as const,
  })),
  ...['grants', 'grants/withdrawal'].map((path) => ({
    route: `POST /api/v1/administration/accounts/:id/${path}`,
    url: (o: Others) => `/api/v1/administration/accounts/${o.accountId}/${path}`,
    body: act({ role: 'archivist', unit: null }),
    allowed: ['administrator'] as const,
    refused: 403 as const,
  })),
  {
    route: 'GET /api/v1/administration/readers',
    url: (o) => `/api/v1/administration/readers?register=general&year=${o.year}&number=${o.number}`,
    allowed: ['administrator'],
    refused: 403,
  },
  { route: 'GET /api/v1/administration/registers', allowed: ['administrator'], refused: 403 },
  {
    route: 'POST /api/v1/administration/registers',
    body: act({ name: 'Registrul dispozițiilor', unit: null }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/registers/:code/sub-registers',
    url: () => '/api/v1/administration/registers/general/sub-registers',
    body: () => ({ requestId: randomUUID(), code: `s${randomUUID().slice(0, 8)}`, name: 'Dispoziții' }),
    allowed: ['administrator'],
    refused: 403,
  },
  // Who is named on a register is told to whoever is named on it: a register of any other kind is not there.
  ...['GET', 'POST'].map((method) => ({
    route: `${method} /api/v1/registers/:code/members`,
    url: () => '/api/v1/registers/general/members',
    ...(method === 'POST' ? { body: act({ staffCode: 'zamfira-porumbacu' }) } : {}),
    allowed: [],
  })),
  {
    route: 'POST /api/v1/registers/:code/members/removal',
    url: () => '/api/v1/registers/general/members/removal',
    body: act({ staffCode: 'zamfira-porumbacu' }),
    allowed: [],
  },
];

/** Anybody may call these; each says so where it is declared. */
const publicRoutes = [
  'POST /api/v1/password',
  'GET /api/v1/public/institution',
  'POST /api/v1/session/passkey',
  'POST /api/v1/session/passkey-options',
  'POST /api/v1/session',
  'DELETE /api/v1/session',
];

const split = (route: string) => route.split(' ') as ['GET' | 'POST' | 'DELETE', string];

test('every route of the API has a rule here', () => {
  const paths = server.app.swagger().paths ?? {};
  const served = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map(
      (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
  const api = served.filter((route) => route.includes('/api/v1/'));
  expect(api.toSorted()).toEqual([...rules.map((rule) => rule.route), ...publicRoutes].toSorted());
});

describe.each(rules)('$route', (rule) => {
  const [method, path] = split(rule.route);
  const address = () => rule.url?.(others) ?? path;

  test('asks who calls', async () => {
    const { status } = await server.inject({
      method,
      url: address(),
      ...(rule.body ? { payload: rule.body(others) } : {}),
    });
    expect(status).toBe(401);
  });

  test('refuses a token that nobody was given', async () => {
    const headers = { authorization: `Bearer ${'0'.repeat(64)}` };
    const { status } = await server.inject({
      method,
      url: address(),
      headers,
      ...(rule.body ? { payload: rule.body(others) } : {}),
    });
    // After some thirty unknown tokens in a minute the limiter answers before anybody is looked up.
    expect([401, 429]).toContain(status);
  });

  test.each(everybody)('answers as it must to: %s', async (role) => {
    const caller = callers.get(role);
    const { status } = (await caller?.request(method, address(), rule.body?.(others))) ?? { status: 0 };
    if (rule.allowed.includes(role)) expect([200, 201, 202, 204]).toContain(status);
    else if (rule.forbidden?.includes(role)) expect(status).toBe(403);
    else expect(status).toBe(rule.refused ?? 404);
  });
});
