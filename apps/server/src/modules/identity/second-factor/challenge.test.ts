import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { aDatabase } from '../../../../test/test-database.ts';
import { newChallenge, readChallenge, useChallenge } from './challenge.ts';

const { db } = await aDatabase();
const key = randomBytes(32);
const now = new Date('2026-06-29T09:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test('a challenge is ours for five minutes, for what it was made for, and unchanged', () => {
  const challenge = newChallenge(key, 'sign in', now).toString('base64url');
  const read = (at: Date, text = challenge) => readChallenge(key, 'sign in', { challenge: text, now: at });
  expect(read(later(4.9))).toEqual(later(5));
  expect(read(later(5))).toBeUndefined();
  expect(readChallenge(key, 'add to somebody', { challenge, now })).toBeUndefined();
  expect(readChallenge(randomBytes(32), 'sign in', { challenge, now })).toBeUndefined();
  for (let at = 0; at < challenge.length - 1; at++) {
    const changed = challenge.slice(0, at) + (challenge[at] === 'A' ? 'B' : 'A') + challenge.slice(at + 1);
    expect(read(now, changed)).toBeUndefined();
  }
  expect(read(now, '')).toBeUndefined();
});

test('a challenge is answered once; what would have ended is forgotten', async () => {
  const used = { challenge: 'una', expiresAt: later(5), now };
  expect(await useChallenge(db, used)).toBe(true);
  expect(await useChallenge(db, used)).toBe(false);
  expect(await useChallenge(db, { challenge: 'alta', expiresAt: later(11), now: later(6) })).toBe(true);
  expect(await useChallenge(db, { ...used, now: later(6) })).toBe(true);
});
