import { expect, test } from 'vitest';
import { aDatabase } from '../../test/test-database.ts';
import { claimCommand } from './claim-command.ts';
import { newId } from './ids.ts';

const { db } = await aDatabase();
const claim = (command: { accountId: string; requestId: string; action?: string; body?: object }) =>
  db
    .transaction()
    .execute((tx) => claimCommand(tx, { action: 'act', body: { a: 1 }, at: new Date(0), ...command }));

test('a request id is taken once, and the same command again is known', async () => {
  const command = { accountId: newId(), requestId: newId() };
  expect(await claim(command)).toBe(true);
  expect(await claim(command)).toBe(false);
  expect(await claim({ ...command, accountId: newId() })).toBe(true);
});

test('of many at once with the same id one is first', async () => {
  const command = { accountId: newId(), requestId: newId() };
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim(command)));
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test.each([{ body: { a: 2 } }, { action: 'another-act' }])(
  'the same id for %j is a conflict',
  async (other) => {
    const command = { accountId: newId(), requestId: newId() };
    await claim(command);
    await expect(claim({ ...command, ...other })).rejects.toMatchObject({
      family: 'conflict',
      code: 'request.id-reused',
    });
  },
);

test('a command that failed leaves its id free', async () => {
  const command = { accountId: newId(), requestId: newId(), action: 'act', body: {}, at: new Date(0) };
  const failing = db.transaction().execute(async (tx) => {
    await claimCommand(tx, command);
    throw new Error('the act failed');
  });
  await expect(failing).rejects.toThrow('the act failed');
  expect(await claim({ ...command })).toBe(true);
});
