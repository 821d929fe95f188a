import { generateCnp } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anActor, aParty, partyDeps } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { addContact } from './contacts/add-contact.ts';
import { changeContact } from './contacts/change-contact.ts';
import { listDuplicatePairs, listDuplicates } from './duplicates/list-duplicates.ts';
import { mergeParties } from './merge/merge-parties.ts';
import { tellApart } from './merge/tell-apart.ts';
import { addRepresentation } from './representation/add-representation.ts';
import { endRepresentation } from './representation/end-representation.ts';
import { showParty } from './show-party.ts';

const { db } = await aDatabase();
const deps = partyDeps(db);
const actor = anActor();
const register = newId();
const member = partyDeps(db, { sealedRegisters: { of: async () => [register] } });

describe('possible duplicates', () => {
  const alikeOf = async (id: string) =>
    (await listDuplicates(deps, actor, id)).items.map(({ party, reasons }) => ({ id: party.id, reasons }));

  test('share a phone or an e-mail, or have a near name at the same address', async () => {
    const known = { name: 'Prundaru Vasile', address: 'Str. Morii nr. 4', phone: '0700 000 301' };
    const one = await aParty(db, known);
    const samePhone = await aParty(db, { name: 'Prundaru V.', phone: '0700 000 301' });
    const near = await aParty(db, { name: 'Vasile PRUNDARIU', address: 'str. Morii, nr 4' });
    await aParty(db, { name: 'Prundaru Vasile', address: 'Str. Gării nr. 9' });
    await aParty(db, { name: 'Cu totul altul', address: 'Str. Morii nr. 4' });
    await aParty(db, { kind: 'legal', name: 'Prundaru Vasile', address: 'Str. Morii nr. 4' });
    expect(new Set(await alikeOf(one))).toEqual(
      new Set([
        { id: samePhone, reasons: ['phone'] },
        { id: near, reasons: ['name-address'] },
      ]),
    );
  });

  test('are never those of a confidential register, even for who is named on it, nor proposed to it', async () => {
    const shared = { name: 'Ascuns Ion', phone: '0700 000 302' };
    const open = await aParty(db, shared);
    const sealed = await aParty(db, { ...shared, name: 'Ascuns Ioan', sealedRegisterId: register });
    expect(await alikeOf(open)).toEqual([]);
    expect((await listDuplicates(member, actor, open)).items).toEqual([]);
    expect((await listDuplicates(member, actor, sealed)).items).toEqual([]);
    await expect(listDuplicates(deps, actor, sealed)).rejects.toMatchObject({ code: 'party.not-found' });
    const pairs = await listDuplicatePairs(member, actor, undefined);
    const shown = pairs.items.flatMap(({ newer, older }) => [newer.id, older.id]);
    expect(shown).not.toContain(sealed);
  });

  test('are not two CNPs, nor those that a person told apart, nor those already merged', async () => {
    const cnp = (serial: number) =>
      generateCnp({ birthDate: '1985-02-02', sex: 'male', county: '12', serial });
    const shared = { name: 'Frate Geamăn', email: 'frate@exemplu.ro' };
    const one = await aParty(db, { ...shared, cnp: cnp(911) });
    await aParty(db, { ...shared, cnp: cnp(912) });
    const third = await aParty(db, { name: 'Frate Geaman', email: 'frate@exemplu.ro' });
    const fourth = await aParty(db, { name: 'Frate Gemăn', email: 'frate@exemplu.ro' });
    expect((await alikeOf(one)).map(({ id }) => id).toSorted()).toEqual([third, fourth].toSorted());
    await tellApart(deps, actor, { requestId: newId(), partyId: one, otherId: third });
    await mergeParties(deps, actor, { requestId: newId(), survivorId: one, mergedId: fourth, take: [] });
    expect(await alikeOf(one)).toEqual([]);
  });

  test('wait in a queue with the newer first, and leave it when they were told apart', async () => {
    const older = await aParty(db, { name: 'Coadă Elena', phone: '0700 000 305' });
    const newer = await aParty(db, { name: 'Coada Elena-Maria', phone: '0700 000 305' });
    await aParty(db, { name: 'Soțul Ei', phone: '0700 000 305' });
    const ofThese = async () =>
      (await listDuplicatePairs(deps, actor, undefined)).items.filter((pair) => pair.older.id === older);
    expect(await ofThese()).toMatchObject([{ newer: { id: newer }, reasons: ['phone'] }]);
    await tellApart(deps, actor, { requestId: newId(), partyId: newer, otherId: older });
    expect(await ofThese()).toEqual([]);
  });

  test('of a value that very many share cost little and are cut', async () => {
    const first = await aParty(db, { name: 'Adăpost Unu', phone: '0700 000 306' });
    for (let at = 0; at < 40; at++) await aParty(db, { name: `Adăpost ${newId()}`, phone: '0700 000 306' });
    expect((await alikeOf(first)).length).toBeLessThanOrEqual(20);
  });
});

