import { randomUUID } from 'node:crypto';
import type { EntryDetail, Problem, RegisterDocumentResponse } from '@opis/contracts';
import { beforeAll, describe, expect, test } from 'vitest';
import { aRegistration } from '../../../../test/a-registry.ts';
import { aServer, type Caller } from '../../../../test/a-server.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { toLegalTime } from '../../../platform/clock.ts';

const server = await aServer(await aDatabase());
let registrar: Caller;
beforeAll(async () => {
  registrar = await server.aCaller(['registrar']);
});

async function anEntry(changes: Parameters<typeof aRegistration>[0] = {}): Promise<string> {
  const { register, ...body } = aRegistration(changes);
  const { body: entry } = (await registrar.request(
    'POST',
    `/api/v1/registers/${register}/entries`,
    body,
  )) as {
    body: RegisterDocumentResponse;
  };
  return `/api/v1/registers/${register}/entries/${entry.year}/${entry.number}`;
}

type Answer = { status: number; body: EntryDetail & Omit<Problem, 'status'> };
const amend = (url: string, body: object, caller: Caller = registrar): Promise<Answer> =>
  caller.request('POST', url, { requestId: randomUUID(), ...body });
const read = async (url: string, caller: Caller = registrar): Promise<Answer> => caller.request('GET', url);

describe('an annulment', () => {
  test('keeps number and row readable, with who, when and why', async () => {
    const url = await anEntry();
    const { body } = await amend(`${url}/annulment`, { reason: 'înregistrat de două ori' });
    expect(body).toMatchObject({ status: 'annulled', annulment: { reason: 'înregistrat de două ori' } });
    expect(body.subject).toBe('Solicitare adeverință de venit');
    expect(body.actions).not.toContain('annul');
  });

  test('asks for a reason', async () => {
    const { status, body } = await amend(`${await anEntry()}/annulment`, { reason: ' ' });
    expect(status).toBe(422);
    expect(body.fields).toMatchObject([{ path: 'reason' }]);
  });

  test('is refused the second time, and the row can no longer be changed', async () => {
    const url = await anEntry();
    await amend(`${url}/annulment`, { reason: 'greșeală' });
    expect(await amend(`${url}/annulment`, { reason: 'greșeală' })).toMatchObject({
      status: 409,
      body: { code: 'registry.already-annulled' },
    });
    expect(await amend(`${url}/routing`, { unit: 'juridic' })).toMatchObject({
      status: 409,
      body: { code: 'registry.entry-annulled' },
    });
  });

  test('sent twice with the same request id has one effect', async () => {
    const url = await anEntry();
    const body = { requestId: randomUUID(), reason: 'greșeală de ghișeu' };
    const first = await amend(`${url}/annulment`, body);
    expect(await amend(`${url}/annulment`, body)).toMatchObject({
      status: 200,
      body: { version: first.body.version },
    });
  });
});

describe('a correction', () => {
  test('shows the new value and keeps the old one in the history', async () => {
    const url = await anEntry();
    const { body } = await amend(`${url}/correction`, {
      subject: 'Cerere de audiență',
      sheets: 4,
      reason: 'citit greșit',
    });
    expect(body).toMatchObject({ subject: 'Cerere de audiență', sheets: 4, corrected: true });
    expect(body.history.at(-1)).toMatchObject({
      kind: 'corrected',
      reason: 'citit greșit',
      changes: [
        { field: 'subject', before: 'Solicitare adeverință de venit', after: 'Cerere de audiență' },
        { field: 'sheets', before: '1', after: '4' },
      ],
    });
  });

  test('that changes nothing is refused', async () => {
    expect(await amend(`${await anEntry()}/correction`, { sheets: 1, reason: 'nimic' })).toMatchObject({
      status: 422,
      body: { code: 'registry.nothing-to-correct' },
    });
  });

  test('can empty the issuer’s number and date', async () => {
    const url = await anEntry({ issuerNumber: '77', issuerDate: '2026-01-05' });
    const { body } = await amend(`${url}/correction`, {
      issuerNumber: null,
      issuerDate: null,
      reason: 'al altui act',
    });
    expect(body).toMatchObject({ issuerNumber: null, issuerDate: null });
  });

  test('by the second of two people at once is a conflict that changes nothing', async () => {
    const url = await anEntry();
    const { version } = (await read(url)).body;
    await amend(`${url}/correction`, { sheets: 2, reason: 'prima', version });
    expect(await amend(`${url}/correction`, { sheets: 3, reason: 'a doua', version })).toMatchObject({
      status: 409,
      body: { code: 'registry.changed-meanwhile' },
    });
    expect((await read(url)).body.sheets).toBe(2);
  });
});

describe('a joinder', () => {
  test('names the row it is joined to (column 12)', async () => {
    const first = (await read(await anEntry())).body;
    const { body } = await amend(`${await anEntry()}/joinder`, { year: first.year, number: first.number });
    expect(body.joinedTo).toEqual({ year: first.year, number: first.number });
  });

  test('to itself or to a row that is not there is refused beside the field', async () => {
    const url = await anEntry();
    const own = (await read(url)).body;
    expect(await amend(`${url}/joinder`, { year: own.year, number: own.number })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'number' }] },
    });
    expect(await amend(`${url}/joinder`, { year: own.year, number: 999_999 })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'number' }] },
    });
  });
});

describe('the out columns', () => {
  const today = toLegalTime(new Date()).date;

  test('take several answers on one number and show the last', async () => {
    const url = await anEntry();
    await amend(`${url}/dispatch`, {
      dispatchedOn: today,
      resolution: 'redirecționată',
      addressee: 'Școala Gimnazială',
    });
    const { body } = await amend(`${url}/dispatch`, {
      dispatchedOn: today,
      resolution: 'răspuns',
      addressee: 'Turturică',
    });
    expect(body).toMatchObject({
      outCount: 2,
      resolution: 'răspuns',
      addressee: 'Turturică',
      dispatchedOn: today,
    });
  });

  test('refuse a day before the registration or after today', async () => {
    const url = await anEntry();
    for (const dispatchedOn of ['2020-01-01', '2199-01-01']) {
      expect(
        await amend(`${url}/dispatch`, { dispatchedOn, resolution: 'răspuns', addressee: 'X' }),
      ).toMatchObject({
        status: 422,
        body: { fields: [{ path: 'dispatchedOn' }] },
      });
    }
  });
});

test('routing opens the file to the people of the unit and fills column 8', async () => {
  const lawyer = await server.aCaller(['case-handler'], 'juridic');
  const url = await anEntry();
  expect((await read(url, lawyer)).status).toBe(404);
  const { body } = await amend(`${url}/routing`, { unit: 'juridic' });
  expect(body.unit).toMatchObject({ code: 'juridic' });
  expect((await read(url, lawyer)).status).toBe(200);
});

test('a classification fills column 13', async () => {
  const { body } = await amend(`${await anEntry()}/classification`, { nomenclatureCode: 'I-01' });
  expect(body.nomenclatureCode).toBe('I-01');
});

test('an amendment to a number that nobody gave is not found', async () => {
  expect(
    await amend('/api/v1/registers/general/entries/2026/999999/annulment', { reason: 'nu există' }),
  ).toMatchObject({
    status: 404,
    body: { code: 'registry.entry-not-found' },
  });
});
