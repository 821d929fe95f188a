import { generateCnp, type Sender } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anActor, aParty, insertAsRegistry, planOne, testKeys, testNow } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { planParties } from './plan-parties.ts';
import { validateSender } from './valid-sender.ts';

const { db } = await aDatabase();

let serial = 0;
/** A CNP that no other test of this file has. */
function aCnp(): string {
  const day = String((serial++ % 28) + 1).padStart(2, '0');
  return generateCnp({ birthDate: `1990-05-${day}`, sex: 'female', county: '16', serial: 900 + serial });
}

async function rowOf(id: string) {
  const { rows } = await sql<Record<string, unknown>>`SELECT * FROM parties WHERE id = ${id}`.execute(db);
  return rows[0];
}

async function eventsOf(id: string) {
  const { rows } = await sql<{ type: string; account_id: string; data: object }>`
    SELECT type, account_id, data FROM events WHERE subject_id = ${id} ORDER BY id
  `.execute(db);
  return rows;
}

async function countOf(name: string) {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM parties WHERE name = ${name}`.execute(
    db,
  );
  return rows[0]?.n;
}

describe('who a sender is', () => {
  test('the same CNP is the same person, however name and CNP are written', async () => {
    const cnp = aCnp();
    const known = await aParty(db, { name: 'Dinu Elena', cnp });
    const written = `${cnp.slice(0, 7)} ${cnp.slice(7)}`;
    expect(await planOne(db, { name: 'Marin Elena', cnp: written })).toEqual({ existingId: known });
  });

  test('the same CUI is the same body, with or without RO', async () => {
    const known = await aParty(db, { kind: 'legal', name: 'Salubris SRL', cui: 'RO 991019' });
    expect(await planOne(db, { kind: 'public-body', name: 'Salubris', cui: '991019' })).toEqual({
      existingId: known,
    });
  });

  test('a name alone never makes two people one', async () => {
    const known = await aParty(db, { name: 'Popa Ion' });
    const plan = await planOne(db, { name: 'Popa Ion' });
    expect(plan).toHaveProperty('newParty');
    expect(plan).not.toEqual({ existingId: known });
  });

  test.each([
    ['phone', { phone: '0722 000 101' }],
    ['e-mail', { email: 'Rusu.Dan@exemplu.ro' }],
  ])('name and %s together are enough when one party has them', async (_, contact) => {
    const known = await aParty(db, { name: 'Ștefan Rusu', ...contact });
    expect(await planOne(db, { name: 'STEFAN RUSU', ...contact })).toEqual({ existingId: known });
    expect(await planOne(db, { name: 'Ștefania Rusu', ...contact })).toHaveProperty('newParty');
    expect(await planOne(db, { kind: 'legal', name: 'Ștefan Rusu', ...contact })).toHaveProperty('newParty');
  });

  test('name and phone do not choose between two parties that have them', async () => {
    const father = { name: 'Toma Gheorghe', phone: '0722 000 102' };
    await aParty(db, { ...father, cnp: aCnp() });
    await aParty(db, { ...father, cnp: aCnp() });
    expect(await planOne(db, father)).toHaveProperty('newParty');
  });

  test('phone and e-mail that lead to two parties lead to none', async () => {
    await aParty(db, { name: 'Stan Ioana', phone: '0722 000 103' });
    await aParty(db, { name: 'Stan Ioana', email: 'stan.ioana@exemplu.ro' });
    const plan = await planOne(db, {
      name: 'Stan Ioana',
      phone: '0722 000 103',
      email: 'stan.ioana@exemplu.ro',
    });
    expect(plan).toHaveProperty('newParty');
  });

  test('names in a script that folds to nothing are not recognised by phone', async () => {
    await aParty(db, { name: 'Іваненко Олена', phone: '0722 000 104' });
    expect(await planOne(db, { name: 'Шевченко Тарас', phone: '0722 000 104' })).toHaveProperty('newParty');
  });

  test('senders without anything to be known by are planned without asking the database', async () => {
    const items = [
      { sender: validateSender({ kind: 'natural', name: 'Ene Radu' }, testNow), actor: anActor() },
    ];
    const nobody = undefined as unknown as typeof db;
    const [plan] = await planParties(nobody, testKeys, { items, sealedRegisterId: null, now: testNow });
    expect(plan).toMatchObject({ newParty: { name: 'Ene Radu', cnp_hash: null, cui: null } });
  });

  test('a whole batch is answered in the order in which it was asked', async () => {
    const cnp = aCnp();
    const known = await aParty(db, { name: 'Vasile Mihai', cnp });
    const senders: Sender[] = [
      { kind: 'natural', name: 'Nou Unu' },
      { kind: 'natural', name: 'Vasile Mihai', cnp },
      { kind: 'natural', name: 'Nou Doi', partyId: newId() },
      { kind: 'natural', name: 'Vasile Mihai', partyId: known },
    ];
    const items = senders.map((sender) => ({ sender: validateSender(sender, testNow), actor: anActor() }));
    const plans = await planParties(db, testKeys, { items, sealedRegisterId: null, now: testNow });
    expect(plans).toMatchObject([
      { newParty: { name: 'Nou Unu' } },
      { existingId: known },
      { refusal: { family: 'validation', fields: [{ path: 'sender.partyId', code: 'party.not-found' }] } },
      { existingId: known },
    ]);
  });
});

describe('a party that a person chose', () => {
  test.each([
    ['its own CNP', 'cnp', undefined],
    ['another CNP than its own', 'other', { path: 'sender.cnp', code: 'party.cnp-mismatch' }],
  ])('is accepted or refused by %s', async (_, which, fault) => {
    const cnp = aCnp();
    const known = await aParty(db, { name: 'Barbu Ilie', cnp });
    const plan = await planOne(db, {
      name: 'Barbu Ilie',
      partyId: known,
      cnp: which === 'cnp' ? cnp : aCnp(),
    });
    expect(plan).toMatchObject(fault ? { refusal: { fields: [fault] } } : { existingId: known });
  });

  test('is refused when the CNP typed beside it is of somebody else', async () => {
    const cnp = aCnp();
    await aParty(db, { name: 'Lazăr Doru', cnp });
    const chosen = await aParty(db, { name: 'Lazăr Doru' });
    const plan = await planOne(db, { name: 'Lazăr Doru', partyId: chosen, cnp });
    expect(plan).toMatchObject({ refusal: { fields: [{ path: 'sender.cnp', code: 'party.cnp-mismatch' }] } });
  });

  test('is refused when the CUI typed beside it is of another body', async () => {
    const chosen = await aParty(db, { kind: 'legal', name: 'Apa SA', cui: '99900176' });
    const plan = await planOne(db, { kind: 'legal', name: 'Apa SA', partyId: chosen, cui: '9900012341' });
    expect(plan).toMatchObject({ refusal: { fields: [{ path: 'sender.cui', code: 'party.cui-mismatch' }] } });
  });

  test('is refused when one is a person and the other a body', async () => {
    const chosen = await aParty(db, { kind: 'legal', name: 'Gaz SRL' });
    const plan = await planOne(db, { kind: 'natural', name: 'Gaz SRL', partyId: chosen });
    expect(plan).toMatchObject({
      refusal: { fields: [{ path: 'sender.partyId', code: 'party.kind-mismatch' }] },
    });
  });
});

describe('what a sender tells for the first time of a known party', () => {
  test('is kept with it, with an event that names fields and no values', async () => {
    const id = await aParty(db, { name: 'Sima Olga' });
    const actor = anActor();
    const cnp = aCnp();
    await planOne(
      db,
      { name: 'Sima Olga', partyId: id, cnp, phone: '0722000105', address: 'Str. Morii 2' },
      actor,
    );
    expect(await rowOf(id)).toMatchObject({ phone: '+40722000105', address: 'Str. Morii 2', email: null });
    expect(await planOne(db, { name: 'Sima Olga', cnp })).toEqual({ existingId: id });
    expect(await eventsOf(id)).toEqual([
      { type: 'party.completed', account_id: actor.accountId, data: { fields: 'cnp,phone,address' } },
    ]);
  });

  test('never overwrites what is known', async () => {
    const cnp = aCnp();
    const id = await aParty(db, { name: 'Sima Ion', cnp, phone: '0722000106', email: 'ion@exemplu.ro' });
    await planOne(db, { name: 'Sima Ion', cnp, phone: '0722999999', email: 'altul@exemplu.ro' });
    expect(await rowOf(id)).toMatchObject({ phone: '+40722000106', email: 'ion@exemplu.ro' });
    expect((await eventsOf(id)).map((event) => event.type)).toEqual([
      'party.contact-added',
      'party.contact-added',
    ]);
  });

  test('keeps another phone beside the known one, once, and knows the party by it afterwards', async () => {
    const id = await aParty(db, { name: 'Sima Vasile', phone: '0722 000 116' });
    for (let times = 0; times < 2; times++)
      await planOne(db, { name: 'Sima Vasile', partyId: id, phone: '0722 000 117' });
    const { rows } = await sql<object>`
      SELECT kind, value, source, retired_at FROM party_contacts WHERE party_id = ${id}
    `.execute(db);
    expect(rows).toEqual([
      { kind: 'phone', value: '+40722000117', source: 'registration', retired_at: null },
    ]);
    expect(await planOne(db, { name: 'SIMA VASILE', phone: '0722 000 117' })).toEqual({ existingId: id });
  });

  test('is kept once when a whole batch tells it', async () => {
    const cnp = aCnp();
    const id = await aParty(db, { name: 'Sima Dan', cnp });
    const sender = validateSender({ kind: 'natural', name: 'Sima Dan', cnp, phone: '0722000107' }, testNow);
    const items = [1, 2, 3].map(() => ({ sender, actor: anActor() }));
    await planParties(db, testKeys, { items, sealedRegisterId: null, now: testNow });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('goes to one of two parties when both are told the same CNP at once, and the other is refused', async () => {
    const ids = [await aParty(db, { name: 'Zaharia Ion' }), await aParty(db, { name: 'Zaharia Ion' })];
    const cnp = aCnp();
    const plans = await Promise.all(ids.map((partyId) => planOne(db, { name: 'Zaharia Ion', partyId, cnp })));
    expect(plans.filter((plan) => 'existingId' in plan)).toHaveLength(1);
    expect(plans.filter((plan) => 'refusal' in plan)).toHaveLength(1);
  });
});

describe('two registrations of the same newcomer', () => {
  test.each([
    ['CNP', () => ({ name: 'Concurentul Unu', cnp: aCnp() })],
    ['CUI', () => ({ kind: 'legal' as const, name: 'Concurentul SRL', cui: '9990001232' })],
  ])('at the same moment, from many places, with a new %s, meet on one party', async (_, make) => {
    const newcomer = make();
    const plans = await Promise.all(Array.from({ length: 12 }, () => planOne(db, newcomer)));
    expect(new Set(plans.map((plan) => 'existingId' in plan && plan.existingId)).size).toBe(1);
    expect(await countOf(newcomer.name)).toBe(1);
  });

  test('in one batch meet on one party', async () => {
    const sender = validateSender({ kind: 'natural', name: 'Geamăna Una', cnp: aCnp() }, testNow);
    const items = [1, 2].map(() => ({ sender, actor: anActor() }));
    const [one, other] = await planParties(db, testKeys, { items, sealedRegisterId: null, now: testNow });
    expect(one).toHaveProperty('existingId');
    expect(other).toEqual(one);
    expect(await countOf('Geamăna Una')).toBe(1);
  });

  test('many batches with the same newcomers in other orders do not stop each other', async () => {
    const senders = Array.from({ length: 20 }, (_, at) =>
      validateSender({ kind: 'natural', name: `Mulțime ${at}`, cnp: aCnp() }, testNow),
    );
    const batches = [senders, senders.toReversed(), senders.slice(10).concat(senders.slice(0, 10))];
    const planned = await Promise.all(
      batches.map((batch) => {
        const items = batch.map((sender) => ({ sender, actor: anActor() }));
        return planParties(db, testKeys, { items, sealedRegisterId: null, now: testNow });
      }),
    );
    expect(new Set(planned.flat().map((plan) => 'existingId' in plan && plan.existingId)).size).toBe(20);
  });
});

describe('parties of a confidential register', () => {
  const [whistleblowers, violence] = [newId(), newId()];

  test('are found again by that register and by no other', async () => {
    const cnp = aCnp();
    const sealed = await aParty(db, { name: 'Avertizor Unu', cnp, sealedRegisterId: whistleblowers });
    expect(await planOne(db, { name: 'Avertizor Unu', cnp, sealedRegisterId: whistleblowers })).toEqual({
      existingId: sealed,
    });
    for (const sealedRegisterId of [null, violence]) {
      const plan = await planOne(db, { name: 'Avertizor Unu', cnp, sealedRegisterId });
      expect(plan).toHaveProperty('existingId');
      expect(plan).not.toEqual({ existingId: sealed });
    }
  });

  test('come before the same person known openly, when their own register meets them again', async () => {
    const cnp = aCnp();
    const open = await aParty(db, { name: 'Avertizor Zero' });
    const sealed = await aParty(db, { name: 'Avertizor Zero', cnp, sealedRegisterId: whistleblowers });
    await planOne(db, { name: 'Avertizor Zero', partyId: open, cnp });
    const again = { name: 'Avertizor Zero', cnp };
    expect(await planOne(db, { ...again, sealedRegisterId: whistleblowers })).toEqual({ existingId: sealed });
    expect(await planOne(db, again)).toEqual({ existingId: open });
  });

  test('cannot be named by their id from elsewhere, in the same words as one that does not exist', async () => {
    const sealed = await aParty(db, { name: 'Avertizor Doi', sealedRegisterId: whistleblowers });
    const guessed = await planOne(db, { name: 'Avertizor Doi', partyId: sealed });
    expect(guessed).toEqual(await planOne(db, { name: 'Avertizor Doi', partyId: newId() }));
    expect(guessed).toMatchObject({ refusal: { code: 'party.not-found' } });
  });

  test('are not recognised from elsewhere by name and phone', async () => {
    const sender = { name: 'Avertizor Trei', phone: '0722000108' };
    await aParty(db, { ...sender, sealedRegisterId: whistleblowers });
    expect(await planOne(db, sender)).toHaveProperty('newParty');
  });

  test('may be known openly, and then stay exactly as they were', async () => {
    const cnp = aCnp();
    const open = await aParty(db, { name: 'Cunoscut Vasile', cnp });
    const before = await rowOf(open);
    const told = { name: 'Cunoscut Vasile', cnp, phone: '0722000109', sealedRegisterId: whistleblowers };
    expect(await planOne(db, told)).toEqual({ existingId: open });
    expect(await rowOf(open)).toEqual(before);
    expect(await eventsOf(open)).toEqual([]);
  });
});

test('the row that a registration inserts is complete and is the one that was planned', async () => {
  const plan = await planOne(db, { name: 'Întreg Ștefan', phone: '0722000110', address: 'Str. Morii 3' });
  if (!('newParty' in plan)) throw new Error('expected a new party');
  await insertAsRegistry(db, [plan.newParty]);
  const standsForItself = { merged_into: null, merge_id: null };
  expect(await rowOf(plan.newParty.id)).toEqual({
    ...plan.newParty,
    ...standsForItself,
    created_at: testNow,
  });
});
