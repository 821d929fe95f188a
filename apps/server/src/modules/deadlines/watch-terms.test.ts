import { mailedAddress, OrganisationEdit } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { aClock } from '../../../test/a-clock.ts';
import { aMailServer } from '../../../test/a-mail-server.ts';
import { anActor, aRegistry } from '../../../test/a-registry.ts';
import { aTerm, nobody, termDeps, termEvents, theTerm } from '../../../test/a-term.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { toLegalTime } from '../../platform/clock.ts';
import { createMailer } from '../../platform/mail/mailer.ts';
import { assignCaseFile, openlyNamedFiles } from '../case-files/index.ts';
import { notify } from '../notices/index.ts';
import { changeOrganisation } from '../organisation/index.ts';
import { badgeOf, meetTerms, metLate, moveTerms } from './index.ts';
import { mailDigests } from './mail-digest.ts';
import { previewDays } from './preview-days.ts';
import { hourWarningOf, warningOf, watchTerms } from './watch-terms.ts';

const database = await aDatabase();
const { db, owner } = database;
// Monday, 29 June 2026, nine in the morning.
const clock = aClock('2026-06-29T06:00:00Z');
const registry = await aRegistry(database, { clock, trustHour: true });
const deps = termDeps(db, clock);
const mail = await aMailServer();
const digests = {
  ...deps,
  mailer: createMailer({ url: mail.url, from: 'opis@valea-mica.example' }),
  publicUrl: 'https://valea-mica.example',
  openlyNamed: (ids: readonly string[]) => openlyNamedFiles(db, ids),
};
let registrar: Awaited<ReturnType<typeof anActor>>;
let handler: Awaited<ReturnType<typeof anActor>>;
let administrator: Awaited<ReturnType<typeof anActor>>;
beforeAll(async () => {
  registrar = await anActor(database);
  const juridic = await registry.organisation.findUnit('juridic');
  const principals = juridic ? [juridic.id] : [];
  handler = await anActor(database, ['case-handler'], { principals });
  administrator = await anActor(database, ['administrator']);
  await sql`UPDATE staff SET email = 'inspector@valea-mica.example' WHERE staff.id = ${handler.staffId}`.execute(
    owner,
  );
});

/** A file with the handler, with a term of so many days that began then. */
async function aFile(part: Parameters<typeof aTerm>[2] = {}) {
  const file = await registry.register(registrar, { unit: 'juridic', direction: 'internal' });
  const to = { self: true } as const;
  await assignCaseFile({ ...registry, db }, handler, {
    id: file.id,
    requestId: crypto.randomUUID(),
    version: 1,
    to,
  });
  return { ...file, term: await aTerm(deps, file, part) };
}
const noticesOf = async (fileId: string) => {
  const { rows } = await sql<{ kind: string; staffId: string }>`
    SELECT notices.kind, notices.staff_id AS "staffId" FROM notices WHERE notices.case_file_id = ${fileId}
    ORDER BY notices.created_at`.execute(db);
  return rows;
};
const at = async (instant: string, work: () => Promise<void>) => {
  clock.set(instant);
  await work();
  clock.set('2026-06-29T06:00:00Z');
};

test('people are told ten, five and two days before, and when it was missed, once each', async () => {
  const { id, term } = await aFile({ on: '2026-06-29' });
  expect(term.dueOn).toBe('2026-07-29');
  const seen: string[] = [];
  for (const day of ['07-10', '07-20', '07-21', '07-24', '07-27', '07-28', '07-30', '07-31']) {
    await at(`2026-${day}T07:00:00Z`, async () => {
      await watchTerms(deps);
      await watchTerms(deps);
      seen.push(`${day} ${(await noticesOf(id)).length}`);
    });
  }
  expect(seen).toEqual([
    '07-10 0',
    '07-20 1',
    '07-21 1',
    '07-24 2',
    '07-27 3',
    '07-28 3',
    '07-30 4',
    '07-31 4',
  ]);
  expect((await noticesOf(id)).map(({ kind }) => kind)).toEqual([
    'term-10',
    'term-5',
    'term-2',
    'term-missed',
  ]);
  expect((await noticesOf(id)).every(({ staffId }) => staffId === handler.staffId)).toBe(true);
  expect(await termEvents(db, id)).toEqual(['term.started', 'term.missed']);
});

