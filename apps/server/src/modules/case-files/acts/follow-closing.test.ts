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

const joinInto = (from: { id: string }, into: { year: number; number: number }) =>
  world.act(world.head, from.id, 'join', { version: 1, year: into.year, number: into.number });

test('a file that is joined to another has no term that runs; the other keeps its own', async () => {
  const [first, second] = [await aRunningFile(), await aRunningFile()];
  const { id: firstTerm } = await theTerm(db, first.id);
  expect((await joinInto(second, first)).status).toBe(200);
  expect(await theTerm(db, second.id)).toMatchObject({ status: 'cancelled', cancelReason: 'joined' });
  expect(await dueOf(db, second.id)).toBeNull();
  expect(await theTerm(db, first.id)).toMatchObject({ id: firstTerm, status: 'running' });
  expect(await termEvents(db, second.id)).toEqual(['term.started', 'term.cancelled']);
});

test('joined in the book, it ends the same way; papers that come to a closed file open its terms again', async () => {
  const [first, second] = [await aRunningFile(), await aRunningFile()];
  await close(first.id, 1, 'filed');
  const address = `/api/v1/registers/general/entries/${second.year}/${second.number}/joinder`;
  const body = { requestId: crypto.randomUUID(), year: first.year, number: first.number };
  expect((await world.registrar.request('POST', address, body)).status).toBe(200);
  expect(await theTerm(db, second.id)).toMatchObject({ status: 'cancelled', cancelReason: 'joined' });
  expect(await theTerm(db, first.id)).toMatchObject({ status: 'running', cancelReason: null });
});

test('an answer owed to a file that is joined to one without a term is owed there, from the same day', async () => {
  const first = await world.register({ unit: 'juridic', direction: 'internal' });
  const second = await aRunningFile();
  const owed = await theTerm(db, second.id);
  await joinInto(second, first);
  expect(await theTerm(db, first.id)).toMatchObject({
    ...{ status: 'running', ruleId: owed.ruleId, startOn: owed.startOn, dueOn: owed.dueOn },
  });
});
