import { createPublicKey } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { archiveAt, listCopies } from '../../platform/backup/archive-folder.ts';
import { copyFile, openArchivedFiles } from '../../platform/backup/copy-files.ts';
import { findNewestBase } from '../../platform/backup/lay-cluster.ts';
import { loadLogicalCopy } from '../../platform/backup/load-logical-copy.ts';
import { findBinaries, restoreCluster } from '../../platform/backup/restore-cluster.ts';
import { type Db, openDatabase } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { migrate } from '../../platform/migrate.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { openClusterFolders } from '../../platform/postgres/cluster-folders.ts';
import type { ServerBinaries } from '../../platform/postgres/server-binaries.ts';
import { type Cluster, startCluster } from '../../platform/postgres/supervisor.ts';
import { migrationsFolder } from '../../platform/server-folders.ts';
import { listMissing } from '../documents/index.ts';
import { verifyRegistry } from '../registry/index.ts';
import type { OperationsDeps } from './house.ts';
import { operationsText } from './operations-texts.ts';
import { rememberRun } from './run-store.ts';

/** What a drill came to: from which copy, up to which moment it reached, what was read. */
export type DrillResult = {
  from: 'base' | 'logical';
  recoveredTo: string | null;
  numbers: number;
  records: number;
  seconds: number;
};

/**
 * Restores the newest copy and all the log after it beside the house, in a folder that goes away, and lets the register
 * prove itself there: every chain, every row, every file as the archive has it, every signed head. A copy that nobody
 * restored is only a hope. Throws when anything is wrong.
 */
export async function drillRestore(deps: OperationsDeps): Promise<DrillResult> {
  const { archiveDir, dataDir } = deps.house;
  if (archiveDir === undefined) throw new OperatorError(operationsText('copies.no-archive'));
  const folder = join(dataDir, 'restore-drill');
  return rememberRun(deps, 'restore-drill', async () => {
    const started = performance.now();
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o711 });
    try {
      const { cluster, from } = await restoreBeside(deps, archiveDir, folder);
      try {
        const proof = await prove(deps, archiveDir, cluster);
        return { from, ...proof, seconds: Math.round((performance.now() - started) / 100) / 10 };
      } finally {
        await cluster.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

// As the institution would get it back: physically where this machine has the PostgreSQL that wrote it, else by rows.
async function restoreBeside(
  deps: OperationsDeps,
  archiveDir: string,
  dataDir: string,
): Promise<{ cluster: Cluster; from: DrillResult['from'] }> {
  const archive = archiveAt(archiveDir);
  const binaries = await findBaseBinaries(archiveDir);
  const start = (binaries?: ServerBinaries) =>
    startCluster({ dataDir, environment: deps.house.environment, log: deps.log, binaries });
  if (binaries) {
    await restoreCluster(archive, openClusterFolders(dataDir));
    return { cluster: await start(binaries), from: 'base' };
  }
  const name = (await listCopies(archive.logical)).at(-1);
  if (name === undefined) throw new OperatorError(operationsText('copies.none', { folder: archiveDir }));
  const cluster = await start();
  await loadLogicalCopy(cluster.url('opis_owner'), { folder: join(archive.logical, name), migrationsFolder });
  return { cluster, from: 'logical' };
}

async function findBaseBinaries(archiveDir: string): Promise<ServerBinaries | undefined> {
  const archive = archiveAt(archiveDir);
  if ((await listCopies(archive.base)).length === 0) return undefined;
  return findBinaries((await findNewestBase(archive)).serverVersion);
}

async function prove(deps: OperationsDeps, archiveDir: string, cluster: Cluster) {
  await migrate(cluster.url('opis_owner'), migrationsFolder);
  const db = openDatabase(cluster.url('opis_owner'), { log: deps.log, connections: 1 });
  try {
    const files = await openArchivedFiles(archiveAt(archiveDir).files);
    // The log is ahead of the files by the seconds that they take; what the house itself lost stays lost.
    await bringLatest(deps, { restored: db, archived: files });
    const sealPublicKey = createPublicKey(deps.keys.sealKey)
      .export({ type: 'spki', format: 'pem' })
      .toString();
    const against = await readHeads(archiveDir);
    const { books, findings } = await db.transaction().execute(async (tx) => {
      await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(tx);
      await sql`SET LOCAL statement_timeout = 0`.execute(tx);
      const { verifyParts } = deps;
      return verifyRegistry({ db: tx, files, sealPublicKey, verifyParts }, { against });
    });
    const [first] = findings;
    if (first) throw new Error(operationsText('drill.found', { place: first.place, detail: first.detail }));
    const total = (key: 'numbers' | 'records') => books.reduce((sum, book) => sum + book[key], 0);
    return { numbers: total('numbers'), records: total('records'), recoveredTo: await readLastMoment(db) };
  } finally {
    await db.destroy();
  }
}

async function bringLatest(
  { files }: OperationsDeps,
  { restored, archived }: { restored: Db; archived: FileStore },
) {
  for (const sha256 of await listMissing(restored, archived)) await copyFile(files, archived, sha256);
}

async function readHeads(archiveDir: string): Promise<string[]> {
  const text = await readFile(join(archiveDir, 'heads.jsonl'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

async function readLastMoment(db: Db): Promise<string | null> {
  const { rows } = await sql<{ at: Date | null }>`SELECT max(events.at) AS at FROM events`.execute(db);
  return rows[0]?.at?.toISOString() ?? null;
}
