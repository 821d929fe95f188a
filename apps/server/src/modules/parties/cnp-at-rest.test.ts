import { generateCnp } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aParty, testKeys } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { lookupHash, openField } from '../../platform/crypto/field-crypto.ts';
import { newId } from '../../platform/ids.ts';

const { db, owner } = await aDatabase();
const cnp = generateCnp({ birthDate: '1984-02-29', sex: 'male', county: '05', serial: 951 });
const id = await aParty(db, { name: 'Crișan Ovidiu', cnp, phone: '0722 345 678' });

type Row = { cnp_sealed: Buffer; cnp_hash: Buffer };

async function rowOf(partyId: string): Promise<Row> {
  const { rows } = await sql<Row>`SELECT cnp_sealed, cnp_hash FROM parties WHERE id = ${partyId}`.execute(db);
  if (rows[0] === undefined) throw new Error('no such party');
  return rows[0];
}

test('no column of the row holds the digits, in whatever way the bytes are written', async () => {
  const { rows } = await sql<{
    whole: string;
  }>`SELECT parties::text AS whole FROM parties WHERE id = ${id}`.execute(db);
  const { cnp_sealed, cnp_hash } = await rowOf(id);
  const ways = [
    rows[0]?.whole,
    ...[cnp_sealed, cnp_hash].flatMap((bytes) => [bytes.toString('latin1'), bytes.toString('base64')]),
  ];
  const inHex = Buffer.from(cnp).toString('hex');
  for (const way of ways) {
    expect(way).not.toContain(cnp);
    expect(way).not.toContain(cnp.slice(1, 7));
    expect(way).not.toContain(inHex);
  }
});

test('the bytes open to the CNP with the key and the id of the party', async () => {
  const { cnp_sealed, cnp_hash } = await rowOf(id);
  expect(openField(testKeys.cnpKey, id, cnp_sealed)).toBe(cnp);
  expect(() => openField(testKeys.lookupKey, id, cnp_sealed)).toThrow();
  expect(cnp_hash).toEqual(lookupHash(testKeys.lookupKey, 'cnp', cnp));
});

test('the same CNP known to a confidential register and then openly is sealed into other bytes', async () => {
  const twice = generateCnp({ birthDate: '1984-02-29', sex: 'female', county: '05', serial: 952 });
  const sealed = await rowOf(
    await aParty(db, { name: 'Crișan Oana', cnp: twice, sealedRegisterId: newId() }),
  );
  const open = await rowOf(await aParty(db, { name: 'Crișan Oana', cnp: twice }));
  expect(sealed.cnp_hash).toEqual(open.cnp_hash);
  expect(sealed.cnp_sealed).not.toEqual(open.cnp_sealed);
});

test.each([
  ['a CNP of a body', sql`kind = 'legal'`, 'parties_cnp_of_natural'],
  ['a CUI of a person', sql`cui = '94'`, 'parties_cui_of_bodies'],
  ['half a CNP', sql`cnp_hash = NULL`, 'parties_cnp_whole'],
  ['a CNP in the clear', sql`cnp_sealed = convert_to(${cnp}, 'UTF8')`, 'parties_cnp_sealed_length'],
  ['a phone that is not E.164', sql`phone = '0722345678'`, 'parties_phone_form'],
  ['an empty name', sql`name = ''`, 'parties_name_length'],
  ['a search key that is not folded', sql`search_key = 'Crișan'`, 'parties_search_key_folded'],
])('the database itself refuses %s', async (_, change, constraint) => {
  await expect(sql`UPDATE parties SET ${change} WHERE id = ${id}`.execute(owner)).rejects.toMatchObject({
    constraint,
  });
});

test.each([
  sql`UPDATE parties SET name = 'Altul'`,
  sql`UPDATE parties SET sealed_register_id = NULL`,
  sql`DELETE FROM parties`,
])('the program may neither rename, nor unseal, nor delete a party', async (statement) => {
  await expect(statement.execute(db)).rejects.toThrow(/permission denied|renamed only by a merge/);
});
