import { generateCnp } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anActor, aParty, partyDeps, testNow } from '../../../test/a-party.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { revealCnp } from './reveal-cnp.ts';

const { db } = await aDatabase();
const deps = partyDeps(db);
const purpose = 'Verificarea identității la ghișeu';

let serial = 900;
async function aPartyWithCnp() {
  const cnp = generateCnp({ birthDate: '1966-06-06', sex: 'female', county: '70', serial: serial++ });
  return { cnp, partyId: await aParty(db, { name: 'Enache Lidia', cnp }) };
}

async function traceOf(partyId: string) {
  const { rows: accesses } = await sql<object>`
    SELECT kind, account_id, purpose, at FROM access_log WHERE subject_id = ${partyId} ORDER BY id
  `.execute(db);
  const { rows: events } = await sql<object>`
    SELECT type, account_id, data FROM events WHERE subject_id = ${partyId} ORDER BY id
  `.execute(db);
  return { accesses, events };
}

test('a reveal gives the whole CNP and leaves who, when, whose and what for', async () => {
  const { cnp, partyId } = await aPartyWithCnp();
  const actor = anActor();
  expect(await revealCnp(deps, actor, { requestId: newId(), purpose, partyId })).toEqual({ cnp });
  expect(await traceOf(partyId)).toEqual({
    accesses: [{ kind: 'revealed', account_id: actor.accountId, purpose, at: testNow }],
    events: [{ type: 'party.cnp-revealed', account_id: actor.accountId, data: {} }],
  });
});

test('the same request again shows it again with one record in all, also when both come at once', async () => {
  const { cnp, partyId } = await aPartyWithCnp();
  const actor = anActor();
  const command = { requestId: newId(), purpose, partyId };
  const shown = await Promise.all([1, 2, 3].map(() => revealCnp(deps, actor, command)));
  expect(shown).toEqual([{ cnp }, { cnp }, { cnp }]);
  expect((await traceOf(partyId)).accesses).toHaveLength(1);
});

test('the same request id for another purpose or another party is a conflict and reveals nothing', async () => {
  const [one, other] = [await aPartyWithCnp(), await aPartyWithCnp()];
  const actor = anActor();
  const requestId = newId();
  await revealCnp(deps, actor, { requestId, purpose, partyId: one.partyId });
  for (const command of [
    { requestId, purpose: 'Alt scop', partyId: one.partyId },
    { requestId, purpose, partyId: other.partyId },
  ]) {
    await expect(revealCnp(deps, actor, command)).rejects.toMatchObject({
      family: 'conflict',
      code: 'request.id-reused',
    });
  }
  expect((await traceOf(other.partyId)).accesses).toEqual([]);
});

test('the CNP is not kept with the command, nor in the log of access, nor in the events', async () => {
  const { cnp, partyId } = await aPartyWithCnp();
  await revealCnp(deps, anActor(), { requestId: newId(), purpose, partyId });
  const { rows } = await sql<{ found: string }>`
    SELECT commands::text AS found FROM commands UNION ALL SELECT access_log::text FROM access_log
    UNION ALL SELECT events::text FROM events
  `.execute(db);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.filter((row) => row.found.includes(cnp))).toEqual([]);
});

test('a party without a CNP has none to reveal', async () => {
  const partyId = await aParty(db, { name: 'Fără Cod' });
  await expect(revealCnp(deps, anActor(), { requestId: newId(), purpose, partyId })).rejects.toMatchObject({
    family: 'not-found',
    code: 'party.no-cnp',
  });
  expect((await traceOf(partyId)).accesses).toEqual([]);
});

test('reading parties does not give the right to reveal', async () => {
  const { partyId } = await aPartyWithCnp();
  const reader = anActor(['party.read']);
  await expect(revealCnp(deps, reader, { requestId: newId(), purpose, partyId })).rejects.toMatchObject({
    family: 'forbidden',
  });
  expect((await traceOf(partyId)).accesses).toEqual([]);
});

test('a CNP moved by hand to another party does not open there', async () => {
  const [one, other] = [await aPartyWithCnp(), await aPartyWithCnp()];
  await sql`
    UPDATE parties SET cnp_sealed = (SELECT source.cnp_sealed FROM parties AS source WHERE source.id = ${one.partyId})
    WHERE parties.id = ${other.partyId}
  `.execute(db);
  await expect(
    revealCnp(deps, anActor(), { requestId: newId(), purpose, partyId: other.partyId }),
  ).rejects.toThrow();
});
