import { expect, test } from 'vitest';
import { describeSystem, describeUnready, worstState } from './describe-system.ts';
import type { Run } from './run-store.ts';
import type { SystemFacts } from './system-facts.ts';

const now = new Date('2026-06-29T09:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const aRun = (hours: number, changes: Partial<Run> = {}): Run => ({
  startedAt: hoursAgo(hours),
  endedAt: hoursAgo(hours),
  outcome: 'done',
  detail: {},
  ...changes,
});
const gibibyte = 2 ** 30;
const healthy: SystemFacts = {
  readiness: [
    { name: 'database', ok: true },
    { name: 'migrations', ok: true },
    { name: 'privileges', ok: true },
  ],
  databaseVersion: '18.4',
  demonstration: false,
  queue: { waiting: 0, oldest: null, failed: 0, oldestFailed: null, workers: 1 },
  fileWorks: { waiting: 0, oldest: null, pages: 0, infected: 0, unscanned: 0, scanWaitingSince: null },
  mailIn: { left: 0, leftSince: null, unread: 0, unreadSince: null },
  searchLag: 0,
  archive: { reportedAt: hoursAgo(0), failure: null, failingSince: null, lagBytes: 0, walStatus: 'reserved' },
  copies: { last: aRun(7), lastDone: aRun(7) },
  drill: { last: aRun(200), lastDone: aRun(200) },
  lastSealedDay: '2026-06-28',
  lastSignedDay: '2026-06-28',
  firstDay: '2026-03-01',
  disk: { free: 50 * gibibyte, total: 100 * gibibyte },
  archiveDisk: { free: 50 * gibibyte, total: 100 * gibibyte },
};
const looking = { now, archiveDir: '/mnt/arhiva', physical: true, antivirus: true };
const lineOf = (facts: Partial<SystemFacts>, name: string, changes: Partial<typeof looking> = {}) =>
  describeSystem({ ...healthy, ...facts }, { ...looking, ...changes }).find((line) => line.name === name);

test('a healthy house has every line good, and nothing to do', () => {
  const lines = describeSystem(healthy, looking);
  expect(worstState(lines)).toBe('good');
  expect(lines.every(({ cause, command }) => cause === null && command === null)).toBe(true);
});

test.each<[string, Partial<SystemFacts>, string, 'notice' | 'bad']>([
  ['a disk nearly full', { disk: { free: 8 * gibibyte, total: 100 * gibibyte } }, 'disk', 'notice'],
  ['a disk full', { disk: { free: gibibyte / 2, total: 100 * gibibyte } }, 'disk', 'bad'],
  ['an archive that is away', { archiveDisk: undefined }, 'archive-disk', 'bad'],
  [
    'a full archive',
    { archive: { ...healthy.archive, failure: 'ENOSPC', failingSince: hoursAgo(1) } },
    'archive',
    'bad',
  ],
  ['nobody archiving', { archive: { ...healthy.archive, reportedAt: hoursAgo(1) } }, 'archive', 'bad'],
  ['an archive behind', { archive: { ...healthy.archive, lagBytes: gibibyte / 2 } }, 'archive', 'notice'],
  ['an archive far behind', { archive: { ...healthy.archive, lagBytes: 2 * gibibyte } }, 'archive', 'bad'],
  ['log that the server let go of', { archive: { ...healthy.archive, walStatus: 'lost' } }, 'archive', 'bad'],
  ['a night without copies', { copies: { last: aRun(30), lastDone: aRun(30) } }, 'copies', 'notice'],
  ['two nights without copies', { copies: { last: aRun(60), lastDone: aRun(60) } }, 'copies', 'bad'],
  [
    'copies that failed',
    { copies: { last: aRun(1, { outcome: 'failed' }), lastDone: aRun(7) } },
    'copies',
    'bad',
  ],
  [
    'no restore drill for long',
    { drill: { last: aRun(1000), lastDone: aRun(1000) } },
    'restore-drill',
    'notice',
  ],
  [
    'a restore drill that failed',
    { drill: { last: aRun(1, { outcome: 'failed' }), lastDone: undefined } },
    'restore-drill',
    'bad',
  ],
  [
    'work that waits for nobody',
    { queue: { ...healthy.queue, waiting: 3, oldest: hoursAgo(0), workers: 0 } },
    'queue',
    'bad',
  ],
  [
    'work that waits for minutes',
    { queue: { ...healthy.queue, waiting: 3, oldest: hoursAgo(0.2) } },
    'queue',
    'notice',
  ],
  [
    'work given up today',
    { queue: { ...healthy.queue, failed: 1, oldestFailed: hoursAgo(2) } },
    'failed-jobs',
    'notice',
  ],
  [
    'work given up long ago',
    { queue: { ...healthy.queue, failed: 2, oldestFailed: hoursAgo(50) } },
    'failed-jobs',
    'bad',
  ],
  ['heads that were not signed', { lastSignedDay: '2026-06-25' }, 'signed-heads', 'bad'],
  ['rights that are too large', { readiness: [{ name: 'privileges', ok: false }] }, 'privileges', 'bad'],
])('%s: the line says so, with the cause', (_what, facts, name, state) => {
  const line = lineOf(facts, name);
  expect(line?.state).toBe(state);
  expect(line?.cause).toMatch(/\.$/);
  expect(line?.command).not.toBeNull();
});

