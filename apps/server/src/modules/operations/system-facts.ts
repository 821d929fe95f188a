import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import { checkReadiness, type ReadinessCheck } from '../../platform/http/readiness.ts';
import { type FileWorkFacts, readFileWorkFacts } from '../file-processing/index.ts';
import { type MailInFacts, readMailInFacts } from '../incoming-mail/index.ts';
import { readIndexLag } from '../search/index.ts';
import type { House } from './house.ts';
import { findLastRuns, type Run } from './run-store.ts';

/** Bytes of a disk. */
export type DiskRoom = { free: number; total: number };

/** What the archive's writer said, and how the server sees its reader. `lagBytes` is null while nobody ever read. */
export type ArchiveFacts = {
  reportedAt: Date | null;
  failure: string | null;
  failingSince: Date | null;
  lagBytes: number | null;
  /** As PostgreSQL says it: `reserved`, `extended`, `unreserved`, `lost`. */
  walStatus: string | null;
};

/** Everything that the lines of the system page are drawn from; undefined where the database did not answer. */
export type SystemFacts = {
  readiness: ReadinessCheck[];
  databaseVersion: string;
  demonstration: boolean;
  queue: { waiting: number; oldest: Date | null; failed: number; oldestFailed: Date | null; workers: number };
  /** Works on files: those that are due, what is read now, what the antivirus found or was not asked. */
  fileWorks: FileWorkFacts;
  /** Messages that stay on their servers, and mailboxes that cannot be read. */
  mailIn: MailInFacts;
  /** Records of the ledger that the search does not know yet. */
  searchLag: number;
  archive: ArchiveFacts;
  copies: { last: Run | undefined; lastDone: Run | undefined };
  drill: { last: Run | undefined; lastDone: Run | undefined };
  lastSealedDay: string | null;
  lastSignedDay: string | null;
  firstDay: string | null;
  disk: DiskRoom | undefined;
  archiveDisk: DiskRoom | undefined;
};

/** Asks the database and the disks, once each. */
export async function gatherFacts(
  deps: { db: Db; house: House },
  migrationsFolder: string,
): Promise<SystemFacts | undefined> {
  const { db, house } = deps;
  const readiness = await checkReadiness(db, migrationsFolder);
  if (readiness.some(({ name, ok }) => name !== 'privileges' && !ok)) return undefined;
  const [row, fileWorks, mailIn, searchLag, copies, drill, disk, archiveDisk] = await Promise.all([
    readFacts(db),
    readFileWorkFacts(db),
    readMailInFacts(db),
    readIndexLag(db),
    findLastRuns(db, 'copies'),
    findLastRuns(db, 'restore-drill'),
    roomIn(house.dataDir),
    house.archiveDir === undefined ? undefined : roomIn(house.archiveDir),
  ]);
  return { readiness, ...toFacts(row), fileWorks, mailIn, searchLag, copies, drill, disk, archiveDisk };
}

type FactsRow = {
  version: string;
  demonstration: boolean;
  waiting: number;
  oldest: Date | null;
  failed: number;
  oldest_failed: Date | null;
  workers: number;
  reported_at: Date | null;
  failure: string | null;
  failing_since: Date | null;
  lag: number | null;
  wal_status: string | null;
  sealed: string | null;
  signed: string | null;
  first_day: string | null;
};

async function readFacts(db: Db): Promise<FactsRow> {
  const { rows } = await sql<FactsRow>`
    SELECT current_setting('server_version') AS version,
      EXISTS (SELECT FROM institution WHERE institution.demonstration_password IS NOT NULL) AS demonstration,
      queue.*, archive.*, slot.*,
      (SELECT count(*)::int FROM job_workers WHERE job_workers.seen_at > now() - interval '1 minute') AS workers,
      (SELECT max(day_seals.day) FROM day_seals) AS sealed,
      (SELECT max(head_lines.day) FROM head_lines) AS signed,
      (SELECT (min(events.at) AT TIME ZONE 'Europe/Bucharest')::date FROM events) AS first_day
    FROM (SELECT count(*) FILTER (WHERE job_queue.state = 'waiting' AND job_queue.run_at <= now())::int AS waiting,
        min(job_queue.run_at) FILTER (WHERE job_queue.state = 'waiting' AND job_queue.run_at <= now()) AS oldest,
        count(*) FILTER (WHERE job_queue.state = 'failed')::int AS failed,
        min(job_queue.run_at) FILTER (WHERE job_queue.state = 'failed') AS oldest_failed FROM job_queue) AS queue
    LEFT JOIN (SELECT archive_state.reported_at, archive_state.failure, archive_state.failing_since FROM archive_state)
      AS archive ON true
    LEFT JOIN (SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint AS lag, wal_status
      FROM pg_replication_slots WHERE slot_name = 'opis_archive') AS slot ON true
  `.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('the database said nothing of itself');
  return row;
}

function toFacts(row: FactsRow) {
  const { waiting, oldest, failed, oldest_failed: oldestFailed, workers } = row;
  return {
    databaseVersion: row.version,
    demonstration: row.demonstration,
    queue: { waiting, oldest, failed, oldestFailed, workers },
    archive: {
      reportedAt: row.reported_at,
      failure: row.failure,
      failingSince: row.failing_since,
      lagBytes: row.lag,
      walStatus: row.wal_status,
    },
    lastSealedDay: row.sealed,
    lastSignedDay: row.signed,
    firstDay: row.first_day,
  };
}

// A folder that is away is told by its own line.
async function roomIn(folder: string): Promise<DiskRoom | undefined> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return undefined;
  }
}
