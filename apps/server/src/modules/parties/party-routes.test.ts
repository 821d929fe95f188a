import { Writable } from 'node:stream';
import { generateCnp, type Permission, permissionsOf } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { anActor, aParty, partyDeps } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createHttp } from '../../platform/http/http.ts';
import { newId } from '../../platform/ids.ts';
import { partyRoutes } from './party-routes.ts';

const { db } = await aDatabase();
const cnp = generateCnp({ birthDate: '1993-07-17', sex: 'female', county: '12', serial: 905 });
const id = await aParty(db, { name: 'Moldovan Ioana', cnp });
const logged: string[] = [];

/** The parties' doors with somebody signed in, and everything that is logged kept to be looked through. */
function open(permissions: readonly Permission[] = permissionsOf.registrar) {
  const into = new Writable({
    write(chunk, _, done) {
      logged.push(String(chunk));
      done();
    },
  });
  const app = createHttp({ log: pino({ level: 'trace' }, into), trustProxy: false });
  const actor = anActor(permissions);
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request) => {
    request.actor = actor;
  });
  partyRoutes(app, partyDeps(db));
  return app;
}

const app = open();
const search = (q: unknown) => app.inject({ method: 'POST', url: '/api/v1/parties/search', payload: { q } });
const reveal = (payload: unknown, partyId = id) =>
  app.inject({ method: 'POST', url: `/api/v1/parties/${partyId}/reveal`, payload: payload as object });

test('search, page and reveal answer with what the contract says', async () => {
  const found = await search('moldovan');
  expect(found.json()).toMatchObject({ items: [{ id, name: 'Moldovan Ioana', entryCount: 0 }] });
  const page = await app.inject({ url: `/api/v1/parties/${id}` });
  expect(page.json()).toMatchObject({ id, maskedCnp: `2••••••••••${cnp.slice(-2)}`, entries: [] });
  const shown = await reveal({ requestId: newId(), purpose: 'Verificare' });
  expect([shown.statusCode, shown.json()]).toEqual([200, { cnp }]);
});

test('no answer but the reveal holds the CNP, and the log never does', async () => {
  const answers = await Promise.all([
    search(cnp),
    app.inject({ url: `/api/v1/parties/${id}` }),
    reveal({ requestId: newId(), purpose: '' }),
    reveal({ requestId: newId(), purpose: 'Verificare', cnp }),
  ]);
  expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 422, 422]);
  for (const answer of answers) expect(answer.body).not.toContain(cnp);
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.join('')).not.toContain(cnp);
});

describe('what is missing or wrong is answered with a problem', () => {
  test.each([
    [{ purpose: 'Verificare' }, 'requestId', 'field.required'],
    [{ requestId: newId() }, 'purpose', 'field.required'],
    [{ requestId: newId(), purpose: 'ab' }, 'purpose', 'field.required'],
    [{ requestId: newId(), purpose: ' \u200b ' }, 'purpose', 'field.required'],
    [{ requestId: 'x', purpose: 'Verificare' }, 'requestId', 'field.invalid'],
    [{ requestId: [newId()], purpose: 'Verificare' }, 'requestId', 'field.invalid'],
    [{ requestId: newId(), purpose: 'a\0b' }, 'purpose', 'field.not-text'],
    [{ requestId: newId(), purpose: 'Verificare', partyId: id }, 'partyId', 'field.unexpected'],
  ])('%j', async (payload, path, code) => {
    const answer = await reveal(payload);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().fields).toMatchObject([{ path, code }]);
  });

  test.each(['x', '%00', '..%2f..', 'null', encodeURIComponent("' OR 1=1 --")])(
    'the address %s',
    async (guessed) => {
      const answer = await app.inject({ url: `/api/v1/parties/${guessed}` });
      expect([404, 422]).toContain(answer.statusCode);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    },
  );

  test('without the right to reveal', async () => {
    const reader = open(['party.read']);
    const answer = await reader.inject({
      method: 'POST',
      url: `/api/v1/parties/${id}/reveal`,
      payload: { requestId: newId(), purpose: 'Verificare' },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'identity.forbidden']);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    "'; DROP TABLE parties; --",
    '%_\\',
    '\ud800',
    'a\0b',
    '\u202egnp.exe',
    '{{7*7}}',
    '<img onerror=x>',
    cnp,
  ),
);

test('no text whatever in the search makes it fail', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (q) => {
      const answer = await search(q);
      expect([200, 422]).toContain(answer.statusCode);
      expect(answer.body).not.toContain(cnp);
    }),
    { numRuns: 150 },
  );
});

test('a word of hundreds of letters is searched for, and a misspelt one too', async () => {
  await aParty(db, { name: 'ß'.repeat(150) });
  const found = async (q: string) => (await search(q)).json().items.length;
  expect(await found('ß'.repeat(200))).toBe(1);
  expect(await found(`x${'ß'.repeat(150)}`)).toBe(1);
});

test('a search in the address finds nothing: there a CNP would reach the logs', async () => {
  const answer = await app.inject({ url: `/api/v1/parties?q=${cnp}` });
  expect(answer.statusCode).toBe(404);
});

test.each([[undefined], [null], [13], [['a']], [{ a: 1 }], ['x'.repeat(201)]])(
  'a search for %j is refused, not failed',
  async (q) => {
    expect((await search(q)).statusCode).toBe(422);
  },
);

test('no purpose whatever makes the reveal fail, and what it says is kept word for word', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (purpose) => {
      const answer = await reveal({ requestId: newId(), purpose });
      expect([200, 422]).toContain(answer.statusCode);
    }),
    { numRuns: 100 },
  );
  const { rows } = await sql<{
    purpose: string;
  }>`SELECT purpose FROM access_log WHERE kind = 'revealed'`.execute(db);
  expect(rows.map((row) => row.purpose)).toContain("'; DROP TABLE parties; --");
});
