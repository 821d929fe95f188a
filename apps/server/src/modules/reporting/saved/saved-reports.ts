import { AppError, type ReportRhythm, type SavedReport, type SaveReportRequest } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { requireSense } from '../works/count-works.ts';
import { nextDay } from './rhythm.ts';

export type SavedReportDeps = { db: Db; clock: Clock };

const mostReports = 30;

const columns = sql`saved_reports.id, saved_reports.title, saved_reports.request, saved_reports.rhythm,
  saved_reports.format, saved_reports.next_on AS "nextOn", saved_reports.last_made_at AS "lastMadeAt"`;

type Row = Omit<SavedReport, 'lastMadeAt'> & { lastMadeAt: Date | null };

const toSavedReport = (row: Row): SavedReport => ({
  ...row,
  lastMadeAt: row.lastMadeAt?.toISOString() ?? null,
});

/** The person's own reports, in the order in which they were kept. */
export const listSavedReports = (deps: Pick<SavedReportDeps, 'db'>, actor: Actor): Promise<SavedReport[]> =>
  readOwn(deps.db, actor, sql`saved_reports.removed_at IS NULL`);

/** One of the person's own; `report.not-found` for any other. */
export async function getSavedReport(
  deps: Pick<SavedReportDeps, 'db'>,
  actor: Actor,
  id: string,
): Promise<SavedReport> {
  const [found] = await readOwn(deps.db, actor, sql`saved_reports.id = ${id}`);
  if (found === undefined) throw new AppError('not-found', 'report.not-found');
  return found;
}

async function readOwn(db: Db | Tx, actor: Actor, condition: RawBuilder<unknown>): Promise<SavedReport[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM saved_reports WHERE saved_reports.account_id = ${actor.accountId} AND ${condition}
    ORDER BY saved_reports.created_at, saved_reports.id
  `.execute(db);
  return rows.map(toSavedReport);
}

/** Keeps a report under a title that the person does not use yet; its id is the request's. */
export async function saveReport(
  deps: SavedReportDeps,
  actor: Actor,
  { requestId, ...report }: SaveReportRequest,
): Promise<SavedReport> {
  requireSense(report.request);
  const at = deps.clock.now();
  const claim = { accountId: actor.accountId, requestId, action: 'report.saved', body: report, at };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, claim))) return;
    const nextOn = report.rhythm && nextDay(report.rhythm, toLegalTime(at).date);
    await insertReport(tx, actor, { ...report, id: requestId, nextOn, at });
    await recordEvent(tx, actor, {
      type: 'report.saved',
      at,
      subjectType: 'saved-report',
      subjectId: requestId,
    });
  });
  return getSavedReport(deps, actor, requestId);
}

type NewReport = Omit<SaveReportRequest, 'requestId'> & {
  id: string;
  rhythm: ReportRhythm | null;
  nextOn: string | null;
  at: Date;
};

async function insertReport(tx: Tx, actor: Actor, report: NewReport): Promise<void> {
  // The account's own row is the lock: two windows that save at once do not pass the limit together.
  await sql`SELECT accounts.id FROM accounts WHERE accounts.id = ${actor.accountId} FOR NO KEY UPDATE`.execute(
    tx,
  );
  const kept = await readOwn(tx, actor, sql`saved_reports.removed_at IS NULL`);
  if (kept.length >= mostReports) throw new AppError('limit-exceeded', 'report.too-many');
  const { numAffectedRows } = await sql`
    INSERT INTO saved_reports (id, account_id, title, request, rhythm, format, next_on, created_at)
    VALUES (${report.id}, ${actor.accountId}, ${report.title}, ${JSON.stringify(report.request)}, ${report.rhythm},
      ${report.format}, ${report.nextOn}, ${report.at})
    ON CONFLICT DO NOTHING
  `.execute(tx);
  if (numAffectedRows === 1n) return;
  const fields = [{ path: 'title', code: 'report.title-taken' as const }];
  throw new AppError('conflict', 'report.title-taken', { fields });
}

/** Forgets one of the person's own; forgetting it again changes nothing. */
export async function removeReport(deps: SavedReportDeps, actor: Actor, id: string): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ was: boolean }>`
      UPDATE saved_reports SET removed_at = coalesce(saved_reports.removed_at, ${at})
      WHERE saved_reports.id = ${id} AND saved_reports.account_id = ${actor.accountId}
      RETURNING saved_reports.removed_at = ${at} AS was
    `.execute(tx);
    if (rows[0] === undefined) throw new AppError('not-found', 'report.not-found');
    if (rows[0].was)
      await recordEvent(tx, actor, {
        type: 'report.removed',
        at,
        subjectType: 'saved-report',
        subjectId: id,
      });
  });
}
