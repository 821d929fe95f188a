import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openKeyFiles } from './key-files.ts';
import { writeSecretFile } from './secret-file.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('the first start makes keys that only their owner may read, and every later one finds the same', () => {
  const folder = aKeyFolder();
  const first = openKeyFiles(folder, { mayCreate: true });
  expect(readdirSync(folder).sort()).toEqual(['cnp.key', 'lookup.key', 'seal.pem']);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  const later = openKeyFiles(folder, { mayCreate: false });
  expect(later.cnpKey.equals(first.cnpKey)).toBe(true);
  expect(later.lookupKey.equals(first.lookupKey)).toBe(true);
  expect(later.sealKey.equals(first.sealKey)).toBe(true);
  expect(first.cnpKey.equals(first.lookupKey)).toBe(false);
});

test.each(['cnp.key', 'lookup.key', 'seal.pem'])(
  '%s lost beside a database with data is not made anew',
  (name) => {
    const folder = aKeyFolder();
    openKeyFiles(folder, { mayCreate: true });
    rmSync(join(folder, name));
    expect(() => openKeyFiles(folder, { mayCreate: false })).toThrow(`${join(folder, name)} lipsește`);
    expect(readdirSync(folder)).not.toContain(name);
  },
);

test.each([
  ['cnp.key', Buffer.alloc(31)],
  ['seal.pem', 'not a key'],
  ['seal.pem', generateKeyPairSync('ed448').privateKey.export({ type: 'pkcs8', format: 'pem' })],
])('a damaged %s stops the start', (name, content) => {
  const folder = aKeyFolder();
  openKeyFiles(folder, { mayCreate: true });
  writeFileSync(join(folder, name), content);
  expect(() => openKeyFiles(folder, { mayCreate: true })).toThrow(
    `${join(folder, name)} nu este o cheie bună`,
  );
});

test('of two first starts at once, the second uses the key of the first', () => {
  const folder = aKeyFolder();
  const { cnpKey } = openKeyFiles(folder, { mayCreate: true });
  writeSecretFile(join(folder, 'cnp.key'), Buffer.alloc(32, 1));
  expect(openKeyFiles(folder, { mayCreate: true }).cnpKey.equals(cnpKey)).toBe(true);
  expect(readdirSync(folder)).toHaveLength(3);
});

function aKeyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'opis-keys-'));
  folders.push(folder);
  return folder;
}
