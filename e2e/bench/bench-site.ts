import type { Closing } from '../../apps/server/src/platform/closing.ts';
import { type Db, namedQuery, openDatabase } from '../../apps/server/src/platform/db.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import { databaseName } from '../../apps/server/src/platform/postgres/provision-database.ts';
import { startCluster } from '../../apps/server/src/platform/postgres/supervisor.ts';
import { type Backlog, untilAtRest } from '../support/at-rest.ts';
import { runOpis } from '../support/opis.ts';
import { startProduct } from '../support/server.ts';
import type { ApiDoor } from './load/api-door.ts';
import type { Pgbench } from './reference/find-pgbench.ts';
import {
  cloneDatabase,
  openReference,
  type ReferenceRegister,
  referenceDatabase,
} from './reference/reference-register.ts';

/** Product and reference side by side on one PostgreSQL server, that of the product. */
export type BenchSite = {
  /** The superuser's, for settings of the whole server. */
  admin: Db;
  door: ApiDoor;
  /** Of the server's process. */
  pid: number;
  reference: ReferenceRegister;
  /** Resolves when nothing is left to index, to read in files or to do in the background. */
  atRest(): Promise<void>;
  /** Last number of the demonstration's general register. */
  lastNumber(): Promise<number>;
  /** Runs `opis …` on the data folder and gives what it printed. Throws when it fails. */
  opis(...args: string[]): Promise<string>;
};

/** Opens a data folder that holds the demonstration and at which nothing runs. */
export async function openBenchSite(
  given: { dataDir: string; pgbench: Pgbench; seconds: number },
  closing: Closing,
): Promise<BenchSite> {
  const { dataDir } = given;
  // Held by the bench itself: the product joins it, as it would join one that outlived it, with the same settings.
  const cluster = await startCluster({
    dataDir,
    environment: process.env,
    log: createLog('warn', 'stderr'),
  });
  closing.add(cluster.stop);
  // Ends with the server: a connection lost is no news then, and before it the statement fails by itself.
  const log = createLog('silent');
  const open = (database: string) => openDatabase(cluster.url('postgres', database), { log, connections: 1 });
  const admin = open('postgres');
  await cloneDatabase(admin, databaseName);
  const clone = { db: open(referenceDatabase), url: cluster.url('opis_app', referenceDatabase) };
  const product = await startProduct({ dataDir });
  closing.add(product.stop);
  const own = open(databaseName);
  const opis = (...args: string[]) => runCommand(args, dataDir);
  const token = await opis('token', 'create', '--account', 'registrator', '--name', 'bench');
  return {
    admin,
    opis,
    pid: product.pid,
    door: { address: new URL(`http://127.0.0.1:${product.port}`), token },
    atRest: () => untilAtRest(product.address, { of: everything, seconds: 300 }),
    reference: await openReference(clone, given),
    lastNumber: () => readLastNumber(own),
  };
}

const everything: readonly Backlog[] = ['jobs_waiting', 'search_lag_records', 'file_works_waiting'];

async function readLastNumber(db: Db): Promise<number> {
  const [row] = await namedQuery<{ last: number }>(db, 'bench-last-number', lastNumber, []);
  if (row === undefined) throw new Error('the general register has no book');
  return row.last;
}

const lastNumber = `
SELECT books.last_number AS last FROM books JOIN registers ON registers.id = books.register_id
WHERE registers.code = 'general' ORDER BY books.year DESC LIMIT 1`;

async function runCommand(args: readonly string[], dataDir: string): Promise<string> {
  const { code, output, errors } = await runOpis(args, { dataDir });
  if (code !== 0) throw new Error(`opis ${args.join(' ')}: ${output}${errors}`);
  return output.trim();
}
