import { randomUUID } from 'node:crypto';
import type { Substitution } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aClock } from '../../../test/a-clock.ts';
import { aServer, type Caller } from '../../../test/a-server.ts';
import { anAbsence } from '../../../test/a-substitution.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const clock = aClock('2026-06-29T06:00:00Z');
const server = await aServer(database, { clock });

async function staffIdOf({ username }: Pick<Caller, 'username'>): Promise<string> {
  const { rows } = await sql<{ staff_id: string }>`
    SELECT staff_id FROM accounts WHERE username = ${username}`.execute(database.db);
  return rows[0]?.staff_id ?? '';
}

async function aPerson(...roles: Parameters<typeof server.aCaller>) {
  const caller = await server.aCaller(...roles);
  return { ...caller, staffId: await staffIdOf(caller) };
}

const declare = (by: Caller, absence: Parameters<typeof anAbsence>[0]) =>
  by.request('POST', '/api/v1/substitutions', anAbsence(absence)) as Promise<{
    status: number;
    body: Substitution & { code: string };
  }>;
const act = (by: Caller, id: string, verb: 'end' | 'change', body: object = {}) =>
  by.request('POST', `/api/v1/substitutions/${id}/${verb}`, { requestId: randomUUID(), ...body }) as Promise<{
    status: number;
    body: Substitution & { code: string };
  }>;
const list = async (by: Caller, whose: 'mine' | 'team') =>
  ((await by.request('GET', `/api/v1/substitutions?whose=${whose}`)).body as { items: Substitution[] }).items;

/** Puts somebody on a post of the unit. */
async function posted(staffId: string, unit: string) {
  await sql`INSERT INTO positions (id, unit_id, name, leads, seats)
    SELECT ${randomUUID()}, units.id, ${randomUUID()}, false, 1 FROM units WHERE units.code = ${unit}`.execute(
    database.owner,
  );
  await sql`UPDATE staff SET position_id = (SELECT positions.id FROM positions JOIN units ON units.id = positions.unit_id
    WHERE units.code = ${unit} ORDER BY positions.id DESC LIMIT 1) WHERE id = ${staffId}`.execute(
    database.owner,
  );
}

test('a person declares their own leave; the event says who, instead of whom and from when', async () => {
  const [absent, substitute] = [await aPerson(['registrar']), await aPerson(['registrar'])];
  const { status, body } = await declare(absent, { substituteId: substitute.staffId });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    absent: { staffId: absent.staffId },
    substitute: { staffId: substitute.staffId },
    state: 'coming',
    actingToday: null,
    actions: ['change', 'end'],
  });
  const { rows } = await sql<{ type: string; data: object; on_behalf_of: string | null }>`
    SELECT type, data, on_behalf_of FROM events WHERE subject_id = ${body.id}`.execute(database.db);
  expect(rows).toEqual([
    {
      type: 'substitution.declared',
      on_behalf_of: null,
      data: {
        absent: absent.staffId,
        substitute: substitute.staffId,
        firstDay: '2026-07-01',
        lastDay: '2026-07-10',
        reason: 'leave',
      },
    },
  ]);
});

test('the same request twice declares once; with another body it is a conflict', async () => {
  const [absent, substitute] = [await aPerson(['registrar']), await aPerson(['registrar'])];
  const absence = anAbsence({ substituteId: substitute.staffId });
  const [first, second] = [
    await absent.request('POST', '/api/v1/substitutions', absence),
    await absent.request('POST', '/api/v1/substitutions', absence),
  ];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toEqual(first.body);
  const other = await absent.request('POST', '/api/v1/substitutions', { ...absence, lastDay: '2026-07-11' });
  expect(other).toMatchObject({ status: 409, body: { code: 'request.id-reused' } });
  const stolen = await substitute.request('POST', '/api/v1/substitutions', {
    ...absence,
    substituteId: absent.staffId,
    firstDay: '2026-08-01',
    lastDay: '2026-08-02',
  });
  expect(stolen).toMatchObject({ status: 409, body: { code: 'request.id-reused' } });
});

