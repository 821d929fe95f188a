import { generateCnp, permissionsOf, Role } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anActor, aParty, partyDeps } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { revealCnp } from './reveal-cnp.ts';
import { showParty } from './show-party.ts';
import { suggestParties } from './suggest-parties.ts';

const { db } = await aDatabase();
const [whistleblowers, violence] = [newId(), newId()];
const cnp = generateCnp({ birthDate: '1979-09-19', sex: 'male', county: '28', serial: 977 });
const sender = { name: 'Avertizor Tăcut', cnp, phone: '0733 222 333', email: 'tacut@exemplu.ro' };
const partyId = await aParty(db, { ...sender, sealedRegisterId: whistleblowers });
const body = {
  kind: 'legal' as const,
  name: 'Firma Mută SRL',
  cui: '9900000070',
  sealedRegisterId: whistleblowers,
};
await aParty(db, body);

const everyWord = ['avertizor', 'tacut', 'avertizro', 'a', cnp, '0733 222', 'firma', '9900000070', '990'];
const member = anActor();
const sealedRegisters = {
  of: async (who: typeof member) => (who === member ? [whistleblowers] : [violence]),
};
const deps = partyDeps(db, { sealedRegisters });

test.each(Role.options)('%s who is not named on the register never meets its parties', async (role) => {
  const outsider = anActor([
    ...new Set([...permissionsOf[role], 'party.read' as const, 'party.reveal-cnp' as const]),
  ]);
  for (const typed of everyWord) expect(await suggestParties(deps, outsider, typed)).toEqual([]);
  const notFound = { family: 'not-found', code: 'party.not-found', fields: [] };
  await expect(showParty(deps, outsider, partyId)).rejects.toMatchObject(notFound);
  const reveal = { requestId: newId(), purpose: 'Curiozitate', partyId };
  await expect(revealCnp(deps, outsider, reveal)).rejects.toMatchObject(notFound);
});

test('those who are named on it meet them everywhere', async () => {
  for (const typed of ['avertizor', 'tacut', 'avertizro', cnp, '0733 222']) {
    expect((await suggestParties(deps, member, typed)).map((party) => party.id)).toEqual([partyId]);
  }
  expect((await suggestParties(deps, member, '9900000070')).map((party) => party.name)).toEqual([body.name]);
  expect(await showParty(deps, member, partyId)).toMatchObject({ name: sender.name });
  expect(await revealCnp(deps, member, { requestId: newId(), purpose: 'Anchetă', partyId })).toEqual({ cnp });
});

test('no number of hidden parties keeps an open one from being found', async () => {
  for (let at = 0; at < 12; at++)
    await aParty(db, { name: `Aaron Ascuns ${at}`, sealedRegisterId: violence });
  const open = await aParty(db, { name: 'Aaron Văzut' });
  expect((await suggestParties(deps, member, 'aaron')).map((party) => party.id)).toEqual([open]);
});

test('looking for what is hidden leaves no trace either', async () => {
  const { rows } = await sql<{ account_id: string }>`
    SELECT account_id FROM access_log WHERE subject_id = ${partyId}
  `.execute(db);
  expect(new Set(rows.map((row) => row.account_id))).toEqual(new Set([member.accountId]));
});
