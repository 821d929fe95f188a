import { randomUUID } from 'node:crypto';
import type { LiveNews, LiveNotice } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aLiveProcess, aLiveReader } from '../../../test/a-live-reader.ts';
import { aRegistration } from '../../../test/a-registry.ts';
import { aServer, type Caller } from '../../../test/a-server.ts';
import { anAbsence } from '../../../test/a-substitution.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { announceChange } from '../events/index.ts';
import { createRegister } from '../registry/index.ts';

const { db } = await aDatabase();
const server = await aServer({ db } as never);
const seenFiles = new Set<string>();
const other = await aLiveProcess(server.product, {
  mayWatch: async (_actor, caseFileId) => seenFiles.has(caseFileId),
});

const bearer = ({ token }: Caller) => ({ authorization: `Bearer ${token}` });
const staffIdOf = async ({ username }: Caller) =>
  (await sql<{ staff_id: string }>`SELECT staff_id FROM accounts WHERE username = ${username}`.execute(db))
    .rows[0]?.staff_id ?? '';
const unitIdOf = async (code: string) =>
  (await sql<{ id: string }>`SELECT id FROM units WHERE code = ${code}`.execute(db)).rows[0]?.id ?? '';

async function ask(caller: Caller, since?: string, watch?: string): Promise<LiveNews> {
  const query = new URLSearchParams({ ...(since && { since }), ...(watch && { watch }) });
  const { body } = await caller.request('GET', `/api/v1/live?${query}`);
  return body;
}

/** The case files of which the caller is told since the place; the coarse „any of them” of who was away left out. */
const filesIn = ({ changes }: LiveNews) =>
  changes.flatMap((notice) => (notice.topic === 'case-files' && notice.id !== null ? [notice.id] : []));

const touch = (principals: readonly string[], sealedRegisterId: string | null = null) => {
  const subjectId = newId();
  return announceChange(db, {
    topic: 'case-files',
    subjectId,
    principals,
    sealedRegisterId,
    at: new Date(),
  }).then(() => subjectId);
};

test('what is registered through one process is told to a page of another', async () => {
  const registrar = await server.aCaller(['registrar']);
  const handler = await server.aCaller(['case-handler'], 'juridic');
  const [page, handlersPage] = [
    await aLiveReader(other.address, bearer(registrar)),
    await aLiveReader(other.address, bearer(handler)),
  ];
  const { register: _register, ...body } = aRegistration({ unit: 'juridic' });
  const { status } = await registrar.request('POST', '/api/v1/registers/general/entries', body);
  expect(status).toBe(201);
  expect((await page.next())?.changes).toContainEqual({ topic: 'entries', register: 'general' });
  // The year's first number opens the book by an act of its own, which reaches no unit.
  const told = await newsUntil(handlersPage, 'case-files');
  expect(told).toContainEqual({ topic: 'case-files', id: null });
  page.cut();
  handlersPage.cut();
});

