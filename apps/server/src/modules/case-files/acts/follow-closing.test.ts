import { expect, test } from 'vitest';
import { aCaseWorld } from '../../../../test/a-case-world.ts';
import { aTerm, dueOf, termDeps, termEvents, theTerm } from '../../../../test/a-term.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { systemClock } from '../../../platform/clock.ts';

const database = await aDatabase();
const { db } = database;
const world = await aCaseWorld(database);
const deps = termDeps(db, systemClock);

async function aRunningFile() {
  const file = await world.register({ unit: 'juridic', direction: 'internal' });
  await aTerm(deps, file);
  return file;
}
const close = (id: string, version: number, outcome: string) =>
  world.act(world.head, id, 'close', { version, outcome });
const reopen = (id: string, version: number) =>
  world.act(world.head, id, 'reopen', { version, reason: 'Răspunsul nu era complet.' });

test('a file closed as answered has met its terms; opened again, they run on', async () => {
  const { id } = await aRunningFile();
  expect((await close(id, 1, 'answered')).row.due).toMatchObject({ state: 'met' });
  expect(await theTerm(db, id)).toMatchObject({ status: 'met', metCause: 'closed' });
  const { dueOn } = await theTerm(db, id);
  expect((await reopen(id, 2)).row.due).toMatchObject({ state: 'far', on: dueOn });
  expect(await termEvents(db, id)).toEqual(['term.started', 'term.met', 'term.unmet']);
  expect(await dueOf(db, id)).toBe(dueOn);
});

test('a file that is only filed has no term any more; opened again, it has the same one', async () => {
  const { id } = await aRunningFile();
  const { id: termId } = await theTerm(db, id);
  expect((await close(id, 1, 'filed')).row.due).toBeNull();
  expect(await theTerm(db, id)).toMatchObject({ status: 'cancelled', cancelReason: 'closed' });
  await reopen(id, 2);
  expect(await theTerm(db, id)).toMatchObject({ id: termId, status: 'running', cancelReason: null });
});

test('what was answered by hand, in the out columns, meets the term of the answer on that day', async () => {
  const file = await aRunningFile();
  const answer = { resolution: 'Răspuns favorabil', addressee: 'Anghelina Turturică' };
  const address = `/api/v1/registers/general/entries/${file.year}/${file.number}/dispatch`;
  const { status } = await world.registrar.request('POST', address, {
    requestId: crypto.randomUUID(),
    dispatchedOn: file.registeredOn,
    ...answer,
  });
  expect(status).toBeLessThan(300);
  expect(await theTerm(db, file.id)).toMatchObject({
    status: 'met',
    metCause: 'dispatched',
    metOn: file.registeredOn,
  });
});

test('two files that are closed at once keep their own terms', async () => {
  const [one, other] = [await aRunningFile(), await aRunningFile()];
  const items = [one, other].map(({ id }) => ({ id, version: 1 }));
  const body = { requestId: crypto.randomUUID(), items, outcome: 'answered' };
  expect((await world.head.request('POST', '/api/v1/case-files/close', body)).status).toBe(200);
  for (const { id } of [one, other])
    expect(await theTerm(db, id)).toMatchObject({ status: 'met', metCauseId: id });
});
