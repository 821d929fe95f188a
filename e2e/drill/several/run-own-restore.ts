import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseServerUser } from '../../../apps/server/src/platform/postgres/server-user.ts';
import { findFreePort } from '../../support/server.ts';
import { nothingTold } from '../acknowledge.ts';
import { proveWhole } from '../prove-whole.ts';
import { numberPapers, papers } from '../restore/number-papers.ts';
import { makeCluster, startNode } from './database-node.ts';
import type { Several } from './run-processes.ts';
import { openShared } from './shared-installation.ts';

const passphrase = 'patru cuvinte în sertar\n';
const settleMs = 8_000;

/**
 * An institution with a PostgreSQL of its own loses both disks, data folder and cluster: everything comes back by the
 * commands of the production guide, in their order, and papers are numbered on.
 */
export async function runOwnRestore({ folder, binaries, report, random, closing }: Several) {
  const own = await makeCluster(join(folder, `own-${binaries.major}-primary`), binaries);
  const port = await findFreePort();
  const superuser = own.urlOf('postgres', port, 'postgres');
  const node = { folder: own.folder, binaries, port, superuser };
  const primary = await startNode(node, closing);
  const dataDir = join(folder, `own-${binaries.major}`);
  const urls = {
    appUrl: own.urlOf('opis_app', port),
    ownerUrl: own.urlOf('opis_owner', port),
    workerUrl: own.urlOf('opis_worker', port),
  };
  const installation = await openShared(dataDir, urls, closing);
  const [archive, keys] = [`${dataDir}-archive`, `${dataDir}-keys.json`];
  mkdirSync(archive);
  const environment = { OPIS_ARCHIVE_DIR: archive, DATABASE_BACKUP_URL: superuser };
  const must = async (args: readonly string[], input = '') => {
    const { code, output, errors } = await installation.opis(args, environment, input);
    if (code !== 0) throw new Error(`opis ${args.join(' ')}: ${output}${errors}`);
  };
  const told = nothingTold();
  let server = await installation.start(environment);
  await numberPapers(installation.api, random, told);
  await must(['keys', 'export', keys], passphrase);
  await must(['backup']);
  // After the night's copies: only the log and the files that followed it have these.
  await numberPapers(installation.api, random, told);
  await sleep(settleMs);
  await server.kill();
  await primary.kill();
  rmSync(dataDir, { recursive: true });
  rmSync(own.folder, { recursive: true });
  report.check(
    'both disks are gone',
    true,
    `${told.acknowledged.length} acknowledged, ${papers} after the copies`,
  );

  mkdirSync(dataDir);
  chmodSync(dataDir, 0o711);
  await must(['restore', '--keys', keys, '--cluster', own.folder], passphrase);
  const { ids } = chooseServerUser(own.folder);
  if (ids) spawnSync('chown', ['-R', `${ids.uid}:${ids.gid}`, own.folder]);
  const restored = await startNode({ ...node, settings: { restore_command: 'false' } }, closing);
  await must(['restore', '--finish', '--nothing-more']);
  report.check('the guide’s commands bring it back, keys and files with it', true);
  server = await installation.start(environment);
  await numberPapers(installation.api, random, told);
  await proveWhole({ installation, report }, told);
  await server.kill();
  await restored.kill();
}