test('nobody is told at night, on a Sunday or on a holiday; what was missed is recorded at any hour', async () => {
  const { id } = await aFile({ ruleId: 'PET-04', role: 'redirect', on: '2026-06-22' });
  for (const instant of ['2026-06-29T20:00:00Z', '2026-06-28T09:00:00Z', '2026-08-15T09:00:00Z']) {
    await at(instant, async () => {
      await watchTerms(deps);
    });
  }
  expect(await noticesOf(id)).toEqual([]);
  expect((await theTerm(db, id, 'redirect')).missedAt).not.toBeNull();
});

test('a term is told of by the nearest warning that it did not begin within', () => {
  const term = { startOn: '2026-06-29', dueOn: '2026-07-03' };
  expect(warningOf(term, '2026-06-29')).toBeUndefined();
  expect(warningOf(term, '2026-07-01')).toBe('term-2');
  expect(warningOf(term, '2026-07-03')).toBe('term-2');
  expect(warningOf(term, '2026-07-04')).toBe('term-missed');
});

test('a term that was met is neither missed nor told of', async () => {
  const { id } = await aFile({ on: '2026-06-01' });
  const meeting = { caseFileId: id, metAt: clock.now(), cause: 'closed', causeId: id } as const;
  await db
    .transaction()
    .execute((tx) => meetTerms(tx, deps, { actor: nobody, at: clock.now(), meetings: [meeting] }));
  await at('2026-07-30T07:00:00Z', async () => {
    await watchTerms(deps);
  });
  expect(await noticesOf(id)).toEqual([]);
  expect(await termEvents(db, id)).toEqual(['term.started', 'term.met']);
});

test('many processes that watch at once record a missed term once', async () => {
  const { id } = await aFile({ ruleId: 'PET-04', role: 'redirect', on: '2026-06-15' });
  await Promise.all([watchTerms(deps), watchTerms(deps), watchTerms(deps)]);
  expect((await termEvents(db, id)).filter((type) => type === 'term.missed')).toHaveLength(1);
  expect((await noticesOf(id)).filter(({ kind }) => kind === 'term-missed')).toHaveLength(1);
});

test('a free day is previewed, then moves the open terms with an event and a notice; taken back, they return', async () => {
  const { id, registrationNumber } = await aFile({ on: '2026-09-01' });
  const day = '2026-10-01';
  const row = { day, kind: 'off' as const, name: 'Zi liberă', act: 'H.G. nr. 1/2026' };
  const preview = { changes: [{ day, kind: 'off' as const, name: 'Zi liberă' }] };
  const names = { db, openlyNamed: digests.openlyNamed };
  expect((await previewDays(names, administrator, preview)).items).toContainEqual(
    expect.objectContaining({ caseFileId: id, registrationNumber, from: '2026-10-01', to: '2026-09-30' }),
  );
  expect((await theTerm(db, id)).dueOn).toBe('2026-10-01');
  const unitFiles = {
    countOpen: async () => new Map<string, number>(),
    daysChanged: (
      tx: Parameters<typeof moveTerms>[0],
      by: { accountId: string | null },
      change: { days: readonly string[]; at: Date },
    ) => moveTerms(tx, deps, { actor: by, at: change.at, touched: { days: change.days } }),
  };
  const change = (edit: object) =>
    db.transaction().execute((tx) =>
      changeOrganisation(tx, administrator, {
        edits: [OrganisationEdit.parse({ list: 'daysOff', ...edit })],
        at: clock.now(),
        unitFiles,
      }),
    );
  await change({ before: null, after: row });
  expect(await theTerm(db, id)).toMatchObject({ dueOn: '2026-09-30', limitOn: '2026-10-02' });
  expect((await noticesOf(id)).map(({ kind }) => kind)).toEqual(['term-moved']);
  clock.pass({ ms: 1 });
  await change({ before: row, after: null });
  expect(await theTerm(db, id)).toMatchObject({ dueOn: '2026-10-01' });
  expect(await termEvents(db, id)).toEqual(['term.started', 'term.moved', 'term.moved']);
});