test.each([
  [
    'its last day before its first',
    { firstDay: '2026-07-10', lastDay: '2026-07-09' },
    'substitution.period-reversed',
  ],
  ['a period that is over', { firstDay: '2026-06-20', lastDay: '2026-06-28' }, 'substitution.period-past'],
  ['more than two years', { firstDay: '2026-07-01', lastDay: '2028-07-02' }, 'substitution.period-too-long'],
])('refuses %s, at the field of it', async (_what, period, code) => {
  const [absent, substitute] = [await aPerson(['registrar']), await aPerson(['registrar'])];
  const { status, body } = await declare(absent, { substituteId: substitute.staffId, ...period });
  expect({ status, body }).toMatchObject({
    status: 422,
    body: { code, fields: [{ path: 'lastDay', code }] },
  });
});

test('refuses oneself, strangers, and a substitute who leaves before the end', async () => {
  const [absent, leaver] = [await aPerson(['registrar']), await aPerson(['registrar'])];
  await sql`UPDATE staff SET active_to = '2026-07-10' WHERE id = ${leaver.staffId}`.execute(database.owner);
  const tried = [
    await declare(absent, { substituteId: absent.staffId }),
    await declare(absent, { substituteId: randomUUID() }),
    await declare(absent, { substituteId: leaver.staffId }),
  ];
  expect(tried.map(({ status, body }) => [status, body.code])).toEqual([
    [422, 'substitution.of-oneself'],
    [404, 'substitution.person-not-found'],
    [422, 'substitution.substitute-leaves'],
  ]);
});

test('two absences of one person do not overlap by a day, and a circle is refused, in Romanian', async () => {
  const [a, b, c] = [
    await aPerson(['registrar']),
    await aPerson(['registrar']),
    await aPerson(['registrar']),
  ];
  await declare(a, { substituteId: b.staffId });
  const overlapping = await declare(a, {
    substituteId: c.staffId,
    firstDay: '2026-07-10',
    lastDay: '2026-07-12',
  });
  expect(overlapping).toMatchObject({ status: 409, body: { code: 'substitution.overlaps' } });
  expect(
    (await declare(a, { substituteId: c.staffId, firstDay: '2026-07-11', lastDay: '2026-07-12' })).status,
  ).toBe(201);
  expect(
    (await declare(b, { substituteId: c.staffId, firstDay: '2026-07-05', lastDay: '2026-07-06' })).status,
  ).toBe(201);
  const circle = await declare(c, { substituteId: a.staffId, firstDay: '2026-07-06', lastDay: '2026-07-06' });
  expect(circle).toMatchObject({
    status: 409,
    body: { code: 'substitution.circle', fields: [{ path: 'substituteId' }] },
  });
  expect(
    (await declare(c, { substituteId: a.staffId, firstDay: '2026-07-07', lastDay: '2026-07-07' })).status,
  ).toBe(201);
});

