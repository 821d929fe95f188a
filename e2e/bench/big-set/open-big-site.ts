import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Closing } from '../../../apps/server/src/platform/closing.ts';
import { type Db, namedQuery, openDatabase } from '../../../apps/server/src/platform/db.ts';
import { createLog } from '../../../apps/server/src/platform/log.ts';
import { databaseName } from '../../../apps/server/src/platform/postgres/provision-database.ts';
import { startCluster } from '../../../apps/server/src/platform/postgres/supervisor.ts';
import { makeDataFolder } from '../../support/demonstration.ts';
import { runOpis } from '../../support/opis.ts';
import { startProduct } from '../../support/server.ts';
import { type MadeEntries, makeEntries } from './make-entries.ts';
import { type BenchCast, makeInstitution } from './make-institution.ts';

/** A product over a large book that proves itself, and the bare database beside it. */
export type BigSite = {
  address: URL;
  /** Of the server's process. */
  pid: number;
  cast: BenchCast;
  readable: MadeEntries['readable'];
  /** The superuser's connection, for the bare statements. */
  bare: Db;
  /** How long it took to make the entries, to index them and to verify every chain. */
  seconds: { make: number; index: number; verify: number };
};

type Given = { entries: number; documents?: number; say: (line: string) => void };

/** Makes the set in a new data folder, indexes and verifies it by the product's own commands, and starts the product. */
export async function openBigSite(
  { entries, documents = 0, say }: Given,
  closing: Closing,
): Promise<BigSite> {
  const dataDir = makeDataFolder();
  closing.add(() => rmSync(dataDir, { recursive: true, force: true }));
  const cluster = await startCluster({ dataDir, environment: process.env, log: createLog('warn', 'stderr') });
  closing.add(cluster.stop);
  const opis = async (...args: string[]) => {
    const { code, output, errors } = await runOpis(args, { dataDir });
    if (code !== 0) throw new Error(`opis ${args.join(' ')}: ${output}${errors}`);
    return output.trim();
  };
  await opis('status').catch(() => undefined);
  const bare = openDatabase(cluster.url('postgres', databaseName), {
    log: createLog('silent'),
    connections: 1,
  });
  closing.add(() => bare.destroy());
  await namedQuery(bare, 'bench-patience', 'SET statement_timeout = 0', []);
  const cast = await makeInstitution(bare, opis, dataDir);
  const made = await makeEntries(bare, cast, {
    entries,
    documents,
    filesDir: join(dataDir, 'files'),
    now: new Date(),
    say,
  });
  const index = await timed(() => withoutWordIndex(bare, () => opis('search', 'rebuild')));
  say(`indexed in ${index.toFixed(0)} s`);
  await namedQuery(bare, 'bench-vacuum', 'VACUUM (ANALYZE)', []);
  const verify = await timed(() => opis('verify'));
  say(`verified in ${verify.toFixed(0)} s`);
  const product = await startProduct({ dataDir, environment: { OPIS_DEMO: '0' } });
  closing.add(product.stop);
  return {
    address: new URL(`http://127.0.0.1:${product.port}`),
    pid: product.pid,
    cast,
    readable: made.readable,
    bare,
    seconds: { make: made.seconds, index, verify },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

/** Rows are written first and their index is built at once: a large set from nothing, as no institution begins. */
async function withoutWordIndex(db: Db, work: () => Promise<unknown>): Promise<void> {
  const [index] = await namedQuery<{ indexdef: string }>(db, 'bench-index', wordIndex, []);
  if (index === undefined) throw new Error('no index of words in documents');
  await namedQuery(db, 'bench-drop-index', 'DROP INDEX search_documents_words_idx', []);
  await work();
  await namedQuery(db, 'bench-make-index', index.indexdef, []);
}

const wordIndex = "SELECT indexdef FROM pg_indexes WHERE indexname = 'search_documents_words_idx'";
