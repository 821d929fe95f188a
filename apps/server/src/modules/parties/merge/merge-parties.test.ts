import { generateCnp, type MergeField } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anActor, aParty, insertAsRegistry, partyDeps, planOne, testKeys } from '../../../../test/a-party.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { openField } from '../../../platform/crypto/field-crypto.ts';
import { newId } from '../../../platform/ids.ts';
import { showParty } from '../show-party.ts';
import { suggestParties } from '../suggest-parties.ts';
import { mergeParties } from './merge-parties.ts';
import { unmergeParties } from './unmerge-parties.ts';

const { db, owner } = await aDatabase();
const deps = partyDeps(db);
const actor = anActor();

const cnpOf = (serial: number) =>
  generateCnp({ birthDate: '1980-05-05', sex: 'female', county: '26', serial });
const merge = (survivorId: string, mergedId: string, more: { take?: MergeField[]; reason?: string } = {}) =>
  mergeParties(deps, actor, { requestId: newId(), survivorId, mergedId, take: [], ...more });
const pageOf = (id: string) => showParty(deps, actor, id);
async function unmerge(survivorId: string, mergeId?: string) {
  const id = mergeId ?? (await pageOf(survivorId)).merged[0]?.mergeId ?? newId();
  await unmergeParties(deps, actor, {
    requestId: newId(),
    survivorId,
    mergeId: id,
    reason: 'Sunt două surori',
  });
}
async function rowsOf(ids: readonly string[]) {
  const { rows } =
    await sql<object>`SELECT parties.* FROM parties WHERE id = ANY (${ids}::uuid[]) ORDER BY id`.execute(db);
  return rows;
}

test('the merged one answers with the page of the one that stands for it, found by either name', async () => {
  const survivor = await aParty(db, { name: 'Ghinea Ruxandra', phone: '0700 000 101' });
  const merged = await aParty(db, { name: 'Ginea Ruxanda', email: 'ruxandra@exemplu.ro' });
  await merge(survivor, merged, { take: ['email'] });
  expect(await pageOf(merged)).toMatchObject({
    id: survivor,
    name: 'Ghinea Ruxandra',
    email: 'ruxandra@exemplu.ro',
    merged: [{ id: merged, name: 'Ginea Ruxanda', canUndo: true }],
  });
  for (const typed of ['ginea rux', 'ghinea', '0700 000 101'])
    expect((await suggestParties(deps, actor, typed)).map((party) => party.id)).toContain(survivor);
  expect((await suggestParties(deps, actor, 'ginea')).map((party) => party.id)).not.toContain(merged);
});

test('the list after a merge is the union, and after the undoing each has its own again', async () => {
  const [one, other] = [await aParty(db, { name: 'Unu' }), await aParty(db, { name: 'Doi' })];
  const perParty = new Map([
    [one, 3],
    [other, 4],
  ]);
  const counting = partyDeps(db, {
    entries: { count: async () => perParty, list: async () => ({ items: [], next: null }) },
  });
  await merge(one, other);
  expect((await showParty(counting, actor, one)).entryCount).toBe(7);
  await unmerge(one);
  expect((await showParty(counting, actor, one)).entryCount).toBe(3);
  expect((await showParty(counting, actor, other)).entryCount).toBe(4);
});

test('a CNP taken over is sealed for its new holder, and goes back', async () => {
  const survivor = await aParty(db, { name: 'Fără Cod' });
  const merged = await aParty(db, { name: 'Cu Cod', cnp: cnpOf(901) });
  const before = await rowsOf([survivor, merged]);
  await merge(survivor, merged, { take: ['cnp'] });
  const { rows } = await sql<{
    cnp_sealed: Buffer;
  }>`SELECT cnp_sealed FROM parties WHERE id = ${survivor}`.execute(db);
  expect(openField(testKeys.cnpKey, survivor, rows[0]?.cnp_sealed ?? Buffer.alloc(0))).toBe(cnpOf(901));
  expect(await planOne(db, { name: 'Altfel scris', cnp: cnpOf(901) })).toEqual({ existingId: survivor });
  await unmerge(survivor);
  expect(await rowsOf([survivor, merged])).toEqual(before);
  expect(await planOne(db, { name: 'Altfel scris', cnp: cnpOf(901) })).toEqual({ existingId: merged });
});

test('two CNPs are one person only when somebody says why; then both lead to them', async () => {
  const survivor = await aParty(db, { name: 'Schimbată Vera', cnp: cnpOf(911) });
  const merged = await aParty(db, { name: 'Schimbat Vera', cnp: cnpOf(912) });
  await expect(merge(survivor, merged)).rejects.toMatchObject({
    family: 'validation',
    fields: [{ path: 'reason', code: 'party.merge-reason-required' }],
  });
  await merge(survivor, merged, { reason: 'CNP nou după rectificarea actului' });
  for (const serial of [911, 912]) {
    expect(await planOne(db, { name: 'Vera', cnp: cnpOf(serial) })).toEqual({ existingId: survivor });
    expect(await planOne(db, { name: 'Vera', cnp: cnpOf(serial), partyId: merged })).toEqual({
      existingId: survivor,
    });
  }
});

