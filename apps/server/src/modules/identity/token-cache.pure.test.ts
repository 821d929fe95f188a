import { expect, test } from 'vitest';
import { buildActor } from './build-actor.ts';
import type { Resolved } from './resolve-actor.ts';
import { createTokenCache } from './token-cache.ts';

const resolved = (credentialId: string): Resolved => ({
  credentialId,
  expiresAt: new Date('2027-01-01'),
  lastSeenAt: null,
  lastUsedOn: null,
  day: '2026-06-29',
  actor: buildActor({
    accountId: 'account',
    staffId: 'staff',
    username: 'robot',
    displayName: 'Robot',
    unitId: null,
    officeId: null,
    via: 'token',
    credentialId,
    grants: [],
    standIns: [],
    permissions: null,
  }),
});
const key = (name: string) => Buffer.from(name.padEnd(32));

function aCache(maxKept = 10) {
  const state = { elapsed: 0, reads: 0 };
  const cache = createTokenCache({ keepMs: 2_000, maxKept, elapsedMs: () => state.elapsed });
  const find = (name: string, found: Resolved | undefined = resolved(name)) =>
    cache.find(key(name), async () => {
      state.reads += 1;
      return found;
    });
  return { cache, state, find };
}

test('asks once in two seconds', async () => {
  const { state, find } = aCache();
  await find('a');
  state.elapsed = 1_999;
  expect((await find('a'))?.credentialId).toBe('a');
  expect(state.reads).toBe(1);
  state.elapsed = 2_000;
  await find('a');
  expect(state.reads).toBe(2);
});

test('nobody is never kept', async () => {
  const { cache, state } = aCache();
  const read = async () => {
    state.reads += 1;
    return undefined;
  };
  await cache.find(key('x'), read);
  await cache.find(key('x'), read);
  expect(state.reads).toBe(2);
});

test('what was being read while something was revoked is not kept', async () => {
  const { cache, state, find } = aCache();
  const early = find('a');
  cache.forget();
  await early;
  await find('a');
  expect(state.reads).toBe(2);
});

test('never grows over its bound', async () => {
  const { state, find } = aCache(3);
  for (const name of ['a', 'b', 'c', 'd']) await find(name);
  await find('d');
  expect(state.reads).toBe(4);
  await find('a');
  expect(state.reads).toBe(5);
});
