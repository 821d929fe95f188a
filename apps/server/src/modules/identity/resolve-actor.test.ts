import { permissionsOf, Role } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anAccount, anIdentity, operator } from '../../../test/an-identity.ts';
import { newId } from '../../platform/ids.ts';
import { holds } from './actor.ts';
import { createToken } from './create-token.ts';
import { fileReachOf } from './file-reach.ts';
import { resolveAccount, resolveActor } from './resolve-actor.ts';
import { readTokenSecret } from './secret.ts';

const { deps, db, owner, clock } = await anIdentity();
let run = 0;

async function aTree(picks: readonly number[]): Promise<Map<string, string | null>> {
  const parents = new Map<string, string | null>();
  for (const [at, pick] of picks.entries()) {
    const [id, code] = [newId(), `t${run}-${at}`];
    const parentId = [null, ...parents.keys()][pick % (at + 1)] ?? null;
    await sql`INSERT INTO units (id, parent_id, code, name, short_name, position)
              VALUES (${id}, ${parentId}, ${code}, ${code}, ${code}, ${at})`.execute(db);
    parents.set(id, parentId);
  }
  return parents;
}

test('scopes and principals are what brute force over the tree and the grants finds', async () => {
  const someGrant = fc.record({ role: fc.constantFrom(...Role.options), at: fc.nat(), whole: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
      fc.uniqueArray(someGrant, { maxLength: 4, selector: (grant) => grant.role }),
      async (picks, wanted) => {
        run += 1;
        const parents = await aTree(picks);
        const units = [...parents.keys()];
        const username = `scop-${run}`;
        const { id: accountId, staffId } = await anAccount(deps, { username });
        const grants = wanted.map(({ role, at, whole }) => {
          const mustName = role === 'head-of-unit' || role === 'case-handler';
          return { role, unit: whole && !mustName ? null : (units[at % units.length] ?? null) };
        });
        for (const { role, unit } of grants) {
          await sql`INSERT INTO role_grants (id, account_id, role, unit_id, valid_from)
                    VALUES (${newId()}, ${accountId}, ${role}, ${unit}, ${clock.now()})`.execute(db);
        }
        const { text } = await createToken(deps, operator, {
          username,
          name: 'x',
          days: 1,
          permissions: null,
        });
        const credential = readTokenSecret(text);
        const actor = credential && (await resolveActor(deps, credential))?.actor;
        if (actor === undefined) throw new Error('the key opened nothing');

        const isUnder = (id: string | null, top: string): boolean =>
          id !== null && (id === top || isUnder(parents.get(id) ?? null, top));
        for (const role of Role.options) {
          for (const permission of permissionsOf[role]) {
            const giving = grants.filter((grant) => permissionsOf[grant.role].includes(permission));
            for (const unit of units) {
              const expected = giving.some((grant) => grant.unit === null || isUnder(unit, grant.unit));
              expect(holds(actor, permission, unit)).toBe(expected);
            }
            expect(holds(actor, permission, null)).toBe(giving.some((grant) => grant.unit === null));
          }
        }
        const everyUnit = (await sql<{ id: string }>`SELECT id FROM units`.execute(db)).rows.map(
          (row) => row.id,
        );
        const files = grants.flatMap(({ role, unit }) => {
          if (fileReachOf[role] === 'subtree')
            return everyUnit.filter((id) => unit === null || isUnder(id, unit));
          return fileReachOf[role] === 'unit' && unit !== null ? [unit] : [];
        });
        expect([...actor.principals].sort()).toEqual([...new Set([staffId, ...files])].sort());
      },
    ),
    { numRuns: 25 },
  );
});

test('a role counts from its beginning to its end', async () => {
  const { id: accountId } = await anAccount(deps, { username: 'interimar' });
  const [from, to] = [new Date(clock.now().getTime() + 1_000), new Date(clock.now().getTime() + 2_000)];
  await sql`INSERT INTO role_grants (id, account_id, role, valid_from, valid_to)
            VALUES (${newId()}, ${accountId}, 'auditor', ${from}, ${to})`.execute(owner);
  const { text } = await createToken(deps, operator, {
    username: 'interimar',
    name: 'x',
    days: 1,
    permissions: null,
  });
  const credential = readTokenSecret(text);
  const rolesAfter = async (ms: number) => {
    clock.pass({ ms });
    return credential && (await resolveActor(deps, credential))?.actor.roles;
  };
  expect(await rolesAfter(999)).toEqual([]);
  expect(await rolesAfter(1)).toEqual(['auditor']);
  expect(await rolesAfter(999)).toEqual(['auditor']);
  expect(await rolesAfter(1)).toEqual([]);
});

test('the seeder acts as the person of an account, with the rights of that account', async () => {
  await anAccount(deps, { username: 'grefier', roles: [{ role: 'registrar', unit: null }] });
  const actor = await resolveAccount(deps, 'grefier');
  expect(actor).toMatchObject({
    username: 'grefier',
    roles: ['registrar'],
    via: 'seeder',
    credentialId: null,
  });
  expect(await resolveAccount(deps, 'nimeni')).toBeUndefined();
});
