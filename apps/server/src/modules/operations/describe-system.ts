import type { SystemLine, SystemLineName, SystemState } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import { operationsText } from './operations-texts.ts';
import type { Run } from './run-store.ts';
import type { DiskRoom, SystemFacts } from './system-facts.ts';

/** What is not in the facts: when it is looked at, and what is set. */
export type Looking = {
  now: Date;
  archiveDir: string | undefined;
  physical: boolean;
  /** Whether an antivirus is set. */
  antivirus: boolean;
};

type Line = Omit<SystemLine, 'name' | 'title'>;

/** The lines of the system page, in their order: pure, so that each threshold has its test. */
export function describeSystem(facts: SystemFacts, looking: Looking): SystemLine[] {
  const lines: readonly (readonly [SystemLineName, Line | undefined])[] = [
    ['database', good(operationsText('database.good', { version: facts.databaseVersion }))],
    ['structure', good(operationsText('structure.good'))],
    ['privileges', describePrivileges(facts)],
    ['queue', describeQueue(facts, looking)],
    ['failed-jobs', describeFailedJobs(facts, looking)],
    ['file-works', describeFileWorks(facts, looking)],
    ['antivirus', describeAntivirus(facts, looking)],
    ['mail-in', describeMailIn(facts, looking)],
    ['disk', describeRoom(facts.disk, 'disk')],
    [
      'archive-disk',
      looking.archiveDir === undefined ? undefined : describeRoom(facts.archiveDisk, 'archive-disk'),
    ],
    ['archive', describeArchive(facts, looking)],
    ['copies', describeCopies(facts, looking)],
    ['restore-drill', describeDrill(facts, looking)],
    ['day-seals', describeDay('day-seals', facts.lastSealedDay, facts, looking)],
    ['signed-heads', describeDay('signed-heads', facts.lastSignedDay, facts, looking)],
  ];
  return lines.flatMap(([name, line]) =>
    line ? [{ name, title: operationsText(`${name}.title`), ...line }] : [],
  );
}

/** The lines when the database does not answer, or is not the one that the program knows. */
export function describeUnready(readiness: SystemFacts['readiness']): SystemLine[] {
  const isOk = (name: string) => readiness.find((check) => check.name === name)?.ok === true;
  const lines: SystemLine[] = [];
  for (const [name, check] of [
    ['database', 'database'],
    ['structure', 'migrations'],
  ] as const) {
    if (name === 'structure' && !isOk('database')) continue;
    const line: Line = isOk(check)
      ? good(operationsText(`${name}.good`, { version: '' }))
      : bad(
          operationsText(`${name}.bad`),
          operationsText(`${name}.cause`),
          operationsText(`${name}.command`),
        );
    lines.push({ name, title: operationsText(`${name}.title`), ...line });
  }
  return lines;
}

const order: readonly SystemState[] = ['good', 'notice', 'bad'];

/** The worst of them. */
export const worstState = (lines: readonly SystemLine[]): SystemState =>
  order[Math.max(0, ...lines.map(({ state }) => order.indexOf(state)))] ?? 'good';

const line = (state: SystemState, value: string, rest: Partial<Line> = {}): Line => ({
  state,
  value,
  cause: null,
  command: null,
  at: null,
  ...rest,
});
const good = (value: string, at: Date | null = null) =>
  line('good', value, { at: at?.toISOString() ?? null });
const bad = (value: string, cause: string, command: string | null) => line('bad', value, { cause, command });
const notice = (value: string, cause: string, command: string | null) =>
  line('notice', value, { cause, command });

