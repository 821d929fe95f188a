import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anAccount, anIdentity, aPassword, operator } from '../../../test/an-identity.ts';
import { newId } from '../../platform/ids.ts';
import { closeAccount } from './close-account.ts';
import { setPassword } from './set-password.ts';
import { signIn } from './sign-in.ts';

const { deps, db, owner, clock } = await anIdentity();

/** Tries to come in; gives `in` or the code of the refusal. */
const tries = (username: string, password: string, address = '192.0.2.1') =>
  signIn(deps, { username, password, address, userAgent: 'test' }).then(
    () => 'in',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
const failures = async (username: string, times: number, address?: string) => {
  const codes = [];
  for (let n = 0; n < times; n++) codes.push(await tries(username, 'nu asta', address));
  return codes;
};
const wrong = 'identity.wrong-credentials';
const locked = 'identity.locked';

test('lets in the person of an open account, whatever the case of the name', async () => {
  await anAccount(deps, { username: 'sabina' });
  expect(await tries(' Sabina ', aPassword)).toBe('in');
});

test('an unknown name, a wrong password, a closed account and an account without password are one answer', async () => {
  await anAccount(deps, { username: 'inchis' });
  await closeAccount(deps, operator, { username: 'inchis' });
  await anAccount(deps, { username: 'fara-parola' });
  await sql`UPDATE accounts SET password_hash = NULL WHERE username = 'fara-parola'`.execute(owner);
  await anAccount(deps, { username: 'plecat' });
  await sql`UPDATE staff SET active_to = '2026-06-29' WHERE code = 'plecat'`.execute(owner);
  for (const name of [
    'nimeni',
    'sabina',
    'inchis',
    'fara-parola',
    'plecat',
    'nu\0e',
    'ă'.repeat(200),
    '\ud800',
  ]) {
    expect(await tries(name, name === 'sabina' ? 'nu asta' : aPassword, '192.0.2.2')).toBe(wrong);
  }
});

// A busy machine may disturb one comparison; a difference that is really there spoils them all.
test('an unknown name is answered in the time of a wrong password', { retry: 4 }, async () => {
  // Names of its own for each attempt: wrong passwords are remembered.
  const mark = newId().slice(-8);
  await anAccount(deps, { username: `cronometru-${mark}` });
  const time = async (username: string) => {
    const start = performance.now();
    await tries(username, 'nu asta', `198.51.100.${Math.floor(Math.random() * 250)}`);
    return performance.now() - start;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let n = 0; n < 4; n++) {
    known.push(await time(`cronometru-${mark}`));
    unknown.push(await time(`necunoscut-${mark}`));
  }
  // The work of argon2id is most of both; without the decoy the unknown would take a tenth.
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
});

test('after four wrong passwords each next one waits twice as long, the right one too', async () => {
  await anAccount(deps, { username: 'incearca' });
  expect(await failures('incearca', 6)).toEqual([wrong, wrong, wrong, wrong, wrong, locked]);
  expect(await tries('incearca', aPassword)).toBe(locked);
  clock.pass({ ms: 1_999 });
  expect(await tries('incearca', aPassword)).toBe(locked);
  clock.pass({ ms: 1 });
  expect(await tries('incearca', 'nu asta')).toBe(wrong);
  clock.pass({ s: 3 });
  expect(await tries('incearca', aPassword)).toBe(locked);
  clock.pass({ s: 1 });
  expect(await tries('incearca', aPassword)).toBe('in');
  expect(await failures('incearca', 4)).toEqual([wrong, wrong, wrong, wrong]);
});

test('a name that nobody has is delayed just like one that somebody has', async () => {
  expect(await failures('fantoma', 6)).toEqual([wrong, wrong, wrong, wrong, wrong, locked]);
});

test('many guesses at once are counted one by one', async () => {
  await anAccount(deps, { username: 'asediat' });
  const codes = await Promise.all(
    Array.from({ length: 12 }, () => tries('asediat', 'nu asta', '192.0.2.50')),
  );
  expect(codes.filter((code) => code === wrong)).toHaveLength(5);
  expect(codes.filter((code) => code === locked)).toHaveLength(7);
});

test('a stranger who guesses from elsewhere keeps nobody out of the address where they work', async () => {
  await anAccount(deps, { username: 'tinta' });
  expect(await tries('tinta', aPassword, '203.0.113.7')).toBe('in');
  for (let n = 0; n < 30; n++) {
    await tries('tinta', 'nu asta', `198.51.100.${n}`);
    clock.pass({ s: 900 });
  }
  await tries('tinta', 'nu asta', '198.51.100.99');
  expect(await tries('tinta', aPassword, '198.51.100.100')).toBe(locked);
  expect(await tries('tinta', aPassword, '203.0.113.7')).toBe('in');
  clock.pass({ s: 900 });
  expect(await tries('tinta', aPassword, '198.51.100.100')).toBe('in');
});

test('an address that tries many names is slowed down, and a success gives back only its own attempt', async () => {
  const address = '2001:db8:1:2::5';
  for (let n = 0; n < 20; n++) expect(await tries(`nume-${n}`, 'nu asta', address)).toBe(wrong);
  expect(await tries('sabina', aPassword, address)).toBe('in');
  expect(await tries('nume-20', 'nu asta', address)).toBe(wrong);
  expect(await tries('nume-21', 'nu asta', '2001:db8:1:2:ffff::1')).toBe(locked);
  expect(await tries('nume-21', 'nu asta', '2001:db8:1:3::1')).toBe(wrong);
});

test('says when to come back', async () => {
  await failures('grabit', 5);
  const refusal = signIn(deps, { username: 'grabit', password: 'x', address: '192.0.2.1', userAgent: '' });
  await expect(refusal).rejects.toMatchObject({ family: 'limit-exceeded', details: { retryAfter: 2 } });
});

test('failures are forgotten after a day, names and addresses after a month without a try', async () => {
  await failures('uituc', 5, '192.0.2.77');
  clock.pass({ days: 1 });
  expect(await failures('uituc', 5, '192.0.2.77')).toEqual([wrong, wrong, wrong, wrong, wrong]);
  clock.pass({ days: 31 });
  await tries('sabina', aPassword, '192.0.2.78');
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM sign_in_delays`.execute(db);
  expect(rows).toEqual([{ n: 3 }]);
});

test('what was typed as a name is nowhere in the database, and the failure is an event without it', async () => {
  await tries('parola-mea-secreta', 'x', '192.0.2.80');
  const { rows } = await sql<{ found: number }>`
    SELECT count(*)::int AS found FROM events WHERE events::text LIKE '%secreta%'
  `.execute(db);
  expect(rows).toEqual([{ found: 0 }]);
  const last = await sql<{ type: string; account_id: string | null }>`
    SELECT type, account_id FROM events ORDER BY at DESC, id DESC LIMIT 1
  `.execute(db);
  expect(last.rows).toEqual([{ type: 'identity.sign-in-failed', account_id: null }]);
});

test('a new password lets nobody in with the old one', async () => {
  await anAccount(deps, { username: 'schimba' });
  await setPassword(deps, operator, { username: 'schimba', password: 'cu totul altă parolă' });
  expect(await tries('schimba', aPassword, '192.0.2.81')).toBe(wrong);
  expect(await tries('schimba', 'cu totul altă parolă', '192.0.2.81')).toBe('in');
});
