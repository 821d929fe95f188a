import { substitutableRoles } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anAbsence } from '../../../test/a-substitution.ts';
import { anAccount, anIdentity } from '../../../test/an-identity.ts';
import { toLegalTime } from '../../platform/clock.ts';
import { type Actor, holds, resolveAccount } from '../identity/index.ts';
import { declareSubstitution, type SubstitutionDeps } from './index.ts';

const { deps: identity, db, owner, clock } = await anIdentity();
const deps: SubstitutionDeps = { db, clock, forgetCallers: () => {} };

const start = '2026-06-29T06:00:00Z';
let run = 0;

/** People with accounts of these roles; each list of people is its own. */
async function people(count: number, role: 'registrar' | 'administrator' | 'auditor' = 'registrar') {
  run += 1;
  const made: { username: string; staffId: string }[] = [];
  for (let at = 0; at < count; at += 1) {
    const username = `om${run}-${at}`;
    const { staffId } = await anAccount(identity, { username, roles: [{ role, unit: null }] });
    made.push({ username, staffId });
  }
  return made;
}

async function actor(username: string): Promise<Actor> {
  const found = await resolveAccount({ db, clock }, username);
  if (found === undefined) throw new Error('nobody');
  return found;
}

const namesFor = async (username: string) =>
  (await actor(username)).onBehalf.map(({ staffId, until }) => ({ staffId, until }));

async function declare(
  absent: { username: string },
  substitute: { staffId: string },
  period: { firstDay: string; lastDay: string },
) {
  return declareSubstitution(
    deps,
    await actor(absent.username),
    anAbsence({ substituteId: substitute.staffId, ...period }),
  );
}

test.each([
  ['summer', '2026-07-01', '2026-07-10', '2026-06-30T21:00:00Z', '2026-07-10T21:00:00Z'],
  [
    'the night that loses an hour',
    '2027-03-28',
    '2027-03-28',
    '2027-03-27T22:00:00Z',
    '2027-03-28T21:00:00Z',
  ],
  [
    'the night that gains an hour',
    '2026-10-25',
    '2026-10-25',
    '2026-10-24T21:00:00Z',
    '2026-10-25T22:00:00Z',
  ],
  ['New Year', '2026-12-31', '2027-01-01', '2026-12-30T22:00:00Z', '2027-01-01T22:00:00Z'],
])(
  'begins and returns by itself at the midnights of Bucharest: %s',
  async (_when, firstDay, lastDay, from, to) => {
    clock.set(start);
    const [absent, substitute] = await people(2);
    if (!absent || !substitute) throw new Error('people');
    await declare(absent, substitute, { firstDay, lastDay });
    const at = async (instant: string, ms: number) => {
      clock.set(new Date(new Date(instant).getTime() + ms).toISOString());
      return namesFor(substitute.username);
    };
    const standing = [{ staffId: absent.staffId, until: lastDay }];
    expect(await at(from, -1)).toEqual([]);
    expect(await at(from, 0)).toEqual(standing);
    expect(await at(to, -1)).toEqual(standing);
    expect(await at(to, 0)).toEqual([]);
  },
);

test('a chain passes on to whoever is here, until the first of its days ends', async () => {
  clock.set(start);
  const [a, b, c] = await people(3);
  if (!a || !b || !c) throw new Error('people');
  await declare(a, b, { firstDay: '2026-07-01', lastDay: '2026-07-10' });
  await declare(b, c, { firstDay: '2026-07-03', lastDay: '2026-07-05' });
  clock.set('2026-07-02T09:00:00Z');
  expect(await namesFor(b.username)).toEqual([{ staffId: a.staffId, until: '2026-07-10' }]);
  expect(await namesFor(c.username)).toEqual([]);
  clock.set('2026-07-04T09:00:00Z');
  expect(await namesFor(b.username)).toEqual([]);
  expect(new Set(await namesFor(c.username))).toEqual(
    new Set([
      { staffId: a.staffId, until: '2026-07-05' },
      { staffId: b.staffId, until: '2026-07-05' },
    ]),
  );
  clock.set('2026-07-06T09:00:00Z');
  expect(await namesFor(b.username)).toEqual([{ staffId: a.staffId, until: '2026-07-10' }]);
});

test('who stands in has the rights of who is away beside their own, and who is away keeps theirs', async () => {
  clock.set(start);
  const [substitute] = await people(1);
  if (!substitute) throw new Error('people');
  const absent = { username: 'sef-plecat' };
  const roles = [{ role: 'head-of-unit' as const, unit: 'juridic' }];
  const { staffId } = await anAccount(identity, { username: absent.username, roles });
  await declare(absent, substitute, { firstDay: '2026-07-01', lastDay: '2026-07-10' });
  clock.set('2026-07-02T09:00:00Z');
  const [acting, away] = [await actor(substitute.username), await actor(absent.username)];
  const unitOf = async (code: string) =>
    (await sql<{ id: string }>`SELECT id FROM units WHERE code = ${code}`.execute(db)).rows[0]?.id ?? '';
  const [juridic, contencios] = [await unitOf('juridic'), await unitOf('contencios')];
  expect(holds(acting, 'substitution.declare', contencios)).toBe(true);
  expect(holds(acting, 'entry.register', null)).toBe(true);
  expect(acting.principals).toEqual([acting.staffId, staffId, juridic]);
  expect(acting.own.principals).toEqual([acting.staffId]);
  expect(acting.own.scopes.has('substitution.declare')).toBe(false);
  expect(acting.roles).toEqual(['registrar']);
  expect(holds(away, 'substitution.declare', juridic)).toBe(true);
});

