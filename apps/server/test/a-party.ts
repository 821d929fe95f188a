import { createHash } from 'node:crypto';
import { type Permission, permissionsOf, type Sender } from '@opis/contracts';
import { sql } from 'kysely';
import type { Actor } from '../src/modules/identity/index.ts';
import {
  type PartyDeps,
  type PartyPlan,
  type PartyRow,
  planParties,
  validateSender,
} from '../src/modules/parties/index.ts';
import type { FieldKeys } from '../src/platform/crypto/field-crypto.ts';
import type { Db } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';

/** Keys of the tests alone. */
export const testKeys: FieldKeys = {
  cnpKey: createHash('sha256').update('cnp key of the tests').digest(),
  lookupKey: createHash('sha256').update('look-up key of the tests').digest(),
};

/** The moment at which the parties' tests stand. */
export const testNow = new Date('2026-11-21T10:00:00.000Z');

/** Somebody with these permissions over the whole institution; a registrar unless told otherwise. */
export function anActor(permissions: readonly Permission[] = permissionsOf.registrar): Actor {
  const rights = {
    scopes: new Map(permissions.map((permission) => [permission, 'institution' as const])),
    principals: [],
  };
  return {
    accountId: newId(),
    staffId: newId(),
    username: 'registrator',
    displayName: 'Ionescu Dana',
    unitId: null,
    officeId: null,
    roles: [],
    ...rights,
    own: rights,
    onBehalf: [],
    via: 'session',
    credentialId: newId(),
  };
}

export type SenderParts = Partial<Sender> & { sealedRegisterId?: string | null };

/** What the parties' module plans for one sender. */
export async function planOne(db: Db, parts: SenderParts = {}, actor = anActor()): Promise<PartyPlan> {
  const { sealedRegisterId = null, ...sender } = parts;
  const valid = validateSender({ kind: 'natural', name: 'Popescu Ana-Maria', ...sender }, testNow);
  const items = [{ sender: valid, actor }];
  const [plan] = await planParties(db, testKeys, { items, sealedRegisterId, now: testNow });
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

/** Makes a sender known, the way a registration does; gives the party's id. */
export async function aParty(db: Db, parts: SenderParts = {}): Promise<string> {
  const plan = await planOne(db, parts);
  if ('refusal' in plan) throw plan.refusal;
  if ('existingId' in plan) return plan.existingId;
  await insertAsRegistry(db, [plan.newParty]);
  return plan.newParty.id;
}

/** The statement by which a registration writes its new parties. */
export async function insertAsRegistry(db: Db, rows: readonly PartyRow[]): Promise<void> {
  await sql`
    INSERT INTO parties SELECT party.* FROM json_populate_recordset(NULL::parties, ${JSON.stringify(rows)}) AS party
  `.execute(db);
}

/** What the parties' doors are given in tests: the registry above them knows no confidential register and no entry. */
export function partyDeps(db: Db, given: Partial<PartyDeps> = {}): PartyDeps {
  return {
    db,
    clock: { now: () => testNow },
    keys: testKeys,
    sealedRegisters: { of: async () => [] },
    entries: { count: async () => new Map(), list: async () => ({ items: [], next: null }) },
    ...given,
  };
}