test('a digest names numbers and days, never a person, and goes out once', async () => {
  await at('2026-07-28T07:00:00Z', async () => {
    const before = mail.mails.length;
    expect((await mailDigests(digests)).sent).toBe(1);
    const sent = (await mail.received(before + 1)).at(-1);
    expect(sent?.recipients).toEqual(['inspector@valea-mica.example']);
    expect(sent?.text).toMatch(/\d+\/29\.06\.2026: termenul din/);
    expect(sent?.text).not.toMatch(/Turturică|adeverință/i);
    expect(sent?.text).toContain(mailedAddress(digests.publicUrl, 'works'));
    expect((await mailDigests(digests)).sent).toBe(0);
  });
});

test('a digest tells who was reminded of what they were asked, with its day', async () => {
  const { id } = await aFile();
  const about = { staffId: handler.staffId, kind: 'task-reminded', caseFileId: id } as const;
  await db.transaction().execute((tx) =>
    notify(
      tx,
      [
        { ...about, dueOn: '2026-07-31', key: 'task-reminded one' },
        { ...about, key: 'task-reminded two' },
      ],
      clock.now(),
    ),
  );
  await at('2026-07-29T07:00:00Z', async () => {
    const before = mail.mails.length;
    expect((await mailDigests(digests)).sent).toBe(1);
    const text = (await mail.received(before + 1)).at(-1)?.text ?? '';
    expect(text).toMatch(/2026: vi s-a amintit ce vi s-a cerut, cu răspuns până la 31\.07\.2026/);
    expect(text).toMatch(/2026: vi s-a amintit ce vi s-a cerut$/m);
  });
});

test('nothing is mailed on a day off, or without a mail server', async () => {
  const { id } = await aFile({ ruleId: 'PET-04', role: 'redirect', on: '2026-06-15' });
  await watchTerms(deps);
  expect(await noticesOf(id)).not.toEqual([]);
  await at('2026-07-04T07:00:00Z', async () => {
    expect(await mailDigests(digests)).toEqual({ sent: 0, failed: 0 });
  });
  expect(await mailDigests({ ...digests, mailer: undefined })).toEqual({ sent: 0, failed: 0 });
  expect((await mailDigests(digests)).sent).toBe(1);
});

