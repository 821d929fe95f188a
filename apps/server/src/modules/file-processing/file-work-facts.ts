import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/** How the works on files stand, for whoever looks after the machine. */
export type FileWorkFacts = {
  /** Works that are due or under way, since when the oldest, and pages that are still to be read of those counted. */
  readonly waiting: number;
  readonly oldest: Date | null;
  readonly pages: number;
  /** Files in which a virus was found, and those that nobody looked at. */
  readonly infected: number;
  readonly unscanned: number;
  /** Since when the oldest file waits for an antivirus that does not answer. */
  readonly scanWaitingSince: Date | null;
};

/** Counts what waits by the indexes of what waits; a house of a million files is asked no more than an empty one. */
export async function readFileWorkFacts(db: Db): Promise<FileWorkFacts> {
  const { rows } = await sql<FileWorkFacts>`
    SELECT open.waiting, open.oldest, open.pages, told.infected, told.unscanned, open.since AS "scanWaitingSince"
    FROM (SELECT count(*)::int AS waiting, min(file_works.requested_at) AS oldest,
        coalesce(sum(file_works.total - file_works.done), 0)::int AS pages,
        min(file_works.requested_at) FILTER (WHERE file_works.error_code = 'file-processing.no-antivirus') AS since
      FROM file_works WHERE file_works.status IN ('waiting', 'running')) AS open,
      (SELECT count(*) FILTER (WHERE 'infected' = ANY (file_works.flags))::int AS infected,
        count(*) FILTER (WHERE 'not-scanned' = ANY (file_works.flags))::int AS unscanned
      FROM file_works WHERE file_works.kind = 'antivirus' AND file_works.status IN ('flagged', 'failed')) AS told
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the database said nothing of its files');
  return row;
}
