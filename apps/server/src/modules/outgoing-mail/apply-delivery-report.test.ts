import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aMailWorld } from '../../../test/a-mail-world.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { applyDeliveryReport, type DeliveryReport } from './index.ts';

const database = await aDatabase();
const world = await aMailWorld(database);
const { peer, aQueuedLetter, aQueuedMessage, send, run, read, letterOf, terms, tokenOf, clock } = world;

const reportOf = async (id: string, changes: Partial<DeliveryReport>): Promise<DeliveryReport> => ({
  ...{ incomingMessageId: randomUUID(), arrivedAt: clock.now(), references: [] },
  addresses: [`registratura+${await tokenOf(id)}@valea-mica.example`],
  ...{ action: 'failed', status: '5.1.1', diagnostic: 'smtp; 550 no such user' },
  ...changes,
});
const apply = (report: DeliveryReport) =>
  database.db.transaction().execute((tx) => applyDeliveryReport(tx, world.deps, report));

test('a bounce brings the letter back: its term runs again, and it goes by post', async () => {
  const message = await aQueuedLetter({ address: 'gresit@exemplu.ro' });
  await run(message.id);
  const report = await reportOf(message.id, {});
  expect(await apply(report)).toMatchObject({ messageId: message.id, changed: true });
  expect(await apply(report)).toMatchObject({ changed: false });
  expect(await read(message.id)).toMatchObject({ state: 'bounced', reply: '5.1.1 smtp; 550 no such user' });
  const letter = await letterOf(message.letterId);
  expect(letter).toMatchObject({ status: 'ready', lastDeparture: { how: 'email' } });
  expect(letter.lastDeparture?.returnReason).toContain('gresit@exemplu.ro');
  expect(await terms(letter.caseFile.id)).toContainEqual({ role: 'answer', status: 'running' });
  const { rows } = await sql<{ kind: string }>`
    SELECT notices.kind FROM notices WHERE notices.subject_id = ${message.id}`.execute(database.db);
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['answer-returned']));
  expect((await send(letter, { address: 'gresit@exemplu.ro' })).problem.code).toBe(
    'outgoing-mail.bounced-before',
  );
  const byPost = await world.act(world.dispatcher, letter, 'sent', {
    how: 'post',
    on: world.today,
    note: '',
  });
  expect(byPost.letter).toMatchObject({ status: 'left', lastDeparture: { how: 'post' } });
  expect(await terms(letter.caseFile.id)).toContainEqual({ role: 'answer', status: 'met' });
});

test('a report of delivery marks the message, and one about an uncertain message settles it', async () => {
  const message = await aQueuedLetter();
  await run(message.id);
  await apply(await reportOf(message.id, { action: 'delayed', status: '4.4.1' }));
  expect((await read(message.id)).state).toBe('accepted');
  await apply(await reportOf(message.id, { action: 'delivered', status: '2.0.0' }));
  expect(await read(message.id)).toMatchObject({
    state: 'delivered',
    reports: [{ action: 'delayed' }, { action: 'delivered' }],
  });
  const doubtful = await aQueuedLetter();
  peer.behave('take-and-close');
  await run(doubtful.id);
  const addresses = ['registratura@valea-mica.example'];
  await apply(
    await reportOf(doubtful.id, {
      action: 'delivered',
      status: null,
      addresses,
      envelopeId: await tokenOf(doubtful.id),
    }),
  );
  expect((await read(doubtful.id)).state).toBe('delivered');
  expect((await letterOf(doubtful.letterId)).status).toBe('left');
});

test('a report that names no token of ours, or one that never went out, changes nothing', async () => {
  const message = await aQueuedMessage();
  expect(await apply(await reportOf(message.id, {}))).toBeNull();
  expect(
    await apply(await reportOf(message.id, { addresses: ['registratura@valea-mica.example'] })),
  ).toBeNull();
  expect((await read(message.id)).state).toBe('waiting');
});

test('of a thread of ours the message that came back is marked, not the older ones that it refers to', async () => {
  const [older, answer] = [await aQueuedMessage(), await aQueuedLetter()];
  await run(older.id);
  const olderId = peer.taken.at(-1)?.messageId ?? '';
  await run(answer.id);
  const ownId = peer.taken.at(-1)?.messageId ?? '';
  const report = await reportOf(answer.id, { addresses: [], references: [ownId, olderId] });
  expect(await apply(report)).toMatchObject({ messageId: answer.id, changed: true });
  expect((await read(older.id)).state).toBe('accepted');
});
