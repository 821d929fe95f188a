import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookupHash, openField, sealField } from './field-crypto.ts';

const key = randomBytes(32);
const owner = '01940000-0000-7000-8000-000000000001';

test('what was sealed opens with the same key and the same owner', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(openField(key, owner, sealField(key, owner, text))).toBe(text);
    }),
  );
});

test('the same text is sealed differently each time, and is not to be read in what was sealed', () => {
  const [first, second] = [sealField(key, owner, '1960229129672'), sealField(key, owner, '1960229129672')];
  expect(first.equals(second)).toBe(false);
  expect(first.includes('1960229')).toBe(false);
});

test('another key, another owner, or one changed byte anywhere does not open', () => {
  const sealed = sealField(key, owner, '1960229129672');
  expect(() => openField(randomBytes(32), owner, sealed)).toThrow();
  expect(() => openField(key, owner.replace(/1$/, '2'), sealed)).toThrow();
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => openField(key, owner, changed)).toThrow();
  }
});

test('what was cut short does not open', () => {
  const sealed = sealField(key, owner, '1960229129672');
  for (let length = 0; length < sealed.length; length++) {
    expect(() => openField(key, owner, sealed.subarray(0, length))).toThrow();
  }
});

test('a look-up hash is the same for the same value and tells nothing without its key', () => {
  const hash = lookupHash(key, 'cnp', '1960229129672');
  expect(lookupHash(key, 'cnp', '1960229129672')).toEqual(hash);
  expect(lookupHash(key, 'cnp', '1960229129673')).not.toEqual(hash);
  expect(lookupHash(randomBytes(32), 'cnp', '1960229129672')).not.toEqual(hash);
  expect(hash).toHaveLength(32);
});
