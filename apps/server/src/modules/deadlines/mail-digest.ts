import { addDays, daysBetween, formatPlainDate, mailedAddress, type NoticeKind } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import { listUnmailed, markMailed, type UnmailedNotice } from '../notices/index.ts';
import type { DeadlineBook } from './deadline-book.ts';
import type { MovingFile } from './preview-days.ts';
import { deadlineText } from './sheet/deadline-texts.ts';

export type DigestDeps = {
  db: Db;
  clock: Clock;
  deadlines: DeadlineBook;
  /** Undefined: nothing is mailed, notices stay in the console. */
  mailer: Mailer | undefined;
  publicUrl: string;
  /** Files of these ids that are in no confidential register, by id; handed in by `compose.ts`. */
  openlyNamed(ids: readonly string[]): Promise<ReadonlyMap<string, MovingFile>>;
};

/** How many digests went out, and how many the server did not take. */
export type Mailed = { readonly sent: number; readonly failed: number };

/**
 * Mails each person, once a working day, what they were told of and have not read: numbers and days, no person and no
 * subject, nothing of confidential registers. A mail that does not go is tried again the next day; when none goes, it throws.
 */
export async function mailDigests(deps: DigestDeps): Promise<Mailed> {
  const { db, clock, mailer } = deps;
  if (mailer === undefined) return { sent: 0, failed: 0 };
  const today = toLegalTime(clock.now()).date;
  const calendar = await deps.deadlines.calendar();
  if (calendar.dayOffHere(today) !== undefined) return { sent: 0, failed: 0 };
  const notices = await listUnmailed(db, today);
  const files = await deps.openlyNamed([...new Set(notices.flatMap(({ caseFileId }) => caseFileId ?? []))]);
  let sent = 0;
  const failures: unknown[] = [];
  for (const mine of Map.groupBy(notices, ({ staffId }) => staffId).values()) {
    const lines = mine.flatMap((notice) => toLine(notice, files, today));
    const [first] = mine;
    if (first === undefined || lines.length === 0) continue;
    try {
      await mailer.send({ to: first.email, ...toMail(lines, today, deps.publicUrl) });
      await markMailed(
        db,
        mine.map(({ id }) => id),
        today,
      );
      sent += 1;
    } catch (error) {
      // One address that is wrong must not keep the others waiting.
      failures.push(error);
    }
  }
  if (failures.length > 0 && sent === 0) throw failures[0];
  return { sent, failed: failures.length };
}

const told: readonly NoticeKind[] = [
  'term-10',
  'term-5',
  'term-2',
  'term-hours',
  'term-missed',
  'term-moved',
  'term-unmet',
];

function toLine(
  { kind, caseFileId, dueOn }: UnmailedNotice,
  files: ReadonlyMap<string, MovingFile>,
  today: string,
): string[] {
  const file = caseFileId === null ? undefined : files.get(caseFileId);
  if (file === undefined) return [];
  const number = file.registrationNumber;
  if (kind === 'task-reminded') return [toReminder(number, dueOn)];
  if (dueOn === null || !told.includes(kind)) return [deadlineText('digest.other', { number })];
  const on = formatPlainDate(dueOn);
  const days = daysBetween(today, dueOn);
  if (kind === 'term-moved' || kind === 'term-unmet') return [deadlineText(`digest.${kind}`, { number, on })];
  if (days < 0) return [deadlineText('digest.late', { number, on, days: -days })];
  return [
    days === 0
      ? deadlineText('digest.today', { number, on })
      : deadlineText('digest.ahead', { number, on, days }),
  ];
}

const toReminder = (number: string, dueOn: string | null) =>
  dueOn === null
    ? deadlineText('digest.task-reminded', { number })
    : deadlineText('digest.task-reminded-by', { number, on: formatPlainDate(dueOn) });

function toMail(lines: readonly string[], today: string, publicUrl: string) {
  const date = formatPlainDate(today);
  return {
    subject: deadlineText('digest.subject', { count: lines.length, date }),
    text: [
      deadlineText('digest.greeting'),
      '',
      deadlineText('digest.introduction', { date }),
      '',
      ...lines.map((line) => `- ${line}`),
      '',
      deadlineText('digest.where', { address: mailedAddress(publicUrl, 'works') }),
      deadlineText('digest.machine'),
    ].join('\n'),
  };
}

/** Notices of more than a month ago are mailed no more: whoever starts mailing begins with what is of now. */
export async function forgetOldNotices({ db, clock }: Pick<DigestDeps, 'db' | 'clock'>): Promise<void> {
  const today = toLegalTime(clock.now()).date;
  await sql`UPDATE notices SET mailed_on = ${today}
    WHERE notices.mailed_on IS NULL AND notices.created_at < ${addDays(today, -31)}::date`.execute(db);
}
