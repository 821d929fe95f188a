import { randomUUID } from 'node:crypto';
import type { RefusalGrounds } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aServer } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { requireGrounds } from './decision-store.ts';

const database = await aDatabase();
const server = await aServer(database);
const [jurist, registrar] = [await server.aCaller(['jurist']), await server.aCaller(['registrar'])];
const root = '/api/v1/information-requests/grounds';
const itemsOf = (body: unknown) => (body as RefusalGrounds).items;
const groundOf = async (code: string) => {
  const found = itemsOf((await jurist.request('GET', root)).body).find((ground) => ground.code === code);
  if (found === undefined) throw new Error(`no ground ${code}`);
  return found;
};
const check = (code: string, validFrom: string, body: object, who = jurist) =>
  who.request('POST', `${root}/${code}/${validFrom}/check`, { requestId: randomUUID(), ...body });
const statistics = {
  ...{ name: 'secretul statistic', act: 'Legea nr. 226/2009', article: 'art. 38', group: 'excepted' },
  ...{ sentence: 'Datele statistice individuale sunt confidențiale.', source: 'Monitorul Oficial' },
};
const add = (part: object = {}, who = jurist) =>
  who.request('POST', root, { requestId: randomUUID(), ...statistics, ...part });

test('the jurist vouches for a ground with name and day, and takes it back', async () => {
  const { version, validFrom } = await groundOf('tineri');
  expect((await check('tineri', validFrom, { version, checked: true }, registrar)).status).toBe(403);
  const { body } = await check('tineri', validFrom, { version, checked: true });
  const checked = itemsOf(body).find(({ code }) => code === 'tineri');
  expect(checked).toMatchObject({ verified: true, checkedBy: expect.stringMatching(/^Persida /) });
  expect(checked?.checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(await check('tineri', validFrom, { version, checked: true })).toMatchObject({
    ...{ status: 409, body: { code: 'information-request.ground-checked-meanwhile' } },
  });
  await check('tineri', validFrom, { version: version + 1, checked: false });
  expect(await groundOf('tineri')).toMatchObject({ verified: false, checkedOn: null, checkedBy: null });
});

test('a ground of another act is added once, is in doubt until it is checked, and a refusal may stand on it', async () => {
  expect((await add({}, registrar)).status).toBe(403);
  const added = itemsOf((await add()).body).at(-1);
  expect(added).toMatchObject({ ...statistics, code: 'inst-1', origin: 'institution', verified: false });
  expect(await add()).toMatchObject({
    ...{ status: 422, body: { code: 'information-request.ground-already-there' } },
  });
  const today = added?.validFrom ?? '';
  expect(
    await requireGrounds(database.db, [{ code: 'inst-1', why: 'Sunt date individuale.' }], today),
  ).toMatchObject([{ act: 'Legea nr. 226/2009', article: 'art. 38' }]);
  await check('inst-1', today, { version: 1, checked: true });
  expect(await groundOf('inst-1')).toMatchObject({ verified: true });
});

test('two that are added at once are two grounds', async () => {
  await Promise.all([add({ article: 'art. 39' }), add({ article: 'art. 40' })]);
  const codes = itemsOf((await jurist.request('GET', root)).body).map(({ code }) => code);
  expect(codes.filter((code) => code.startsWith('inst-'))).toEqual(['inst-1', 'inst-2', 'inst-3']);
});

test('what a ground says is rewritten and removed by nobody', async () => {
  const { db } = database;
  await expect(sql`UPDATE refusal_grounds SET article = 'art. 1'`.execute(db)).rejects.toThrow(
    'permission denied',
  );
  await expect(sql`DELETE FROM refusal_grounds`.execute(db)).rejects.toThrow('permission denied');
});
