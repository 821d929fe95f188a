import { createPublicKey, randomUUID } from 'node:crypto';
import type { EntryDetail } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aRegistration } from '../../../test/a-registry.ts';
import { aServer, type Caller } from '../../../test/a-server.ts';
import { anAbsence } from '../../../test/a-substitution.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { verifyRegistry } from './verify/verify-registry.ts';

const database = await aDatabase();
const { db } = database;
const server = await aServer(database);
const entries = '/api/v1/registers/general/entries';
const sealPublicKey = createPublicKey(server.product.keys.sealKey)
  .export({ type: 'spki', format: 'pem' })
  .toString();
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });

const staffIdOf = async ({ username }: Caller) =>
  (await sql<{ staff_id: string }>`SELECT staff_id FROM accounts WHERE username = ${username}`.execute(db))
    .rows[0]?.staff_id ?? '';

async function standsIn(substitute: Caller, absent: Caller): Promise<string> {
  const absence = anAbsence({ substituteId: await staffIdOf(substitute), firstDay: today, lastDay: today });
  const { status } = await absent.request('POST', '/api/v1/substitutions', absence);
  expect(status).toBe(201);
  return staffIdOf(absent);
}

async function register(by: Caller, unit = 'juridic'): Promise<EntryDetail> {
  const { register: _register, ...body } = aRegistration({ unit });
  const { status, body: entry } = await by.request('POST', entries, body);
  expect(status).toBe(201);
  return entry;
}

const amend = (by: Caller, { year, number }: EntryDetail, verb: string, body: object) =>
  by.request('POST', `${entries}/${year}/${number}/${verb}`, { requestId: randomUUID(), ...body });

/** In whose name the last event of this type was done, about anything that this account did. */
async function lastBehalf(by: Caller, type: string): Promise<string | null | undefined> {
  const { rows } = await sql<{ on_behalf_of: string | null }>`
    SELECT events.on_behalf_of FROM events JOIN accounts ON accounts.id = events.account_id
    WHERE accounts.username = ${by.username} AND events.type = ${type} ORDER BY events.at DESC, events.id DESC LIMIT 1
  `.execute(db);
  return rows[0]?.on_behalf_of;
}

test('a registration by another’s right is in their name, in the event, the ledger and the history', async () => {
  const [absent, substitute] = [await server.aCaller(['registrar']), await server.aCaller([])];
  const { register: _register, ...body } = aRegistration();
  expect((await substitute.request('POST', entries, body)).status).toBe(403);
  const who = await standsIn(substitute, absent);
  const entry = await register(substitute);
  expect(await lastBehalf(substitute, 'entry.registered')).toBe(who);
  const detail = (await substitute.request('GET', `${entries}/${entry.year}/${entry.number}`))
    .body as EntryDetail;
  expect(detail.history[0]?.onBehalfOf).toContain('Persida Cucuruz');
  expect(detail.history[0]?.by).not.toBe(detail.history[0]?.onBehalfOf);
  await amend(substitute, entry, 'correction', { sheets: 7, reason: 'numărate din nou' });
  expect(await lastBehalf(substitute, 'entry.corrected')).toBe(who);
  expect((await verifyRegistry({ ...server.product, sealPublicKey }, {})).findings).toEqual([]);
});

test('by one’s own right it is in nobody’s name, though the other has the same right', async () => {
  const [absent, substitute] = [await server.aCaller(['registrar']), await server.aCaller(['registrar'])];
  await standsIn(substitute, absent);
  const entry = await register(substitute);
  expect(await lastBehalf(substitute, 'entry.registered')).toBeNull();
  const detail = (await substitute.request('GET', `${entries}/${entry.year}/${entry.number}`))
    .body as EntryDetail;
  expect(detail.history.every((item) => item.onBehalfOf === null)).toBe(true);
});

test('each act is in the name of the one whose right it needed', async () => {
  const [registrar, archivist] = [await server.aCaller(['registrar']), await server.aCaller(['archivist'])];
  const dispatcher = await server.aCaller(['dispatcher']);
  const clerk = await standsIn(dispatcher, registrar);
  const keeper = await standsIn(dispatcher, archivist);
  const entry = await register(dispatcher);
  await amend(dispatcher, entry, 'dispatch', { dispatchedOn: today, resolution: 'răspuns', addressee: 'X' });
  expect(await lastBehalf(dispatcher, 'entry.dispatched')).toBeNull();
  await amend(dispatcher, entry, 'classification', { nomenclatureCode: 'I-01' });
  // Both hold it; the first by name is said.
  expect([clerk, keeper]).toContain(await lastBehalf(dispatcher, 'entry.classified'));
  await amend(dispatcher, entry, 'annulment', { reason: 'înregistrat de două ori' });
  expect(await lastBehalf(dispatcher, 'entry.annulled')).toBe(clerk);
});

test('reading by another’s right leaves the record in their name', async () => {
  const owner = await server.aCaller(['registrar']);
  const [handler, substitute] = [await server.aCaller(['case-handler'], 'juridic'), await server.aCaller([])];
  const entry = await register(owner);
  const address = `${entries}/${entry.year}/${entry.number}`;
  expect((await substitute.request('GET', address)).status).toBe(404);
  const who = await standsIn(substitute, handler);
  expect((await substitute.request('GET', address)).status).toBe(200);
  const { rows } = await sql<{ on_behalf_of: string | null }>`
    SELECT access_log.on_behalf_of FROM access_log JOIN accounts ON accounts.id = access_log.account_id
    WHERE accounts.username = ${substitute.username}`.execute(db);
  expect(rows).toEqual([{ on_behalf_of: who }]);
});
