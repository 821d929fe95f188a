import { expect, test } from 'vitest';
import { anInformationWorld } from '../../../test/an-information-world.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const world = await anInformationWorld(database);
const { act, aRequest, begin, clock, get, leave, lettersOf } = world;
const ground = { code: 'date-personale', why: 'Contractele conțin datele personale ale angajaților.' };

test('a complaint that was numbered at the counter is tied to its request by the number of that, once, and is then decided', async () => {
  const day = begin();
  const { id, number } = await aRequest();
  const { request } = await act(id, 'refusal', { scope: 'whole', grounds: [ground] });
  await leave(lettersOf(request)[0] ?? '');
  clock.pass({ days: 40 });
  const { id: complaint } = await aRequest({ procedure: 'foi-complaint', channel: 'counter' });
  expect((await get(complaint)).request).toMatchObject({
    complaint: null,
    actions: ['tie-complaint', 'decide-complaint'],
  });
  const tying = { number, year: Number(day.slice(0, 4)), about: 'refusal', knownOn: day };
  const tie = (changes: object = {}) => act(complaint, 'complaint-of', { ...tying, ...changes });
  expect(await tie({ number: 99_999 })).toMatchObject({
    status: 422,
    problem: { code: 'information-request.not-found', fields: [{ path: 'number' }] },
  });
  expect(await tie({ knownOn: '2030-01-01' })).toMatchObject({ status: 422 });
  const tied = await tie();
  expect(tied.status, JSON.stringify(tied.problem)).toBe(200);
  expect(tied.request).toMatchObject({
    complaint: { requestId: id, about: 'refusal', lodgedOn: world.today(), inTime: false },
    actions: ['decide-complaint'],
  });
  expect((await get(id)).request.complaints).toMatchObject([{ id: complaint, verdict: null }]);
  expect((await tie()).status).toBe(403);
});
