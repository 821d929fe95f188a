import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { aClock } from '../../../test/a-clock.ts';
import { anIdentityServer, identityDeps } from '../../../test/an-identity.ts';
import { anOrganisation } from '../../../test/an-organisation.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createProgram } from '../../platform/cli/create-program.ts';
import { describeFailure } from '../../platform/cli/describe-failure.ts';
import { importOrganisation, noUnitFiles } from '../organisation/index.ts';
import { openGeneralRegister } from '../registry/index.ts';
import { identityCommands } from './identity-commands.ts';
import { initialiseInstitution } from './initialise-institution.ts';
import { commandLine } from './operator.ts';

const { db } = await aDatabase();
const clock = aClock();
const deps = identityDeps(db, clock);
const password = 'parola de la primărie';

/** Runs a command with these lines on standard input; gives what it printed, or the sentence of its failure. */
async function opis(words: string, lines: string[] = []): Promise<string> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    printed.push(String(line));
    return true;
  });
  const input = new PassThrough();
  input.end(lines.map((line) => `${line}\n`).join(''));
  const program = createProgram();
  const streams = { input, output: new PassThrough() };
  identityCommands(program, (work) => work(deps), { streams, openGeneralRegister });
  try {
    await program.parseAsync(words.split(' '), { from: 'user' });
    return printed.join('').trimEnd();
  } catch (error) {
    const sentence = describeFailure(error);
    if (sentence === undefined) throw error;
    return sentence;
  } finally {
    write.mockRestore();
  }
}

const init =
  'init --name Comuna --short-name Comuna --username admin --given-name Ilinca --family-name Ursachi';

test('init refuses a short password and an empty name, and leaves nothing behind', async () => {
  expect(await opis(init, ['scurtă'])).toMatch(/^Parola are cel puțin 12 caractere\./);
  expect(await opis('init', ['', 'Comuna', 'admin', 'Ilinca', 'Ursachi', password])).toMatch(
    /institution\.name: Completați acest câmp\./,
  );
  expect(await opis(init.replace('admin', 'ăla'), [password])).toMatch(
    /^Numele de utilizator are litere mici/,
  );
  expect(await opis(init)).toMatch(/^Lipsește răspunsul la: Parola/);
  const { rows } = await sql<{ n: number }>`
    SELECT (SELECT count(*) FROM institution) + (SELECT count(*) FROM staff) AS n
  `.execute(db);
  expect(rows).toEqual([{ n: 0 }]);
});

test('of two who begin together one names the institution and opens its first administrator', async () => {
  const answers = {
    name: 'Comuna',
    shortName: 'Comuna',
    givenName: 'Ilinca',
    familyName: 'Ursachi',
    title: 'x',
    password,
  };
  const empty = await aDatabase.forTest();
  const outcomes = await Promise.allSettled(
    ['admin', 'altul'].map((username) =>
      initialiseInstitution(identityDeps(empty.db, clock), commandLine, { ...answers, username }),
    ),
  );
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  await empty.drop();
});

test('init names the institution and opens its first administrator, once', async () => {
  expect(await opis(`${init} --general-register`, [password])).toMatch(
    /^Instituția este definită, iar contul „admin” este administrator\.\nRegistrul general este deschis\./,
  );
  const { rows } = await sql`SELECT code, kind FROM registers`.execute(db);
  expect(rows).toEqual([{ code: 'general', kind: 'general' }]);
  expect(JSON.parse(await opis('account list --json'))).toMatchObject([
    { name: 'Ilinca Ursachi', title: 'administrator', roles: [{ role: 'administrator', unit: null }] },
  ]);
  expect(await opis(init, [password])).toBe('Instituția este deja definită și are conturi.');
});

test('account create, grant, withdraw, set-password and close do what they say', async () => {
  await importOrganisation({ db, clock, unitFiles: noUnitFiles }, anOrganisation());
  const create = 'account create --username zamfira --staff zamfira-porumbacu';
  expect(await opis(create, [password])).toBe('Contul „zamfira” este deschis.');
  expect(await opis('account grant --account zamfira --role case-handler --unit juridic')).toBe(
    'Rolul este dat.',
  );
  expect(await opis('account grant --account zamfira --role registrar')).toBe('Rolul este dat.');
  expect(await opis('account withdraw --account zamfira --role registrar')).toBe('Rolul este retras.');
  expect(await opis('account list')).toMatch(
    /zamfira +Zamfira Porumbacu +registrator +case-handler@juridic +deschis/,
  );

  const app = await anIdentityServer(deps);
  const signIn = async (typed: string) =>
    (
      await app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { username: 'zamfira', password: typed },
      })
    ).statusCode;
  expect(await signIn(password)).toBe(200);
  expect(await opis('account set-password --account zamfira', ['parola cea nouă'])).toBe(
    'Parola este schimbată.',
  );
  expect([await signIn(password), await signIn('parola cea nouă')]).toEqual([401, 200]);
  expect(await opis('account close --account zamfira')).toBe('Contul „zamfira” este închis.');
  expect(await signIn('parola cea nouă')).toBe(401);
});