describe('contacts', () => {
  const contactsOf = async (id: string) =>
    (await showParty(deps, actor, id)).contacts.map(({ value, preferred, retiredAt }) => ({
      value,
      preferred,
      retired: retiredAt !== null,
    }));
  const add = (partyId: string, value: string, preferred = false) =>
    addContact(deps, actor, { requestId: newId(), partyId, kind: 'phone', value, preferred });

  test('are all kept; another may stand first, and what stood there stays beside', async () => {
    const id = await aParty(db, { name: 'Contact Ana', phone: '0700 000 401' });
    await add(id, '0700 000 402', true);
    await add(id, '0700 000 403');
    expect(await contactsOf(id)).toEqual([
      { value: '+40700000402', preferred: true, retired: false },
      { value: '+40700000401', preferred: false, retired: false },
      { value: '+40700000403', preferred: false, retired: false },
    ]);
    const third = (await showParty(deps, actor, id)).contacts[2]?.id ?? '';
    const change = { partyId: id, contactId: third } as const;
    await changeContact(deps, actor, { ...change, requestId: newId(), change: 'retire' });
    expect((await contactsOf(id))[2]).toMatchObject({ retired: true });
    await changeContact(deps, actor, { ...change, requestId: newId(), change: 'prefer' });
    expect((await contactsOf(id))[0]).toEqual({ value: '+40700000403', preferred: true, retired: false });
  });

  test('that are none, or are known, or are another party’s are refused', async () => {
    const id = await aParty(db, { name: 'Contact Ion', phone: '0700 000 411' });
    await expect(add(id, '12')).rejects.toMatchObject({
      fields: [{ path: 'value', code: 'party.phone-invalid' }],
    });
    await expect(add(id, '0700 000 411')).rejects.toMatchObject({ code: 'party.contact-known' });
    const other = await aParty(db, { name: 'Contact Alt' });
    await add(other, '0700 000 412');
    await add(other, '0700 000 413');
    const foreign = (await showParty(deps, actor, other)).contacts.find((one) => one.id !== null)?.id ?? '';
    const change = { requestId: newId(), partyId: id, contactId: foreign, change: 'retire' } as const;
    await expect(changeContact(deps, actor, change)).rejects.toMatchObject({
      code: 'party.contact-not-found',
    });
    await expect(
      addContact(deps, anActor(['party.read']), {
        requestId: newId(),
        partyId: id,
        kind: 'phone',
        value: '0700 000 414',
        preferred: false,
      }),
    ).rejects.toMatchObject({ family: 'forbidden' });
  });
});

describe('representation', () => {
  test('is on both pages, until the day it ends, and follows a merge', async () => {
    const [lawyer, client, again] = [
      await aParty(db, { name: 'Avocat Popa' }),
      await aParty(db, { name: 'Client Unu' }),
      await aParty(db, { name: 'Client Întâi' }),
    ];
    const given = { basis: 'attorney', from: '2026-01-10' } as const;
    await addRepresentation(deps, actor, {
      requestId: newId(),
      partyId: lawyer,
      representedId: client,
      ...given,
    });
    await mergeParties(deps, actor, { requestId: newId(), survivorId: again, mergedId: client, take: [] });
    const { represents } = await showParty(deps, actor, lawyer);
    expect(represents).toMatchObject([
      { party: { id: again, name: 'Client Întâi' }, current: true, until: null },
    ]);
    const id = represents[0]?.id ?? '';
    const end = { requestId: newId(), partyId: again, representationId: id, until: '2026-02-01' };
    await endRepresentation(deps, actor, end);
    expect((await showParty(deps, actor, again)).representedBy).toMatchObject([
      { party: { id: lawyer }, current: false, until: '2026-02-01' },
    ]);
    const before = endRepresentation(deps, actor, { ...end, requestId: newId(), until: '2026-01-09' });
    await expect(before).rejects.toMatchObject({ fields: [{ code: 'party.representation-days' }] });
  });

  test('of oneself, backwards in time, or across the border of a confidential register is refused', async () => {
    const [open, sealed] = [
      await aParty(db, { name: 'Deschis' }),
      await aParty(db, { name: 'Sigilat', sealedRegisterId: register }),
    ];
    const add = (given: object) =>
      addRepresentation(member, actor, {
        requestId: newId(),
        partyId: open,
        representedId: open,
        basis: 'mandate',
        from: '2026-01-10',
        ...given,
      });
    await expect(add({})).rejects.toMatchObject({ fields: [{ code: 'party.representation-self' }] });
    await expect(add({ until: '2026-01-09' })).rejects.toMatchObject({
      fields: [{ code: 'party.representation-days' }],
    });
    await expect(add({ representedId: sealed })).rejects.toMatchObject({ code: 'party.merge-border' });
    const outside = addRepresentation(deps, actor, {
      requestId: newId(),
      partyId: open,
      representedId: sealed,
      basis: 'mandate',
      from: '2026-01-10',
    });
    await expect(outside).rejects.toMatchObject({ code: 'party.not-found' });
    const { rows } =
      await sql`SELECT id FROM party_representations WHERE representative_id = ${open}`.execute(db);
    expect(rows).toEqual([]);
  });
});
