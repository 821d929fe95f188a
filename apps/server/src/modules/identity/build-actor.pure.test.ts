import { Permission, permissionsOf, Role } from '@opis/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds } from './actor.ts';
import { buildActor, type Grant } from './build-actor.ts';
import { fileReachOf } from './file-reach.ts';

const who = {
  accountId: 'account',
  staffId: 'staff',
  username: 'sabina',
  displayName: 'Sabina Măgureanu',
  unitId: null,
  officeId: null,
  via: 'session' as const,
  credentialId: 'session',
  standIns: [],
};
const units = ['a', 'b', 'c', 'd'];
const someGrant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom(...Role.options),
  unitId: fc.option(fc.constantFrom(...units)),
  units: fc.subarray(units),
  onBehalfOf: fc.constant(null),
});

test('a permission holds exactly where some grant of a role that has it reaches', () => {
  fc.assert(
    fc.property(
      fc.array(someGrant, { maxLength: 5 }),
      fc.constantFrom(...Permission.options),
      (grants, permission) => {
        const actor = buildActor({ ...who, grants, permissions: null });
        const giving = grants.filter((grant) => permissionsOf[grant.role].includes(permission));
        for (const unit of [...units, null]) {
          const expected = giving.some(
            (grant) => grant.unitId === null || (unit !== null && grant.units.includes(unit)),
          );
          expect(holds(actor, permission, unit)).toBe(expected);
        }
      },
    ),
  );
});

test('a key carries what it names of what its account holds, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(someGrant), fc.subarray([...Permission.options]), (grants, permissions) => {
      const whole = buildActor({ ...who, grants, permissions: null });
      const narrow = buildActor({ ...who, grants, permissions });
      for (const permission of Permission.options) {
        const expected = permissions.includes(permission) ? whole.scopes.get(permission) : undefined;
        expect(narrow.scopes.get(permission)).toEqual(expected);
      }
    }),
  );
});

test('everybody reads as themselves; files of units only as their role says', () => {
  const principals = (role: Role, unitId: string | null, reached: string[]) =>
    buildActor({ ...who, grants: [{ role, unitId, units: reached, onBehalfOf: null }], permissions: null })
      .principals;
  for (const role of Role.options) {
    const expected = { unit: ['staff', 'a'], subtree: ['staff', 'a', 'b'], none: ['staff'] }[
      fileReachOf[role]
    ];
    expect(principals(role, 'a', ['a', 'b'])).toEqual(expected);
  }
  expect(principals('director', null, units)).toEqual(['staff', ...units]);
  expect(principals('registrar', null, [])).toEqual(['staff']);
  for (const role of ['archivist', 'auditor', 'administrator'] as const) {
    expect(principals(role, null, units)).toEqual(['staff']);
  }
});
