import type { ListReportedWorksRequest, ReportedWorks } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import { listCaseRows } from '../../case-files/index.ts';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import { inPatience, type ReportDeps, requireSense } from './count-works.ts';
import { countedWorks } from './counted-works.ts';
import { inGroup, ofFigure } from './groupings.ts';

/** The works behind a figure, newest first: the same question, narrowed to the figure's group. */
export async function listReportedWorks(
  deps: ReportDeps,
  actor: Actor,
  request: ListReportedWorksRequest,
): Promise<ReportedWorks> {
  requireSense(request);
  const { question, by, across, figure, key, acrossKey, after, limit } = request;
  const today = toLegalTime(deps.clock.now()).date;
  const works = countedWorks({ reach: await readEntryReach(deps, actor), today }, question);
  const conditions = [
    ofFigure[figure],
    key === undefined ? sql`true` : inGroup(by, key),
    across === undefined || acrossKey === undefined ? sql`true` : inGroup(across, acrossKey),
    after === undefined ? sql`true` : sql`works.id < ${after}::uuid`,
  ];
  const found = await inPatience(deps.db, '15s', (tx) =>
    sql<{ id: string }>`SELECT works.id FROM (${works}) AS works WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY works.id DESC LIMIT ${limit + 1}`.execute(tx),
  );
  const ids = found.rows.map(({ id }) => id);
  const page = ids.slice(0, limit);
  return {
    items: await listCaseRows(deps, actor, page),
    next: ids.length > limit ? (page.at(-1) ?? null) : null,
  };
}
