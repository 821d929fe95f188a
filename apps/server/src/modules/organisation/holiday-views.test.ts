import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anOrganisation } from '../../../test/an-organisation.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { listHolidays } from './holiday-views.ts';
import { importOrganisation } from './import-organisation.ts';
import { noUnitFiles } from './unit-closings.ts';

const { db, owner } = await aDatabase();
const deps = { db, clock: { now: () => new Date('2026-03-02T09:00:00Z') }, unitFiles: noUnitFiles };
const daysIn = async (year: number) => (await listHolidays(db, year)).map(({ day }) => day);
const own = async (year: number) =>
  (await listHolidays(db, year)).filter(({ kind }) => kind !== 'legal').map(({ day, kind }) => [day, kind]);
const bring = (
  daysOff: { day: string; kind?: 'off' | 'worked'; name: string; act?: string }[],
  complete = false,
) => importOrganisation(deps, anOrganisation({ daysOff }), { complete });

test('the legal holidays of a year stand in their order, movable ones counted from Orthodox Easter', async () => {
  expect(await daysIn(2026)).toEqual([
    ...['2026-01-01', '2026-01-02', '2026-01-06', '2026-01-07', '2026-01-24'],
    ...['2026-04-10', '2026-04-12', '2026-04-13', '2026-05-01'],
    ...['2026-05-31', '2026-06-01', '2026-06-01', '2026-08-15', '2026-11-30'],
    ...['2026-12-01', '2026-12-25', '2026-12-26'],
  ]);
});

test('a holiday counts from the day on which the law that made it is in force (Legea 52/2023: from 2024)', async () => {
  expect(await daysIn(2023)).not.toContain('2023-01-06');
  expect(await daysIn(2024)).toEqual(expect.arrayContaining(['2024-01-06', '2024-01-07']));
});

test('each legal holiday says act and article, and who vouches for it', async () => {
  const [first] = await listHolidays(db, 2026);
  expect(first).toEqual({
    ...{ day: '2026-01-01', name: 'Anul Nou', kind: 'legal', certainty: 'known' },
    source: 'Legea nr. 53/2003 (Codul muncii), art. 139 alin. (1)',
  });
});

test('days of the institution’s own stand among them with their act: free ones, and those worked instead', async () => {
  await bring([
    { day: '2026-01-05', name: 'Punte', act: 'HG 1/2026' },
    { day: '2026-01-10', kind: 'worked', name: 'Recuperare', act: 'HG 1/2026' },
    { day: '2027-01-04', name: 'Punte' },
  ]);
  expect(await own(2026)).toEqual([
    ['2026-01-05', 'off'],
    ['2026-01-10', 'worked'],
  ]);
  expect((await listHolidays(db, 2026)).find(({ day }) => day === '2026-01-05')).toEqual({
    ...{ day: '2026-01-05', name: 'Punte', kind: 'off', source: 'HG 1/2026', certainty: null },
  });
});

test('an own day changes by its date, stays when it is left out, and leaves when the file is complete', async () => {
  await bring([{ day: '2026-01-05', kind: 'worked', name: 'Zi lucrată' }]);
  expect(await own(2026)).toEqual([
    ['2026-01-05', 'worked'],
    ['2026-01-10', 'worked'],
  ]);
  await bring([{ day: '2026-01-10', kind: 'worked', name: 'Recuperare' }], true);
  expect(await own(2026)).toEqual([['2026-01-10', 'worked']]);
  expect(await own(2027)).toEqual([]);
});

test('an own day beside a legal holiday is told too, and one day has one own rule', async () => {
  await bring([{ day: '2026-05-01', name: 'Ziua orașului' }]);
  const first = (await listHolidays(db, 2026)).filter(({ day }) => day === '2026-05-01');
  expect(first.map(({ kind }) => kind)).toEqual(['legal', 'off']);
  const twice = { day: '2026-09-14', name: 'Hram' };
  await expect(bring([twice, twice])).rejects.toMatchObject({
    code: 'organisation.code-repeated',
    fields: [{ path: 'daysOff.1.day' }],
  });
});

test('the application changes no legal holiday: it adds dated ones, and what was one stays in the years it was', async () => {
  await expect(sql`UPDATE legal_holidays SET day = 3`.execute(db)).rejects.toThrow('permission denied');
  await expect(
    sql`INSERT INTO institution_days (day, kind, name, act) VALUES ('2026-02-02', 'half', 'x', '')`.execute(
      owner,
    ),
  ).rejects.toThrow('institution_days_kind_known');
});