test('a stream is not to be kept by anybody on the way, and is not compressed', async () => {
  const page = await aLiveReader(other.address, bearer(await server.aCaller([])));
  const headers = Object.fromEntries(page.response.headers);
  expect(page.response.status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  expect(headers).not.toHaveProperty('content-encoding');
  page.cut();
});

test('nothing is lost in the order of commits: what began before the place and ended after it is told', async () => {
  const caller = await server.aCaller([]);
  const me = await staffIdOf(caller);
  const late = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<string>();
  const slow = db.transaction().execute(async (tx) => {
    const subjectId = newId();
    await announceChange(tx, { topic: 'case-files', subjectId, principals: [me], at: new Date() });
    begun.resolve(subjectId);
    await late.promise;
  });
  const slowFile = await begun.promise;
  const quickFile = await touch([me]);
  const first = await ask(caller, (await ask(caller)).place);
  expect(filesIn(first)).toEqual([]);
  late.resolve();
  await slow;
  const second = await ask(caller, first.place);
  expect(filesIn(second)).toEqual([slowFile]);
  expect(filesIn(await ask(caller, second.place))).toEqual([]);
  expect(quickFile).not.toBe(slowFile);
});

test('a page that was cut off goes on from its place, on another process, and misses nothing', async () => {
  const caller = await server.aCaller([]);
  const me = await staffIdOf(caller);
  const page = await aLiveReader(other.address, bearer(caller));
  const first = await touch([me]);
  const news = await page.next();
  expect(filesIn(news ?? fail())).toEqual([first]);
  page.cut();
  const missed = [await touch([me]), await touch([me])];
  const third = await aLiveProcess(server.product);
  const headers = { ...bearer(caller), 'last-event-id': page.place() };
  const response = await fetch(`${third.address}/api/v1/live`, {
    headers: { accept: 'text/event-stream', ...headers },
  });
  const reader = response.body?.getReader();
  const text = new TextDecoder().decode((await reader?.read())?.value);
  for (const id of missed) expect(text).toContain(id);
  expect(text).not.toContain(first);
  await reader?.cancel();
});

test('who stands where hints are no longer kept, or were never said, reads everything anew', async () => {
  const caller = await server.aCaller([]);
  const { place } = await ask(caller);
  const [at = '', snapshot = ''] = place.split('_');
  const old = `${Number(at) - 4_000_000}_${snapshot}`;
  const ofAnotherDatabase = `${at}_999999999:999999999:`;
  for (const since of [old, ofAnotherDatabase, 'rubbish', `${at}_9:1:`, '%00', 'x'.repeat(8000)]) {
    expect(await ask(caller, since)).toMatchObject({ everything: true, changes: [] });
  }
  expect((await ask(caller)).everything).toBe(false);
});

test('people are told of what is theirs or their units’, of nothing else', async () => {
  const handler = await server.aCaller(['case-handler'], 'juridic');
  const stranger = await server.aCaller(['registrar', 'auditor', 'administrator']);
  const [me, juridic, contencios] = [
    await staffIdOf(handler),
    await unitIdOf('juridic'),
    await unitIdOf('contencios'),
  ];
  const [mine, theirs] = [await ask(handler), await ask(stranger)];
  const [own, ours] = [await touch([me]), await touch([juridic])];
  await touch([contencios]);
  await touch([]);
  expect(filesIn(await ask(handler, mine.place))).toEqual([own, ours]);
  expect(filesIn(await ask(stranger, theirs.place))).toEqual([]);
});

test('a file on the screen is told of when its row may be seen, and only then', async () => {
  const registrar = await server.aCaller(['registrar']);
  const { place } = await ask(registrar);
  const file = await touch([newId()]);
  const page = await aLiveReader(other.address, bearer(registrar), `?since=${place}&watch=${file}`);
  const unseen = await touch([newId()]);
  seenFiles.add(file);
  const allowed = await aLiveReader(other.address, bearer(registrar), `?watch=${file}`);
  await announceChange(db, { topic: 'case-files', subjectId: unseen, principals: [], at: new Date() });
  await announceChange(db, { topic: 'case-files', subjectId: file, principals: [], at: new Date() });
  expect(filesIn((await allowed.next()) ?? fail())).toEqual([file]);
  page.cut();
  allowed.cut();
});

test('what lies in a confidential register is told to whoever is named on it, whatever else they may read', async () => {
  const code = 'avertizori';
  await createRegister({ db, now: new Date() }, { accountId: null }, {
    code,
    name: 'Registrul avertizorilor',
    labelCode: 'V',
    kind: 'confidential',
    subRegisters: [],
  } as never);
  const { rows } = await sql<{ id: string }>`SELECT id FROM registers WHERE code = ${code}`.execute(db);
  const registerId = rows[0]?.id ?? '';
  const named = await server.aCaller([]);
  const director = await server.aCaller(['director', 'administrator', 'auditor', 'registrar']);
  await sql`INSERT INTO register_members (register_id, staff_id, added_at)
    VALUES (${registerId}, ${await staffIdOf(named)}, now())`.execute(db);
  const deputy = await server.aCaller(['registrar']);
  const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });
  const absence = anAbsence({ substituteId: await staffIdOf(deputy), firstDay: day, lastDay: day });
  expect((await named.request('POST', '/api/v1/substitutions', absence)).status).toBe(201);
  const callers = [named, director, deputy];
  const places = await Promise.all(callers.map((caller) => ask(caller)));
  const principals = [await staffIdOf(named), await staffIdOf(director), await unitIdOf('juridic')];
  const file = await touch(principals, registerId);
  const told = await Promise.all(callers.map((caller, at) => ask(caller, places[at]?.place)));
  expect(told.map(filesIn)).toEqual([[file], [], []]);
  const registersIn = ({ changes }: LiveNews) =>
    changes.flatMap((notice: LiveNotice) => (notice.topic === 'entries' ? [notice.register] : []));
  expect(told.map((news) => registersIn(news).includes(code))).toEqual([true, false, false]);
});