test.each(['administrator', 'auditor'] as const)('the rights of an %s pass to nobody', async (role) => {
  clock.set(start);
  const [absent] = await people(1, role);
  const [substitute] = await people(1);
  if (!absent || !substitute) throw new Error('people');
  await declare(absent, substitute, { firstDay: '2026-07-01', lastDay: '2026-07-10' });
  clock.set('2026-07-02T09:00:00Z');
  const acting = await actor(substitute.username);
  expect(substitutableRoles).not.toContain(role);
  expect(acting.scopes).toEqual(acting.own.scopes);
  // The papers handed to the person themselves are still followed.
  expect(acting.principals).toContain(absent.staffId);
});

test('nothing passes from somebody who no longer works here, or whose account is closed', async () => {
  clock.set(start);
  const [left, closed, substitute] = await people(3);
  if (!left || !closed || !substitute) throw new Error('people');
  await declare(left, substitute, { firstDay: '2026-07-01', lastDay: '2026-07-10' });
  await declare(closed, substitute, { firstDay: '2026-07-01', lastDay: '2026-07-10' });
  await sql`UPDATE staff SET active_to = '2026-07-02' WHERE id = ${left.staffId}`.execute(owner);
  await sql`UPDATE accounts SET active = false WHERE staff_id = ${closed.staffId}`.execute(owner);
  clock.set('2026-07-02T09:00:00Z');
  const acting = await actor(substitute.username);
  expect(acting.onBehalf.map((person) => person.staffId)).toEqual([closed.staffId]);
  expect(acting.onBehalf[0]?.scopes.size).toBe(0);
});

type Declared = { absent: number; substitute: number; from: number; to: number };
const dayOf = (at: number) =>
  toLegalTime(new Date(Date.parse('2026-07-01T09:00:00Z') + at * 86_400_000)).date;

/** Who stands in for whom on a day, by walking from each person who is away to the first who is not. */
function bruteForce(declared: readonly Declared[], day: number, count: number): number[][] {
  const next = (who: number) =>
    declared.find((d) => d.absent === who && d.from <= day && day <= d.to)?.substitute;
  const heldBy: number[][] = Array.from({ length: count }, () => []);
  for (let who = 0; who < count; who += 1) {
    let at = next(who);
    for (let steps = 0; at !== undefined && next(at) !== undefined; steps += 1) {
      if (steps > count) throw new Error('circle');
      at = next(at);
    }
    if (at !== undefined) heldBy[at]?.push(who);
  }
  return heldBy;
}

function closesCircle(declared: readonly Declared[], added: Declared): boolean {
  for (let day = added.from; day <= added.to; day += 1) {
    const next = (who: number) =>
      declared.find((d) => d.absent === who && d.from <= day && day <= d.to)?.substitute;
    for (let at: number | undefined = added.substitute; at !== undefined; at = next(at)) {
      if (at === added.absent) return true;
    }
  }
  return false;
}

/** Declares what was asked for, expecting of each the refusal that brute force finds; gives what was accepted. */
async function declareAll(
  team: readonly { username: string; staffId: string }[],
  wanted: readonly Declared[],
): Promise<Declared[]> {
  const declared: Declared[] = [];
  for (const added of wanted) {
    const [who, instead] = [team[added.absent], team[added.substitute]];
    if (!who || !instead) throw new Error('people');
    const refused = await declare(who, instead, {
      firstDay: dayOf(added.from),
      lastDay: dayOf(added.to),
    }).then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );
    expect(refused).toBe(expectedRefusal(declared, added));
    if (refused === undefined) declared.push(added);
  }
  return declared;
}

function expectedRefusal(declared: readonly Declared[], added: Declared): string | undefined {
  if (closesCircle(declared, added)) return 'substitution.circle';
  const overlaps = declared.some(
    (d) => d.absent === added.absent && d.from <= added.to && added.from <= d.to,
  );
  return overlaps ? 'substitution.overlaps' : undefined;
}

test('any declarations: the same are refused and the same people act as brute force over the days finds', async () => {
  const count = 5;
  const someone = fc.nat({ max: count - 1 });
  const someDeclaration = fc
    .record({ absent: someone, substitute: someone, from: fc.nat({ max: 6 }), length: fc.nat({ max: 3 }) })
    .filter(({ absent, substitute }) => absent !== substitute)
    .map(({ from, length, ...who }) => ({ ...who, from, to: from + length }));
  await fc.assert(
    fc.asyncProperty(fc.array(someDeclaration, { minLength: 2, maxLength: 8 }), async (wanted) => {
      clock.set(start);
      const team = await people(count);
      const declared = await declareAll(team, wanted);
      for (let day = 0; day < 10; day += 1) {
        clock.set(new Date(Date.parse('2026-07-01T09:00:00Z') + day * 86_400_000).toISOString());
        const expected = bruteForce(declared, day, count);
        for (const [at, { username }] of team.entries()) {
          const standing = (await actor(username)).onBehalf.map((person) => person.staffId).sort();
          expect(standing).toEqual((expected[at] ?? []).map((who) => team[who]?.staffId).sort());
        }
      }
    }),
    { numRuns: 12 },
  );
});
