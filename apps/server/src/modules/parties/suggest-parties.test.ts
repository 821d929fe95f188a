import { generateCnp } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import { anActor, aParty, partyDeps } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { suggestParties } from './suggest-parties.ts';

const { db } = await aDatabase();
const cnp = generateCnp({ birthDate: '1988-03-09', sex: 'female', county: '16', serial: 912 });

await aParty(db, {
  name: 'Ștefănescu Ana-Maria',
  cnp,
  phone: '0722 111 201',
  email: 'ana@exemplu.ro',
  address: 'Str. Morii 2',
});
await aParty(db, { name: 'Popescu Ștefan' });
await aParty(db, { name: 'Pop Ioana' });
await aParty(db, { name: 'Țânțăreanu Doru' });
await aParty(db, { name: 'Asociația Târgu Vechi', kind: 'legal', cui: '9900012341', phone: '0251 123 456' });
await aParty(db, { name: 'Cooperativa Tîrgu Nou', kind: 'legal' });
await aParty(db, { name: 'Școala 12 Lunca Albă', kind: 'public-body', cui: '99900176' });
await aParty(db, { name: 'Іваненко Олена' });
for (let at = 1; at <= 20; at++) await aParty(db, { name: `Multescu Nr${String(at).padStart(2, '0')}` });

const deps = partyDeps(db);
const namesFor = async (typed: string) =>
  (await suggestParties(deps, anActor(), typed)).map((party) => party.name);

describe('a name is found', () => {
  test.each([
    'STEFANESCU',
    'Ştefănescu',
    'Ștefănescu',
    'stefan ana',
    'ana stefa',
    '  ștefănescu   ANA-maria ',
  ])('however its letters are typed: %j', async (typed) => {
    expect((await namesFor(typed))[0]).toBe('Ștefănescu Ana-Maria');
  });

  test.each([
    ['Targu', ['Asociația Târgu Vechi', 'Cooperativa Tîrgu Nou']],
    ['tîrgu', ['Asociația Târgu Vechi', 'Cooperativa Tîrgu Nou']],
    ['tantareanu', ['Țânțăreanu Doru']],
    ['12', ['Școala 12 Lunca Albă']],
  ])('in the old and in the new orthography: %s', async (typed, names) => {
    expect(await namesFor(typed)).toEqual(names);
  });

  test('from its first letters on, those that begin so first', async () => {
    expect(await namesFor('stefan')).toEqual(['Ștefănescu Ana-Maria', 'Popescu Ștefan']);
    expect(await namesFor('pop')).toEqual(['Pop Ioana', 'Popescu Ștefan']);
  });

  test.each([
    ['Stefanecsu', 'Ștefănescu Ana-Maria'],
    ['Popsecu Stefan', 'Popescu Ștefan'],
    ['Tantarianu', 'Țânțăreanu Doru'],
    ['Asociatia Trgu', 'Asociația Târgu Vechi'],
    ['Popsec', 'Popescu Ștefan'],
  ])('when it is misspelt: %s', async (typed, name) => {
    expect(await namesFor(typed)).toEqual([name]);
  });

  test.each(['Xqzw', 'Popescu Xenia', '', '   ', '…', '%', '_', "'; DROP TABLE parties; --", 'Шевченко'])(
    'only when there is one like it: %j finds nobody',
    async (typed) => {
      expect(await namesFor(typed)).toEqual([]);
    },
  );

  test('eight at most, in the order of names', async () => {
    expect(await namesFor('multescu')).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((at) => `Multescu Nr0${at}`));
  });
});

describe('a number is found', () => {
  test.each([
    ['the beginning of a CUI', '99900', ['Asociația Târgu Vechi', 'Școala 12 Lunca Albă'].slice(1)],
    ['a whole CUI with RO', 'RO 9900012341', ['Asociația Târgu Vechi']],
    ['a phone as it is read aloud', '0251 123 456', ['Asociația Târgu Vechi']],
    ['the beginning of a phone', '0722 111', ['Ștefănescu Ana-Maria']],
    ['a phone from abroad', '+40 722 111', ['Ștefănescu Ana-Maria']],
    ['a phone with 0040', '0040722111201', ['Ștefănescu Ana-Maria']],
  ])('by %s', async (_, typed, names) => {
    expect(await namesFor(typed)).toEqual(names);
  });

  test.each(['07', '+40', '722111201', 'RO99'])('not by %s, which says too little', async (typed) => {
    expect(await namesFor(typed)).toEqual([]);
  });
});

describe('a CNP', () => {
  test('is found whole, with or without spaces, and shown masked', async () => {
    const [found] = await suggestParties(
      deps,
      anActor(),
      `${cnp.slice(0, 1)} ${cnp.slice(1, 7)} ${cnp.slice(7)}`,
    );
    expect(found).toEqual({
      id: found?.id,
      kind: 'natural',
      name: 'Ștefănescu Ana-Maria',
      maskedCnp: `2••••••••••${cnp.slice(-2)}`,
      cui: null,
      phone: '+40722111201',
      email: 'ana@exemplu.ro',
      address: 'Str. Morii 2',
      entryCount: 0,
    });
  });

  test('is never found by a part of it, nor with a wrong digit', async () => {
    for (let length = 1; length < cnp.length; length++) {
      expect(await namesFor(cnp.slice(0, length))).toEqual([]);
      if (length > 2) expect(await namesFor(cnp.slice(-length))).toEqual([]);
    }
    expect(await namesFor(`${cnp.slice(0, 12)}${(Number(cnp.at(-1)) + 1) % 10}`)).toEqual([]);
  });
});

test('each party comes with the number of its entries that the one who asks may see', async () => {
  const asked: string[] = [];
  const actor = anActor();
  const count = async (who: typeof actor, ids: readonly string[]) => {
    asked.push(who.accountId);
    return new Map(ids.slice(0, 1).map((id) => [id, 7]));
  };
  const entries = { ...deps.entries, count };
  const found = await suggestParties(partyDeps(db, { entries }), actor, 'stefan');
  expect(found.map((party) => party.entryCount)).toEqual([7, 0]);
  expect(asked).toEqual([actor.accountId]);
});

test('who may not read parties gets none', async () => {
  await expect(suggestParties(deps, anActor(['entry.read-book']), 'pop')).rejects.toMatchObject({
    family: 'forbidden',
    code: 'identity.forbidden',
  });
});
