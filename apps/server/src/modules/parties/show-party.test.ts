import { generateCnp } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anActor, aParty, partyDeps, testNow } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { showParty } from './show-party.ts';

const { db } = await aDatabase();
const cnp = generateCnp({ birthDate: '1971-12-31', sex: 'male', county: '40', serial: 933 });
const id = await aParty(db, { name: 'Dobre Mircea', cnp });

async function accesses(subjectId: string) {
  const { rows } = await sql<object>`
    SELECT kind, account_id, subject_type, purpose, at FROM access_log WHERE subject_id = ${subjectId} ORDER BY id
  `.execute(db);
  return rows;
}

test('a page tells who it is, with the CNP masked, and the entries that the registry lets be seen', async () => {
  const entry = {
    register: 'general',
    year: 2026,
    number: 12,
    registrationNumber: '12/21.11.2026',
    subject: 'Cerere',
    status: 'registered' as const,
    unit: 'Juridic',
    state: 'open' as const,
  };
  const deps = partyDeps(db, {
    entries: {
      count: async () => new Map([[id, 1]]),
      list: async (_, ids) => ({ items: ids.includes(id) ? [entry] : [], next: null }),
    },
  });
  expect(await showParty(deps, anActor(), id)).toEqual({
    id,
    kind: 'natural',
    name: 'Dobre Mircea',
    maskedCnp: `1••••••••••${cnp.slice(-2)}`,
    cui: null,
    phone: null,
    email: null,
    address: null,
    entryCount: 1,
    createdAt: testNow.toISOString(),
    contacts: [],
    represents: [],
    representedBy: [],
    merged: [],
    entries: [entry],
    entriesNext: null,
    actions: ['reveal-cnp', 'edit', 'merge'],
  });
});

test('looking at a page leaves a record of who looked, and when', async () => {
  const looked = await aParty(db, { name: 'Privit Ion' });
  const actor = anActor();
  await showParty(partyDeps(db), actor, looked);
  expect(await accesses(looked)).toEqual([
    {
      kind: 'viewed',
      account_id: actor.accountId,
      subject_type: 'party',
      purpose: 'party-page',
      at: testNow,
    },
  ]);
});

test('a page whose record of access cannot be written is not shown', async () => {
  const nobody = { ...anActor(), accountId: 'not a uuid' };
  await expect(showParty(partyDeps(db), nobody, id)).rejects.toThrow(/uuid/);
});

test('a party that does not exist is not found, and nothing is recorded', async () => {
  const guessed = newId();
  await expect(showParty(partyDeps(db), anActor(), guessed)).rejects.toMatchObject({
    family: 'not-found',
    code: 'party.not-found',
  });
  expect(await accesses(guessed)).toEqual([]);
});

test('who may not read parties is refused before anything is read', async () => {
  await expect(showParty(partyDeps(db), anActor(['audit.read']), id)).rejects.toMatchObject({
    family: 'forbidden',
  });
});