test('without an archive an institution is red, a demonstration only reminded', () => {
  expect(lineOf({}, 'copies', { archiveDir: undefined })?.state).toBe('bad');
  expect(lineOf({ demonstration: true }, 'copies', { archiveDir: undefined })?.state).toBe('notice');
});

test('a database that does not answer is the only line, red, with what to type', () => {
  const lines = describeUnready([
    { name: 'database', ok: false },
    { name: 'migrations', ok: false },
    { name: 'privileges', ok: false },
  ]);
  expect(lines).toMatchObject([{ name: 'database', state: 'bad', command: 'systemctl status postgresql' }]);
});

const fileWorks = healthy.fileWorks;

test('an antivirus that is not set is told with the files that nobody looked at', () => {
  const line = lineOf({ fileWorks: { ...fileWorks, unscanned: 21 } }, 'antivirus', { antivirus: false });
  expect(line).toMatchObject({ state: 'notice', value: 'nu este pornit; 21 de fișiere neverificate' });
});

test('an antivirus that does not answer for ten minutes is red', () => {
  const silent = (minutes: number) =>
    lineOf({ fileWorks: { ...fileWorks, scanWaitingSince: hoursAgo(minutes / 60) } }, 'antivirus');
  expect([silent(9)?.state, silent(11)?.state]).toEqual(['good', 'bad']);
});

test('files that wait to be read are counted, and asked about after a day', () => {
  const waiting = (hours: number) =>
    lineOf({ fileWorks: { ...fileWorks, waiting: 3, oldest: hoursAgo(hours), pages: 40 } }, 'file-works');
  expect(waiting(1)).toMatchObject({
    state: 'good',
    value: '3 lucrări așteaptă, mai sunt 40 de pagini de citit',
  });
  expect(waiting(25)?.state).toBe('notice');
});

test('what stays on a mail server asks for somebody at once, and is red after a day', () => {
  const left = (hours: number) =>
    lineOf({ mailIn: { left: 2, leftSince: hoursAgo(hours), unread: 0, unreadSince: null } }, 'mail-in');
  expect(left(1)).toMatchObject({ state: 'notice', value: '2 mesaje au rămas pe serverul de e-mail' });
  expect(left(25)?.state).toBe('bad');
});

test('a mailbox that cannot be read for a quarter of an hour is red', () => {
  const unread = (minutes: number) =>
    lineOf(
      { mailIn: { left: 0, leftSince: null, unread: 1, unreadSince: hoursAgo(minutes / 60) } },
      'mail-in',
    );
  expect([unread(14)?.state, unread(16)?.state]).toEqual(['good', 'bad']);
});
