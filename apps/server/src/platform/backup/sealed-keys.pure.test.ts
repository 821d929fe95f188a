import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openSealedKeys, sealKeys } from './sealed-keys.ts';

const keys = { 'cnp.key': randomBytes(32), 'seal.pem': Buffer.from('-----BEGIN PRIVATE KEY-----') };
const cheap = { memoryKib: 1024, passes: 1, parallelism: 1 };
const sealed = sealKeys(keys, 'ștampila din sertar', cheap);

test('keys sealed under a passphrase open under it, however its letters are composed', () => {
  expect(openSealedKeys(sealed, 'ștampila din sertar')).toEqual(keys);
  expect(openSealedKeys(sealed, 'ștampila din sertar'.normalize('NFD'))).toEqual(keys);
});

test('another passphrase opens nothing', () => {
  expect(openSealedKeys(sealed, 'stampila din sertar')).toBeUndefined();
});

test('nothing of the keys stands in the sealed file', () => {
  const content = Buffer.from(JSON.parse(sealed).sealed, 'base64').toString('latin1');
  expect(content).not.toContain('PRIVATE KEY');
  expect(sealed).not.toContain(keys['cnp.key'].toString('base64'));
});

test.each(['sealed', 'tag', 'nonce'])('one bit changed in „%s” opens nothing', (field) => {
  const file = JSON.parse(sealed);
  const bytes = Buffer.from(file[field], 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  expect(
    openSealedKeys(JSON.stringify({ ...file, [field]: bytes.toString('base64') }), 'ștampila din sertar'),
  ).toBeUndefined();
});
