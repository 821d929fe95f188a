import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openArchive } from '../../../apps/server/src/platform/backup/archive-folder.ts';
import { makeBaseCopy } from '../../../apps/server/src/platform/backup/base-copy.ts';
import { findNewestBase, layCluster } from '../../../apps/server/src/platform/backup/lay-cluster.ts';
import { chooseServerUser } from '../../../apps/server/src/platform/postgres/server-user.ts';
import { findFreePort } from '../../support/server.ts';
import { gatherCrowd } from '../crowd.ts';
import { proveWhole } from '../prove-whole.ts';
import { type DatabaseNode, makeCluster, startNode } from './database-node.ts';
import { openRelay } from './relay.ts';
import type { Several } from './run-processes.ts';
import { openShared } from './shared-installation.ts';

const name = 'opis_standby';

/**
 * A primary with a synchronous standby behind one address; under load the primary is killed for good, the standby is
 * promoted and takes the address over. Nothing that was acknowledged may be missing there.
 */
export async function runStandby({ folder, binaries, report, random, closing }: Several) {
  const cluster = await makeCluster(join(folder, `standby-${binaries.major}-primary`), binaries);
  const [primaryPort, standbyPort] = [await findFreePort(), await findFreePort()];
  const superuser = (port: number) => cluster.urlOf('postgres', port, 'postgres');
  const primary = await startNode(
    { folder: cluster.folder, binaries, port: primaryPort, superuser: superuser(primaryPort) },
    closing,
  );
  const relay = await openRelay(primaryPort, closing);
  const installation = await openShared(
    join(folder, `standby-${binaries.major}`),
    {
      appUrl: cluster.urlOf('opis_app', relay.port),
      ownerUrl: cluster.urlOf('opis_owner', relay.port),
      workerUrl: cluster.urlOf('opis_worker', relay.port),
    },
    closing,
  );
  const standbyFolder = await layStandby(
    join(folder, `standby-${binaries.major}-copy`),
    superuser(primaryPort),
  );
  const { password } = new URL(superuser(primaryPort));
  const conninfo = `host=127.0.0.1 port=${primaryPort} user=postgres password=${password} application_name=${name}`;
  const standby = await startNode(
    {
      folder: standbyFolder,
      binaries,
      port: standbyPort,
      superuser: superuser(standbyPort),
      settings: { primary_conninfo: conninfo },
    },
    closing,
  );
  await primary.query(`ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (${name})'`);
  await primary.query('SELECT pg_reload_conf()');
  await untilSynchronous(primary);

  const server = await installation.serve();
  const crowd = gatherCrowd(installation.through([server.port]), { callers: 48, scanEvery: 16, random });
  await crowd.untilServed(performance.now());
  await sleep(2_000);
  const before = crowd.acknowledged.length;
  const killedAt = performance.now();
  await primary.kill();
  await standby.query('SELECT pg_promote()');
  relay.switchTo(standbyPort);
  const seconds = ((await crowd.untilServed(performance.now())) - killedAt) / 1000;
  report.check(
    'the standby takes over under load',
    true,
    `${before} acknowledged before, served again after ${seconds.toFixed(1)} s`,
  );
  await sleep(1_500);
  await crowd.finish();
  await crowd.repeatSome(50);
  await proveWhole({ installation, report }, crowd);
  report.figure('standbySecondsToServe', seconds);
  await server.kill();
  await standby.kill();
}

async function layStandby(scratch: string, url: string): Promise<string> {
  mkdirSync(scratch, { mode: 0o711 });
  const archive = await openArchive(scratch);
  await makeBaseCopy(url, archive, new Date());
  const folder = join(scratch, 'standby');
  const { ids } = chooseServerUser(folder);
  await layCluster(archive, await findNewestBase(archive), { folder, owner: ids });
  rmSync(join(folder, 'recovery.signal'));
  writeFileSync(join(folder, 'standby.signal'), '');
  if (ids) chownSync(join(folder, 'standby.signal'), ids.uid, ids.gid);
  return folder;
}

async function untilSynchronous(primary: DatabaseNode) {
  for (let waited = 0; waited < 300; waited++) {
    const rows = await primary.query<{ sync_state: string }>('SELECT sync_state FROM pg_stat_replication');
    if (rows.some(({ sync_state: state }) => state === 'quorum' || state === 'sync')) return;
    await sleep(100);
  }
  throw new Error('the standby never became synchronous');
}