test('a page is told when its rights change, and from then on of what they open', async () => {
  const [absent, substitute] = [
    await server.aCaller(['case-handler'], 'contencios'),
    await server.aCaller([]),
  ];
  const contencios = await unitIdOf('contencios');
  const page = await aLiveReader(other.address, bearer(substitute));
  await touch([contencios]);
  const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });
  const absence = anAbsence({ substituteId: await staffIdOf(substitute), firstDay: day, lastDay: day });
  await absent.request('POST', '/api/v1/substitutions', absence);
  const topics = (await newsUntil(page, 'rights')).map(({ topic }) => topic);
  expect(topics).not.toContain('case-files');
  expect(topics).toContain('substitutions');
  const file = await touch([contencios]);
  expect(filesIn((await page.next()) ?? fail())).toEqual([file]);
  page.cut();
});

test('an account opens twelve streams and no more; one that goes makes room', async () => {
  const caller = await server.aCaller([]);
  const pages = await Promise.all(
    Array.from({ length: 12 }, () => aLiveReader(other.address, bearer(caller))),
  );
  const refused = await aLiveReader(other.address, bearer(caller));
  expect(refused.response.status).toBe(429);
  expect(await refused.response.json()).toMatchObject({ code: 'live.too-many-streams' });
  expect((await ask(caller)).everything).toBe(false);
  for (const page of pages) page.cut();
  let status = 429;
  while (status === 429) {
    const again = await aLiveReader(other.address, bearer(caller));
    status = again.response.status;
    again.cut();
  }
  expect(status).toBe(200);
});

test('a stream ends when its key is revoked, and does not begin for nobody', async () => {
  const caller = await server.aCaller([]);
  const page = await aLiveReader(other.address, bearer(caller));
  await sql`UPDATE api_tokens SET revoked_at = now()
    WHERE account_id = (SELECT id FROM accounts WHERE username = ${caller.username})`.execute(db);
  server.product.identity.tokenCache.forget();
  expect(await page.next()).toBeUndefined();
  const nobody = await aLiveReader(other.address, { authorization: `Bearer ${'0'.repeat(64)}` });
  expect(nobody.response.status).toBe(401);
});

test('closing the server ends its streams', async () => {
  const leaving = await aLiveProcess(server.product);
  const page = await aLiveReader(leaving.address, bearer(await server.aCaller([])));
  const [ended] = await Promise.all([page.next(), leaving.app.close()]);
  expect(ended).toBeUndefined();
});

async function newsUntil(
  page: { next(): Promise<LiveNews | undefined> },
  topic: LiveNotice['topic'],
): Promise<LiveNotice[]> {
  const told: LiveNotice[] = [];
  while (!told.some((notice) => notice.topic === topic))
    told.push(...((await page.next()) ?? fail()).changes);
  return told;
}

function fail(): never {
  throw new Error(`the stream ended ${randomUUID()}`);
}
