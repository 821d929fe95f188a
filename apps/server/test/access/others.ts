import { randomUUID } from 'node:crypto';
import {
  type CaseItems,
  type CaseTasks,
  type CaseTerms,
  type Colleague,
  type EmergencySheetDetail,
  type EntryDetail,
  encodeLabelCode,
  type LetterDetail,
  type PartyPage,
  type PartySuggestion,
  type PartySuggestions,
  Role,
} from '@opis/contracts';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { z } from 'zod';
import { queueMessage } from '../../src/modules/outgoing-mail/index.ts';
import { openRegister } from '../../src/modules/registry/open-register.ts';
import { followLedger } from '../../src/modules/search/index.ts';
import { aRegistration } from '../a-registry.ts';
import { aServer, type Caller } from '../a-server.ts';
import { anAbsence } from '../a-substitution.ts';
import { keepTexts } from '../some-texts.ts';
import { aDatabase } from '../test-database.ts';
import { closedYear, headsToClose } from './past-books.ts';
import { type Others, thisMinute, today } from './rule.ts';

/** The product under test. */
export const server = await aServer(await aDatabase());

/** One caller for each role. */
export const callers = new Map<Role, Caller>();

/** Heads and handlers are of another unit than the one where the entry lies. */
const unitOf = (role: Role) => (role === 'case-handler' || role === 'head-of-unit' ? 'registratura' : null);

/** Makes one caller for each role, and somebody else's things; in the set-up of the file. */
export async function makeOthers(): Promise<Others> {
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
  await readEveryFile();
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
  return {
    year,
    number,
    documentId: detail.documents[0]?.id ?? '',
    uploadId: waiting,
    partyId: items[0]?.id ?? '',
    modelId: model.requestId,
    sessionId: randomUUID(),
    ...(await someCaseFiles(owner)),
    requests: await someRequests(owner),
    permit: await aPermit(owner),
    ...(await absencesOf(owner)),
    viewId: view.requestId,
    longWorkId: await exportBy(owner),
    sheet: await aSheet(owner),
    ...(await someAlike(owner, items[0]?.id ?? '')),
    ...(await administered()),
  };
}

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
  const [joinInto, ...open] = await filesBy(owner, 172);
  const closed = await filesBy(owner, 14);
  const papers = await filesBy(owner, 16);
  for (const { id } of closed) {
    const body = { requestId: randomUUID(), version: 1, outcome: 'filed' };
    expect((await head.request('POST', `/api/v1/case-files/${id}/close`, body)).status).toBe(200);
  }
  const model = { requestId: randomUUID(), name: 'Spre știință', text: 'Spre știință.' };
  await owner.request('POST', '/api/v1/resolution-models', model);
  return {
    openFiles: open.map(({ id }) => id),
    closedFiles: closed.map(({ id }) => id),
    labels: papers.map(({ year, number }) => encodeLabelCode({ register: 'G', year, number })),
    tasks: await tasksOf(head, open.pop()?.id ?? ''),
    outgoingMessageId: await aMessage(open.at(-1)?.id ?? ''),
    letter: await aDraft(head, open.pop()?.id ?? ''),
    joinInto: joinInto?.number ?? 0,
    resolutionModelId: model.requestId,
  };
}

async function tasksOf(head: Caller, fileId: string): Promise<string[]> {
  const steps = [[{ kind: 'endorsement', to: { unit: 'juridic' } }]];
  await Promise.all(
    Array.from({ length: 56 }, () =>
      head.request('POST', `/api/v1/case-files/${fileId}/tasks`, {
        requestId: randomUUID(),
        version: 1,
        steps,
      }),
    ),
  );
  const { body } = await head.request('GET', `/api/v1/case-files/${fileId}/tasks`);
  return (body as CaseTasks).items.map(({ id }) => id);
}

async function aMessage(caseFileId: string): Promise<string> {
  const { db, clock } = server.product;
  const { rows } = await sql<{ id: string }>`SELECT accounts.id FROM accounts LIMIT 1`.execute(db);
  const by = { accountId: rows[0]?.id ?? '', onBehalfOf: null };
  const message = { purpose: 'other', caseFileId, by, subject: 'Înștiințare', body: 'Bună ziua' } as const;
  const to = { address: 'ana.pop@exemplu.ro', name: 'Ana Pop' };
  return (await db.transaction().execute((tx) => queueMessage(tx, { clock }, { ...message, to }))).id;
}

async function aDraft(head: Caller, fileId: string): Promise<Others['letter']> {
  const body = { requestId: randomUUID(), kind: 'information' };
  const made = await head.request('POST', `/api/v1/case-files/${fileId}/letters`, body);
  const { id, version, content } = made.body as LetterDetail;
  const kept = await head.request('POST', `/api/v1/letters/${id}/draft`, { version, content, keep: true });
  const { versions } = kept.body as LetterDetail;
  expect(versions).toHaveLength(1);
  const module = {
    requestId: randomUUID(),
    name: 'încheiere',
    body: { type: 'doc', content: [] },
    scope: 'own',
  };
  expect((await head.request('POST', '/api/v1/text-modules', module)).status).toBe(201);
  return { id, version, content, fileId, authorId: randomUUID(), moduleId: module.requestId };
}

async function someRequests(owner: Caller): Promise<string[]> {
  const { register: _, ...body } = aRegistration({
    unit: 'juridic',
    procedure: 'foi-request',
    channel: 'email',
  });
  const made = await Promise.all(
    Array.from({ length: 9 }, () =>
      owner.request('POST', '/api/v1/registers/general/entries', { ...body, requestId: randomUUID() }),
    ),
  );
  return made.map((answer) => (answer.body as EntryDetail).id);
}

async function aPermit(owner: Caller): Promise<Others['permit']> {
  const { register: _, ...body } = aRegistration({ unit: 'juridic', procedure: 'authorisation' });
  const made = await owner.request('POST', '/api/v1/registers/general/entries', body);
  const { id } = made.body as EntryDetail;
  const uploads = [await uploadBy(owner)];
  const added = await owner.request('POST', `/api/v1/case-files/${id}/documents`, {
    requestId: randomUUID(),
    uploads,
  });
  const { items } = added.body as z.infer<typeof CaseItems>;
  const head = await server.aCaller(['head-of-unit'], 'juridic');
  const terms = (await head.request('GET', `/api/v1/case-files/${id}/terms`)).body as z.infer<
    typeof CaseTerms
  >;
  return { id, documentId: items.at(-1)?.file?.documentId ?? '', termId: terms.items[0]?.id ?? '' };
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

/** Every file that is there says something, and the search knows it. */
async function readEveryFile() {
  const { db, clock, keys } = server.product;
  const { rows } = await sql<{ sha256: string }>`SELECT blobs.sha256 FROM blobs`.execute(db);
  for (const { sha256 } of rows) await keepTexts(db, sha256, ['Cerere de adeverință']);
  await followLedger({ db, clock, keys });
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