describe('what is never one', () => {
  test('a person and a body', async () => {
    const body = await aParty(db, { kind: 'legal', name: 'Obor SRL' });
    await expect(merge(body, await aParty(db, { name: 'Obor' }))).rejects.toMatchObject({
      code: 'party.merge-kinds',
    });
  });

  test('a party with itself, or one that was merged already', async () => {
    const [one, two, three] = [await aParty(db), await aParty(db), await aParty(db)];
    await expect(merge(one, one)).rejects.toMatchObject({ code: 'party.merge-self' });
    await merge(one, two);
    await expect(merge(three, two)).rejects.toMatchObject({ code: 'party.already-merged' });
    await expect(merge(two, three)).rejects.toMatchObject({ code: 'party.already-merged' });
  });

  test('one of a confidential register and one known openly, even for who sees both; for others it is not there', async () => {
    const register = newId();
    const sealed = await aParty(db, { name: 'Ascunsă', sealedRegisterId: register });
    const open = await aParty(db, { name: 'Văzută' });
    const command = { requestId: newId(), survivorId: open, mergedId: sealed, take: [] };
    await expect(mergeParties(deps, actor, command)).rejects.toMatchObject({ code: 'party.not-found' });
    const member = partyDeps(db, { sealedRegisters: { of: async () => [register] } });
    await expect(mergeParties(member, actor, command)).rejects.toMatchObject({ code: 'party.merge-border' });
    const byHand = sql`UPDATE parties SET merged_into = ${open}, merge_id = ${newId()} WHERE id = ${sealed}`;
    await expect(byHand.execute(owner)).rejects.toThrow(/never one/);
  });

  test('a circle, whoever tries: two merges of the same two at once leave one', async () => {
    const [one, two] = [await aParty(db), await aParty(db)];
    const done = await Promise.allSettled([merge(one, two), merge(two, one)]);
    expect(done.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('a value that the other does not have', async () => {
    await expect(merge(await aParty(db), await aParty(db), { take: ['phone'] })).rejects.toMatchObject({
      fields: [{ path: 'take', code: 'party.merge-nothing-to-take' }],
    });
  });
});

test('who may not merge is refused, and repeating a merge does nothing twice', async () => {
  const [one, two] = [await aParty(db), await aParty(db)];
  const command = { requestId: newId(), survivorId: one, mergedId: two, take: [] };
  await expect(mergeParties(deps, anActor(['party.read', 'party.edit']), command)).rejects.toMatchObject({
    family: 'forbidden',
  });
  await mergeParties(deps, actor, command);
  await mergeParties(deps, actor, command);
  expect((await pageOf(one)).merged).toHaveLength(1);
});

test('a chain is undone from its newest end, and what was learnt meanwhile stays', async () => {
  const [one, two, three] = [
    await aParty(db, { name: 'Lanț A' }),
    await aParty(db, { name: 'Lanț B', email: 'b@exemplu.ro' }),
    await aParty(db, { name: 'Lanț C', email: 'c@exemplu.ro' }),
  ];
  await merge(one, two, { take: ['email'] });
  const first = (await pageOf(one)).merged[0]?.mergeId;
  await merge(one, three, { take: ['email'] });
  await expect(unmerge(one, first)).rejects.toMatchObject({ code: 'party.merge-not-last' });
  await planOne(db, { name: 'Lanț', partyId: one, phone: '0700 000 199' });
  await unmerge(one);
  await unmerge(one, first);
  expect(await pageOf(one)).toMatchObject({ email: null, phone: '+40700000199', merged: [] });
});

type Known = { phone: boolean; email: boolean; address: boolean; cnp: boolean };
let serial = 920;

async function aPersonKnownBy(has: Known, at: number): Promise<string> {
  const plan = await planOne(db, {
    name: `Persoana ${at} ${newId()}`,
    ...(has.phone && { phone: `07000002${10 + at}` }),
    ...(has.email && { email: `p${at}@exemplu.ro` }),
    ...(has.address && { address: `Strada ${at}` }),
    ...(has.cnp && serial < 999 && { cnp: cnpOf(serial++) }),
  });
  if ('refusal' in plan) throw plan.refusal;
  if ('existingId' in plan) return plan.existingId;
  await insertAsRegistry(db, [plan.newParty]);
  return plan.newParty.id;
}

/** Merges as long as it may be done; gives the survivors, in order. */
async function mergeAll(ids: readonly string[], steps: readonly [number, number, MergeField[]][]) {
  const done: string[] = [];
  for (const [into, from, take] of steps) {
    const [survivorId = '', mergedId = ''] = [ids[into % ids.length], ids[from % ids.length]];
    const merging = merge(survivorId, mergedId, { take, reason: 'probă' });
    await merging.then(
      () => done.push(survivorId),
      () => undefined,
    );
  }
  return done;
}

test('merges in any order and choice, undone from the newest, leave every row as it was', async () => {
  const fields: MergeField[] = ['name', 'phone', 'email', 'address', 'cnp'];
  const known = fc.record({
    phone: fc.boolean(),
    email: fc.boolean(),
    address: fc.boolean(),
    cnp: fc.boolean(),
  });
  let merged = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(known, { minLength: 3, maxLength: 5 }),
      fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.subarray(fields)), { minLength: 1, maxLength: 6 }),
      async (people, steps) => {
        const ids = await Promise.all(people.map(aPersonKnownBy));
        const before = await rowsOf(ids);
        const done = await mergeAll(ids, steps);
        merged += done.length;
        for (const survivorId of done.toReversed()) await unmerge(survivorId);
        expect(await rowsOf(ids)).toEqual(before);
      },
    ),
    { numRuns: 25 },
  );
  expect(merged).toBeGreaterThan(5);
});

test('acts of merging and undoing are kept for ever', async () => {
  for (const table of ['party_merges', 'party_unmerges', 'party_distinctions'])
    await expect(sql`DELETE FROM ${sql.table(table)}`.execute(owner)).rejects.toThrow(/append-only/);
});
