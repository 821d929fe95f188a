import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aMailWorld } from '../../../test/a-mail-world.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { bindLongWork, runLongWork } from '../long-works/index.ts';
import { confirmRegistration, sendLetters } from './index.ts';

const database = await aDatabase();
const world = await aMailWorld(database);
const { aReadyLetter, accountOf } = world;

test('many letters are sent at once, and what one is refused for stands beside it', async () => {
  const { product } = world.server;
  const [good, other] = [await aReadyLetter(), await aReadyLetter()];
  const by = { accountId: await accountOf(world.registrar), onBehalfOf: null };
  const to = { address: 'vasile@exemplu.ro', name: 'Vasile' };
  await database.db
    .transaction()
    .execute((tx) => confirmRegistration(tx, world.deps, { entryId: good.caseFile.id, to, by }));
  const items = [good, other].map(({ id, version }) => ({ id, version }));
  const asked = await world.dispatcher.request('POST', '/api/v1/outgoing-batches', {
    requestId: randomUUID(),
    items,
  });
  expect(asked.status).toBe(202);
  const { workId } = asked.body as { workId: string };
  const acts = {
    mailConfigured: true,
    takesMail: async () => true,
    theirMessages: async () => [],
    mailMaxBytes: null,
    sealedRegisters: world.deps.sealedRegisters,
  };
  const kinds = [bindLongWork(sendLetters, { ...product, ...acts })];
  const context = {
    attempt: 1,
    isLastAttempt: false,
    signal: new AbortController().signal,
    log: product.log,
  };
  await runLongWork.run({ ...product, kinds }, { workId }, context);
  const { body } = await world.dispatcher.request('GET', `/api/v1/outgoing-batches/${workId}`);
  expect((body as { items: object[] }).items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ letterId: good.id, message: expect.objectContaining({ state: 'waiting' }) }),
      expect.objectContaining({
        letterId: other.id,
        message: null,
        errorCode: 'outgoing-mail.address-invalid',
      }),
    ]),
  );
});