function describePrivileges({ readiness }: SystemFacts): Line {
  if (readiness.every(({ name, ok }) => name !== 'privileges' || ok))
    return good(operationsText('privileges.good'));
  return bad(
    operationsText('privileges.bad'),
    operationsText('privileges.cause'),
    operationsText('privileges.command'),
  );
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function describeQueue({ queue }: SystemFacts, { now }: Looking): Line {
  const waited = queue.oldest === null ? 0 : now.getTime() - queue.oldest.getTime();
  const value = operationsText('queue.waiting', {
    count: queue.waiting,
    minutes: Math.round(waited / minuteMs),
  });
  if (queue.workers === 0 && queue.waiting > 0)
    return bad(value, operationsText('queue.no-worker'), 'npx opis worker');
  if (waited > hourMs) return bad(value, operationsText('queue.behind'), 'npx opis worker');
  if (waited > 5 * minuteMs) return notice(value, operationsText('queue.behind'), 'npx opis worker');
  return good(queue.waiting === 0 ? operationsText('queue.empty') : value);
}

function describeFailedJobs({ queue }: SystemFacts, { now }: Looking): Line {
  if (queue.failed === 0) return good(operationsText('failed-jobs.none'));
  const value = operationsText('failed-jobs.some', { count: queue.failed });
  const old = queue.oldestFailed !== null && now.getTime() - queue.oldestFailed.getTime() > 24 * hourMs;
  return (old ? bad : notice)(value, operationsText('failed-jobs.cause'), 'npx opis jobs list');
}

function describeFileWorks({ fileWorks }: SystemFacts, { now }: Looking): Line {
  const { waiting, oldest, pages } = fileWorks;
  if (waiting === 0) return good(operationsText('file-works.none'));
  const waited = oldest === null ? 0 : now.getTime() - oldest.getTime();
  const value = operationsText('file-works.some', { count: waiting, pages });
  return waited > 24 * hourMs ? notice(value, operationsText('file-works.cause'), null) : good(value);
}

function describeAntivirus({ fileWorks }: SystemFacts, { antivirus, now }: Looking): Line {
  if (!antivirus) {
    const value = operationsText('antivirus.absent', { count: fileWorks.unscanned });
    return notice(value, operationsText('antivirus.absent-cause'), null);
  }
  const { infected, scanWaitingSince: since } = fileWorks;
  if (since !== null && now.getTime() - since.getTime() > 10 * minuteMs)
    return bad(operationsText('antivirus.silent'), operationsText('antivirus.silent-cause'), null);
  return good(operationsText('antivirus.good', { count: infected }));
}

// A mailbox that is not read for a quarter of an hour is no passing trouble; what stays there was sent in by somebody.
function describeMailIn({ mailIn }: SystemFacts, { now }: Looking): Line {
  const { left, leftSince, unread, unreadSince } = mailIn;
  const since = (moment: Date | null) => (moment === null ? 0 : now.getTime() - moment.getTime());
  if (unread > 0 && since(unreadSince) > 15 * minuteMs)
    return bad(
      operationsText('mail-in.unread', { count: unread }),
      operationsText('mail-in.unread-cause'),
      null,
    );
  if (left === 0) return good(operationsText('mail-in.good'));
  const value = operationsText('mail-in.left', { count: left });
  const cause = operationsText('mail-in.left-cause');
  return (since(leftSince) > 24 * hourMs ? bad : notice)(value, cause, null);
}

const gibibyte = 2 ** 30;

function describeRoom(room: DiskRoom | undefined, name: 'disk' | 'archive-disk'): Line {
  if (room === undefined)
    return bad(operationsText('disk.away'), operationsText(`${name}.away-cause`), 'df -h');
  const share = room.free / room.total;
  const value = operationsText('disk.free', { free: room.free / gibibyte, percent: Math.floor(share * 100) });
  const cause = operationsText(`${name}.cause`);
  if (share < 0.05 || room.free < gibibyte) return bad(value, cause, 'df -h');
  if (share < 0.1 || room.free < 3 * gibibyte) return notice(value, cause, 'df -h');
  return good(value);
}

function describeArchive(facts: SystemFacts, { now, archiveDir, physical }: Looking): Line {
  const { archive, demonstration } = facts;
  if (archiveDir === undefined) {
    const tell = demonstration ? notice : bad;
    return tell(
      operationsText('archive.unset'),
      operationsText('archive.unset-cause'),
      operationsText('archive.unset-command'),
    );
  }
  if (!physical)
    return notice(operationsText('archive.logical-only'), operationsText('archive.logical-cause'), null);
  if (archive.failure !== null) {
    const since = showMoment(archive.failingSince ?? now);
    return bad(
      operationsText('archive.failing', { since }),
      causeOf(archive.failure),
      commandOf(archive.failure, archiveDir),
    );
  }
  const silent = archive.reportedAt === null || now.getTime() - archive.reportedAt.getTime() > minuteMs;
  if (silent)
    return bad(
      operationsText('archive.silent'),
      operationsText('archive.silent-cause'),
      'systemctl restart opis',
    );
  return describeLag(archive, archive.reportedAt);
}

const mebibyte = 2 ** 20;

function describeLag({ lagBytes, walStatus }: SystemFacts['archive'], reportedAt: Date | null): Line {
  const lag = lagBytes ?? 0;
  const value = operationsText('archive.lag', { mebibytes: Math.floor(lag / mebibyte) });
  if (walStatus === 'lost' || walStatus === 'unreserved')
    return bad(value, operationsText('archive.lost-cause'), 'npx opis backup');
  if (lag > gibibyte) return bad(value, operationsText('archive.behind-cause'), 'df -h');
  if (lag > 64 * mebibyte) return notice(value, operationsText('archive.behind-cause'), 'df -h');
  return good(lag < 2 * mebibyte ? operationsText('archive.good') : value, reportedAt);
}

const known = ['ENOSPC', 'ENOENT', 'EACCES', 'EROFS', 'EIO', 'log-gone', '28P01', '42501', '28000'] as const;
type KnownFailure = (typeof known)[number];
const isKnown = (code: string): code is KnownFailure => known.some((each) => each === code);

const causeOf = (code: string) =>
  isKnown(code) ? operationsText(`archive.cause.${code}`) : operationsText('archive.cause.other', { code });

function commandOf(code: string, archiveDir: string): string {
  if (code === 'log-gone') return 'npx opis backup';
  return code === 'ENOSPC' ? `df -h ${archiveDir}` : `ls -ld ${archiveDir}`;
}

function describeCopies({ copies, demonstration }: SystemFacts, { now, archiveDir }: Looking): Line {
  if (archiveDir === undefined) {
    const tell = demonstration ? notice : bad;
    return tell(
      operationsText('copies.never'),
      operationsText('copies.no-archive'),
      operationsText('archive.unset-command'),
    );
  }
  const { last, lastDone } = copies;
  const command = 'npx opis backup';
  const value = lastDone
    ? operationsText('copies.last', { at: showMoment(lastDone.startedAt), size: sizeOf(lastDone) })
    : operationsText('copies.never');
  if (last?.outcome === 'failed')
    return bad(value, operationsText('run.failed', { reason: reasonOf(last) }), command);
  if (lastDone === undefined) return notice(value, operationsText('copies.soon'), command);
  const age = now.getTime() - lastDone.startedAt.getTime();
  if (age > 50 * hourMs) return bad(value, operationsText('copies.old'), command);
  if (age > 26 * hourMs) return notice(value, operationsText('copies.old'), command);
  return good(value, lastDone.startedAt);
}

function describeDrill(
  { drill, demonstration }: SystemFacts,
  { now, archiveDir }: Looking,
): Line | undefined {
  if (archiveDir === undefined && demonstration) return undefined;
  const { last, lastDone } = drill;
  const command = 'npx opis restore-drill';
  const value = lastDone
    ? operationsText('drill.last', {
        at: showMoment(lastDone.startedAt),
        numbers: Number(lastDone.detail.numbers ?? 0),
      })
    : operationsText('drill.never');
  if (last?.outcome === 'failed')
    return bad(value, operationsText('run.failed', { reason: reasonOf(last) }), command);
  const age =
    lastDone === undefined ? Number.POSITIVE_INFINITY : now.getTime() - lastDone.startedAt.getTime();
  if (age > 40 * 24 * hourMs) return notice(value, operationsText('drill.old'), command);
  return good(value, lastDone?.startedAt ?? null);
}

function describeDay(
  name: 'day-seals' | 'signed-heads',
  day: string | null,
  { firstDay }: SystemFacts,
  { now }: Looking,
): Line {
  const yesterday = toLegalTime(new Date(now.getTime() - 24 * hourMs)).date;
  const dayBefore = toLegalTime(new Date(now.getTime() - 48 * hourMs)).date;
  const nothingYet = firstDay === null || firstDay > dayBefore;
  const value =
    day === null ? operationsText(`${name}.none`) : operationsText(`${name}.last`, { day: showDay(day) });
  // Journals without a row that day have no seal for it; the heads are signed every day.
  if (nothingYet || (day !== null && (day >= dayBefore || name === 'day-seals'))) return good(value);
  const cause = operationsText(`${name}.cause`, { yesterday: showDay(yesterday) });
  return bad(value, cause, 'journalctl -u opis -p err');
}

const sizeOf = ({ detail }: Run) => Number(detail.baseBytes ?? 0) / mebibyte;
const reasonOf = ({ detail }: Run) => String(detail.reason ?? '–').replace(/\.$/, '');

const showDay = (day: string) => day.split('-').reverse().join('.');

function showMoment(moment: Date): string {
  const { date, time } = toLegalTime(moment);
  return `${showDay(date)}, ora ${time}`;
}