test('what cannot be done is said in a sentence', async () => {
  const person = { code: 'nou', givenName: 'Nicu', familyName: 'Bârlea', title: 'inspector' };
  const staff = [{ ...person, position: null, office: null, activeFrom: '2020-01-01' }];
  await importOrganisation({ db, clock, unitFiles: noUnitFiles }, anOrganisation({ staff }));
  await opis('account create --username nou --staff nou --no-password');
  const refusals = {
    'account create --username x --staff nimeni --no-password': 'Nu există un angajat cu această marcă.',
    'account create --username y --staff nou --no-password': 'Această persoană are deja un cont.',
    'account create --username nou --staff zamfira-porumbacu --no-password':
      'Numele de utilizator este folosit deja.',
    'account grant --account nimeni --role auditor': 'Nu există un cont activ cu acest nume de utilizator.',
    'account grant --account nou --role auditor --unit nicaieri': 'Nu există un compartiment cu acest cod.',
    'account grant --account nou --role head-of-unit':
      'Acest rol se dă într-un compartiment. Numiți compartimentul.',
    'account withdraw --account nou --role auditor': 'Contul nu are acest rol.',
    'token create --account nimeni --name x': 'Nu există un cont activ cu acest nume de utilizator.',
    'token revoke x': 'Nu există o cheie de acces cu acest identificator.',
    'token create --account nou': 'Opțiunea --name <text> este obligatorie. Ajutor: npx opis --help',
  };
  for (const [words, sentence] of Object.entries(refusals)) expect(await opis(words)).toBe(sentence);
  await opis('account grant --account nou --role auditor');
  expect(await opis('account grant --account nou --role auditor')).toBe('Contul are deja acest rol.');
});

test('token create prints the key alone; list shows it without its text; revoke ends it', async () => {
  const text = await opis(
    'token create --account nou --name robot --expires 30 --permission entry.register party.read',
  );
  expect(text).toMatch(/^opis_[\w-]{43}$/);
  await opis('token create --account nou --name alt-robot');
  const listed = JSON.parse(await opis('token list --json'));
  expect(listed).toMatchObject([
    { account: 'nou', name: 'alt-robot', permissions: null, expiresAt: '2027-06-29T06:00:00.000Z' },
    {
      account: 'nou',
      name: 'robot',
      permissions: ['entry.register', 'party.read'],
      expiresAt: '2026-07-29T06:00:00.000Z',
    },
  ]);
  expect(JSON.stringify(listed)).not.toContain(text.slice(5));
  expect(await opis(`token revoke ${listed[1].id}`)).toBe('Cheia este retrasă.');
  clock.pass({ days: 400 });
  const table = await opis('token list');
  expect(table).toMatch(/alt-robot .*expirată/);
  expect(table).toMatch(/ robot .*entry\.register party\.read .*retrasă/);
  for (const wrong of ['0', '-1', 'x', '1.5', '3651', '99999']) {
    expect(await opis(`token create --account nou --name x --expires=${wrong}`)).toMatch(/nu este bună/);
  }
});

test('every act is an event that names nobody and holds no text of a person', async () => {
  const { rows } = await sql<{ type: string }>`SELECT DISTINCT type FROM events ORDER BY type`.execute(db);
  expect(rows.map((row) => row.type)).toEqual([
    'identity.account-closed',
    'identity.account-created',
    'identity.password-changed',
    'identity.role-granted',
    'identity.role-withdrawn',
    'identity.sign-in-failed',
    'identity.signed-in',
    'identity.token-created',
    'identity.token-revoked',
    'organisation.changed',
    'register.created',
  ]);
  const { rows: named } = await sql`
    SELECT FROM events WHERE account_id IS NOT NULL AND type <> 'identity.signed-in'
      OR data::text ~* 'zamfira|porumbacu|robot|parola'
  `.execute(db);
  expect(named).toEqual([]);
});