describe('a term in hours', () => {
  // 24 hours by the clock: until when, and whether the people are given that day or the cautious one before it.
  const until = (limitAt: string, dueOn = '') => {
    const instant = new Date(limitAt);
    const limitOn = toLegalTime(instant).date;
    return { dueOn: dueOn || limitOn, limitOn, limitAt: instant };
  };
  const kindAt = async (term: ReturnType<typeof until>, instant: string) =>
    hourWarningOf(term, new Date(instant), await deps.deadlines.calendar());

  test.each([
    // Asked on Monday at 10:00: of the four hours before Tuesday 10:00 two lie on Monday afternoon.
    ['on a working day', until('2026-06-30T07:00:00Z'), '2026-06-29T11:00:00Z'],
    // Asked on Monday at 15:00, until Tuesday 15:00: the four hours are Tuesday's.
    ['in the afternoon', until('2026-06-30T12:00:00Z'), '2026-06-30T08:00:00Z'],
    // Asked on Friday at 10:00: Saturday 10:00, given by the cautious day, Friday: its last four hours.
    [
      'before a week-end, by the cautious day',
      until('2026-06-27T07:00:00Z', '2026-06-26'),
      '2026-06-26T09:00:00Z',
    ],
    // Checked by the jurist and given by the limit, it ends on Saturday at 10:00; the last hours worked are Friday's.
    ['before a week-end, by the limit', until('2026-06-27T07:00:00Z'), '2026-06-26T09:00:00Z'],
    // The night of 25.10.2026 has 25 hours: asked on Saturday at 12:00, it ends on Sunday at 11:00.
    ['over the night on which the clock goes back', until('2026-10-25T09:00:00Z'), '2026-10-23T09:00:00Z'],
    // The night of 29.03.2026 has 23: asked on Sunday at 09:00 (summer time), it ends on Monday at 09:00.
    [
      'after the night on which the clock goes forward',
      until('2026-03-30T06:00:00Z'),
      '2026-03-27T11:00:00Z',
    ],
    // 30 November and 1 December are holidays: the hours are those of the Friday before them.
    ['over two holidays', until('2026-12-01T10:00:00Z'), '2026-11-27T10:00:00Z'],
  ])('is told of in the last four working hours %s', async (_, term, from) => {
    const before = new Date(Date.parse(from) - 1).toISOString();
    expect([await kindAt(term, before), await kindAt(term, from)]).toEqual([undefined, 'term-hours']);
  });

  test('is missed after its instant, and by the cautious day when that day is over', async () => {
    const tuesday = until('2026-06-30T07:00:00Z');
    expect(await kindAt(tuesday, '2026-06-30T07:00:00Z')).toBe('term-hours');
    expect(await kindAt(tuesday, '2026-06-30T07:00:01Z')).toBe('term-missed');
    const friday = until('2026-06-27T07:00:00Z', '2026-06-26');
    expect(await kindAt(friday, '2026-06-26T20:59:00Z')).toBe('term-hours');
    expect(await kindAt(friday, '2026-06-26T21:00:00Z')).toBe('term-missed');
  });

  test('is recorded as missed within the day, told once before and once after, and shows its hour', async () => {
    // Monday, 29 June, at 09:00: until Tuesday at 09:00.
    const { id, term } = await aFile({ ruleId: 'INF-05' });
    expect(term).toMatchObject({ dueOn: '2026-06-30', limitAt: new Date('2026-06-30T06:00:00Z') });
    const look = (instant: string) =>
      at(instant, async () => {
        await watchTerms(deps);
        await watchTerms(deps);
      });
    await look('2026-06-29T09:00:00Z');
    expect(await noticesOf(id)).toEqual([]);
    await look('2026-06-29T12:00:00Z');
    expect((await noticesOf(id)).map(({ kind }) => kind)).toEqual(['term-hours']);
    await look('2026-06-30T06:00:00Z');
    expect((await theTerm(db, id)).missedAt).toBeNull();
    expect(badgeOf(await theTerm(db, id), new Date('2026-06-30T05:30:00Z'))).toMatchObject({
      ...{ state: 'today', at: '2026-06-30T06:00:00.000Z' },
    });
    await look('2026-06-30T06:10:00Z');
    expect((await noticesOf(id)).map(({ kind }) => kind)).toEqual(['term-hours', 'term-missed']);
    expect(await termEvents(db, id)).toEqual(['term.started', 'term.missed']);
    expect(badgeOf(await theTerm(db, id), new Date('2026-06-30T06:10:00Z')).state).toBe('late');
  });

  test('met a minute after its end on the same day is met late, in lists and in reports alike', async () => {
    const { id } = await aFile({ ruleId: 'INF-05' });
    const metAt = new Date('2026-06-30T06:01:00Z');
    const meeting = { caseFileId: id, metAt, cause: 'closed', causeId: id } as const;
    await db
      .transaction()
      .execute((tx) => meetTerms(tx, deps, { actor: nobody, at: metAt, meetings: [meeting] }));
    expect(badgeOf(await theTerm(db, id), metAt).state).toBe('met-late');
    const { rows } = await sql<{ late: boolean }>`
      SELECT ${metLate} AS late FROM terms WHERE terms.case_file_id = ${id}`.execute(db);
    expect(rows).toEqual([{ late: true }]);
  });
});
