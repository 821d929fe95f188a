import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commit, commitmentOf } from './commitment.ts';

test('a commitment is the HMAC-SHA-256 of the value under the salt, for whoever checks it with another program', () => {
  const aSalt = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(aSalt, fc.string({ unit: 'grapheme' }), (salt, value) => {
      expect(commitmentOf(salt, value)).toBe(createHmac('sha256', salt).update(value).digest('hex'));
    }),
  );
});

test('every commitment has a salt of its own', () => {
  const made = Array.from({ length: 2000 }, () => commit('Anghelina Turturică'));
  expect(new Set(made.map(({ salt }) => salt)).size).toBe(2000);
  expect(new Set(made.map(({ commitment }) => commitment)).size).toBe(2000);
  for (const { salt, commitment } of made) {
    expect(salt).toMatch(/^[0-9a-f]{32}$/);
    expect(commitmentOf(Buffer.from(salt, 'hex'), 'Anghelina Turturică')).toBe(commitment);
  }
});