test('of two that would close a circle at the same moment, one is refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [await aPerson(['registrar']), await aPerson(['registrar'])];
    const answers = await Promise.all([
      declare(a, { substituteId: b.staffId }),
      declare(b, { substituteId: a.staffId }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  }
});

test('a head declares for the people of their units, an administrator for anybody, others for nobody else', async () => {
  const head = await aPerson(['head-of-unit'], 'juridic');
  const administrator = await aPerson(['administrator']);
  const [mine, substitute, stranger] = [
    await aPerson([]),
    await aPerson(['registrar']),
    await aPerson(['registrar']),
  ];
  await posted(mine.staffId, 'contencios');
  const forMine = { absentId: mine.staffId, substituteId: substitute.staffId };
  expect((await declare(stranger, forMine)).body.code).toBe('substitution.not-allowed');
  const { status, body } = await declare(head, forMine);
  expect(status).toBe(201);
  expect((await declare(head, { absentId: stranger.staffId, substituteId: mine.staffId })).status).toBe(403);
  expect(
    (await declare(administrator, { absentId: stranger.staffId, substituteId: substitute.staffId })).status,
  ).toBe(201);

  expect((await list(head, 'team')).map(({ id }) => id)).toEqual([body.id]);
  expect((await list(administrator, 'team')).length).toBeGreaterThan(1);
  expect(await list(stranger, 'team')).toEqual([]);
  expect((await list(substitute, 'mine')).find(({ id }) => id === body.id)).toMatchObject({ actions: [] });
  expect((await act(stranger, body.id, 'end')).status).toBe(404);
  expect((await act(substitute, body.id, 'end')).status).toBe(403);
  expect((await act(head, body.id, 'end')).body).toMatchObject({ state: 'past', actions: [] });
  expect((await act(head, body.id, 'end')).body.code).toBe('substitution.over-already');
});

test('a change ends what was declared and keeps it known; the new one counts at once', async () => {
  const [absent, first, second] = [
    await aPerson([]),
    await aPerson(['registrar']),
    await aPerson(['registrar']),
  ];
  const { body } = await declare(absent, { substituteId: first.staffId, firstDay: '2026-06-29' });
  const standing = async (caller: Caller) =>
    (
      (await caller.request('GET', '/api/v1/session')).body as {
        standingIn: { staffId: string; until: string }[];
      }
    ).standingIn;
  expect(await standing(first)).toMatchObject([{ staffId: absent.staffId, until: '2026-07-10' }]);
  const changed = await act(absent, body.id, 'change', {
    substituteId: second.staffId,
    firstDay: '2026-06-29',
    lastDay: '2026-07-20',
    reason: 'sick-leave',
  });
  expect(changed).toMatchObject({ status: 200, body: { state: 'current', lastDay: '2026-07-20' } });
  expect(await standing(first)).toEqual([]);
  expect(await standing(second)).toMatchObject([{ staffId: absent.staffId, until: '2026-07-20' }]);
  expect((await list(absent, 'mine')).map(({ id }) => id)).toEqual([changed.body.id]);
  const { rows } = await sql`SELECT id FROM substitutions WHERE absent_id = ${absent.staffId}`.execute(
    database.db,
  );
  expect(rows).toHaveLength(2);
  await act(absent, changed.body.id, 'end');
  expect(await standing(second)).toEqual([]);
});

test('who stands in for a head declares in the name of the head, and only then', async () => {
  const head = await aPerson(['head-of-unit'], 'juridic');
  const [deputy, mine, other] = [await aPerson([]), await aPerson([]), await aPerson([])];
  await posted(mine.staffId, 'juridic');
  await declare(head, { substituteId: deputy.staffId, firstDay: '2026-06-29', lastDay: '2026-06-29' });
  const forMine = await declare(deputy, { absentId: mine.staffId, substituteId: other.staffId });
  const own = await declare(deputy, {
    substituteId: other.staffId,
    firstDay: '2026-08-01',
    lastDay: '2026-08-02',
  });
  const { rows } = await sql<{ subject_id: string; on_behalf_of: string | null }>`
    SELECT subject_id, on_behalf_of FROM events WHERE subject_id IN (${forMine.body.id}, ${own.body.id})
  `.execute(database.db);
  expect(new Map(rows.map((row) => [row.subject_id, row.on_behalf_of]))).toEqual(
    new Map([
      [forMine.body.id, head.staffId],
      [own.body.id, null],
    ]),
  );
});

test('who acts through a key gains and loses the rights at midnight, kept callers or not', async () => {
  clock.set('2026-06-29T06:00:00Z');
  const [absent, substitute] = [await aPerson(['registrar']), await aPerson([])];
  await declare(absent, { substituteId: substitute.staffId, firstDay: '2026-06-30', lastDay: '2026-06-30' });
  const permissions = async (instant: string) => {
    clock.set(instant);
    return ((await substitute.request('GET', '/api/v1/session')).body as { permissions: string[] })
      .permissions;
  };
  expect(await permissions('2026-06-29T20:59:59.999Z')).toEqual([]);
  expect(await permissions('2026-06-29T21:00:00Z')).toContain('entry.register');
  expect(await permissions('2026-06-30T20:59:59.999Z')).toContain('entry.register');
  expect(await permissions('2026-06-30T21:00:00Z')).toEqual([]);
  clock.set('2026-06-29T06:00:00Z');
});

test('the database refuses to rewrite a declaration or to begin an ended one again', async () => {
  const [absent, substitute] = [await aPerson([]), await aPerson([])];
  const { body } = await declare(absent, { substituteId: substitute.staffId });
  const rewrite = sql`UPDATE substitutions SET last_day = '2026-12-31' WHERE id = ${body.id}`;
  await expect(rewrite.execute(database.db)).rejects.toThrow(/permission denied/);
  await expect(rewrite.execute(database.owner)).rejects.toThrow(/only ended/);
  await act(absent, body.id, 'end');
  await expect(
    sql`UPDATE substitutions SET ended_at = NULL, ended_by = NULL WHERE id = ${body.id}`.execute(
      database.owner,
    ),
  ).rejects.toThrow(/only ended/);
});
