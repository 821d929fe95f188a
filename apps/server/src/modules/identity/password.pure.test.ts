import { expect, test } from 'vitest';
import { decoyHash, hashPassword, passwordMatches } from './password.ts';

const password = 'Lunca-Albă și o morișcă';

test('keeps a password as argon2id with 19 MiB and two passes, salted each time', async () => {
  const [one, two] = [await hashPassword(password), await hashPassword(password)];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await passwordMatches(one, password)).toBe(true);
  expect(await passwordMatches(one, `${password} `)).toBe(false);
});

test('takes the same letters composed or not for the same password', async () => {
  expect(
    await passwordMatches(await hashPassword(password.normalize('NFD')), password.normalize('NFC')),
  ).toBe(true);
});

test('an account without a password, or none at all, costs the same work and matches nothing', async () => {
  const [, algorithm, version, cost] = (await hashPassword(password)).split('$');
  expect(decoyHash.split('$').slice(1, 4)).toEqual([algorithm, version, cost]);
  expect(await passwordMatches(null, password)).toBe(false);
});

test('refuses a short password, counting letters', async () => {
  await expect(hashPassword('ăăăăăăăăăăă')).rejects.toMatchObject({ code: 'identity.password-too-short' });
  await expect(hashPassword('ăăăăăăăăăăăă')).resolves.toContain('$argon2id$');
});
