import { AppError, type RecoveryCodes, type SecondFactors, type TotpOffer } from '@opis/contracts';
import { sql } from 'kysely';
import { generateSync } from 'otplib';
import { expect, test } from 'vitest';
import {
  anAccount,
  anIdentity,
  anIdentityServer,
  aPassword,
  operator,
  signedIn,
} from '../../../../test/an-identity.ts';
import { signIn } from '../sign-in.ts';
import { resetSecondFactors } from './reset-second-factors.ts';

const { deps, db, owner, clock } = await anIdentity();
const app = await anIdentityServer(deps);

const tries = (username: string, code?: string, address = '192.0.2.1') =>
  signIn(deps, { username, password: aPassword, address, userAgent: 'test', ...(code ? { code } : {}) }).then(
    () => 'in',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) });

async function asks<Answer = unknown>(cookie: string, path: string, payload?: object) {
  const response = await app.inject({
    method: payload ? 'POST' : 'GET',
    url: `/api/v1/second-factors${path}`,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  });
  return { status: response.statusCode, body: (response.body ? response.json() : null) as Answer };
}

/** A person whose telephone shows codes; gives its secret and the recovery codes. */
async function withTelephone(username: string) {
  await anAccount(deps, { username });
  const cookie = await signedIn(app, username);
  const offer = await asks<TotpOffer>(cookie, '/totp', { password: aPassword });
  const { secret } = offer.body;
  const confirmed = await asks<RecoveryCodes>(cookie, '/totp/confirm', { code: codeOf(secret) });
  return { cookie, secret, recovery: confirmed.body.codes, offer: offer.body };
}

const nextCode = () => clock.pass({ s: 30 });

test('a secret counts only once a code of it came back', async () => {
  await anAccount(deps, { username: 'sabina' });
  const cookie = await signedIn(app, 'sabina');
  const { body: offer } = await asks<TotpOffer>(cookie, '/totp', { password: aPassword });
  expect(offer.uri).toMatch(/^otpauth:\/\/totp\/.*sabina\?.*secret=/);
  expect(await tries('sabina')).toBe('in');
  expect((await asks(cookie, '/totp/confirm', { code: '000000' })).status).toBe(422);
  expect(await tries('sabina')).toBe('in');
  expect((await asks(cookie, '/totp/confirm', { code: codeOf(offer.secret) })).status).toBe(200);
  expect(await tries('sabina')).toBe('identity.code-required');
  const { body } = await asks<SecondFactors>(cookie, '');
  expect(body).toMatchObject({ totpSince: clock.now().toISOString(), recoveryCodesLeft: 10, passkeys: [] });
});

test('the right password comes in only with the code of this half minute, and each code once', async () => {
  const { secret } = await withTelephone('ilinca');
  expect(await tries('ilinca', codeOf(secret))).toBe('identity.wrong-code');
  nextCode();
  expect(await tries('ilinca', codeOf(secret))).toBe('in');
  expect(await tries('ilinca', codeOf(secret))).toBe('identity.wrong-code');
});

test('a code opens nothing for a wrong password, and stays good', async () => {
  const { secret } = await withTelephone('zamfira');
  nextCode();
  const guess = { username: 'zamfira', password: 'nu asta', code: codeOf(secret), address: '192.0.2.9' };
  await expect(signIn(deps, { ...guess, userAgent: 'test' })).rejects.toThrow('identity.wrong-credentials');
  expect(await tries('zamfira', codeOf(secret))).toBe('in');
});

test('who knows the password cannot try codes without end', async () => {
  await withTelephone('tudosia');
  const answers = [];
  for (let n = 0; n < 12; n++) {
    answers.push(await tries('tudosia', undefined, '203.0.113.5'));
    answers.push(await tries('tudosia', '123456', '203.0.113.5'));
  }
  expect(answers.filter((answer) => answer === 'identity.wrong-code').length).toBeLessThanOrEqual(3);
  expect(answers.at(-1)).toBe('identity.locked');
});

test('a recovery code lets in once, however it is typed', async () => {
  const { recovery } = await withTelephone('pătru'.replace('ă', 'a'));
  const [code = ''] = recovery;
  expect(new Set(recovery).size).toBe(10);
  expect(await tries('patru', code.toUpperCase().replace('-', ' '))).toBe('in');
  expect(await tries('patru', code)).toBe('identity.wrong-code');
});

test('nothing about how one comes in is changed without the password, and a program’s key cannot', async () => {
  const { cookie } = await withTelephone('marghiola');
  for (const path of ['/totp', '/totp/remove', '/recovery-codes', '/passkey-options'])
    expect(await asks(cookie, path, { password: 'nu asta' })).toMatchObject({
      status: 422,
      body: { code: 'identity.wrong-password', fields: [{ path: 'password' }] },
    });
  expect(await tries('marghiola')).toBe('identity.code-required');
  nextCode();
  expect((await asks(cookie, '/totp/remove', { password: aPassword })).status).toBe(204);
  expect(await tries('marghiola')).toBe('in');
});

test('new recovery codes end the old', async () => {
  const { cookie, recovery } = await withTelephone('sanziana');
  const { body } = await asks<RecoveryCodes>(cookie, '/recovery-codes', { password: aPassword });
  expect(await tries('sanziana', recovery[0])).toBe('identity.wrong-code');
  expect(await tries('sanziana', body.codes[0])).toBe('in');
});

test('two at once with the same code: one comes in', async () => {
  const { secret } = await withTelephone('anghelina');
  nextCode();
  const code = codeOf(secret);
  const answers = await Promise.all(['192.0.2.1', '192.0.2.1'].map((from) => tries('anghelina', code, from)));
  expect(answers.toSorted()).toEqual(['identity.wrong-code', 'in']);
});

test('whoever lost telephone and codes is let in by password again from the command line, and sessions end', async () => {
  const { cookie } = await withTelephone('ghita');
  await resetSecondFactors(deps, operator, { username: 'ghita' });
  expect((await asks(cookie, '')).status).toBe(401);
  expect(await tries('ghita')).toBe('in');
});

test('the secret and the codes lie in the database only sealed or hashed', async () => {
  const { secret, recovery } = await withTelephone('varvara');
  const { rows } = await sql<{ text: string }>`
    SELECT encode(secret_sealed, 'escape') AS text FROM totp_secrets
    UNION ALL SELECT encode(code_hash, 'escape') FROM recovery_codes`.execute(owner);
  const kept = rows.map((row) => row.text).join();
  expect(kept).not.toContain(secret);
  for (const code of recovery) expect(kept).not.toContain(code.slice(0, 5));
  const { rows: events } = await sql<{ type: string }>`
    SELECT type FROM events WHERE type LIKE 'identity.totp%'`.execute(db);
  expect(events.length).toBeGreaterThan(0);
});
