import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Closing } from '../../../apps/server/src/platform/closing.ts';
import type { ServerBinaries } from '../../../apps/server/src/platform/postgres/server-binaries.ts';
import { findFreePort } from '../../support/server.ts';
import { gatherCrowd } from '../crowd.ts';
import type { DrillReport } from '../drill-report.ts';
import { proveWhole } from '../prove-whole.ts';
import type { Random } from '../seeded-random.ts';
import { makeCluster, startNode } from './database-node.ts';
import { openShared } from './shared-installation.ts';

export type Several = {
  folder: string;
  binaries: ServerBinaries;
  report: DrillReport;
  random: Random;
  closing: Closing;
};

const rounds = 6;

/**
 * Two servers and two workers on one PostgreSQL: callers register at both at once while each server, each worker and the
 * database are killed in turn.
 */
export async function runProcesses({ folder, binaries, report, random, closing }: Several) {
  const cluster = await makeCluster(join(folder, `processes-${binaries.major}-database`), binaries);
  const port = await findFreePort();
  const start = () =>
    startNode(
      { folder: cluster.folder, binaries, port, superuser: cluster.urlOf('postgres', port, 'postgres') },
      closing,
    );
  let node = await start();
  const installation = await openShared(
    join(folder, `processes-${binaries.major}`),
    {
      appUrl: cluster.urlOf('opis_app', port),
      ownerUrl: cluster.urlOf('opis_owner', port),
      workerUrl: cluster.urlOf('opis_worker', port),
    },
    closing,
  );
  const servers = [await installation.serve(), await installation.serve()];
  const workers = [installation.work(), installation.work()];
  const ports = servers.map((server) => server.port);
  const crowd = gatherCrowd(installation.through(ports), { callers: 48, scanEvery: 16, random });
  for (let round = 0; round < rounds; round++) {
    await crowd.untilServed(performance.now());
    await sleep(random() * 500);
    const victim = round % 2;
    if (round < 4) {
      await servers[victim]?.kill();
      await workers[victim]?.kill();
      servers[victim] = await installation.serve(ports[victim]);
      workers[victim] = installation.work();
    } else {
      await node.kill();
      node = await start();
    }
    const from = performance.now();
    const seconds = ((await crowd.untilServed(from)) - from) / 1000;
    const what = round < 4 ? `server and worker ${victim + 1}` : 'the database';
    report.note(
      `${what} killed, served again after ${seconds.toFixed(1)} s, ${crowd.acknowledged.length} acknowledged`,
    );
  }
  await crowd.finish();
  await crowd.repeatSome(50);
  await proveWhole({ installation, report }, crowd);
  for (const { kill } of [...servers, ...workers]) await kill();
  await node.kill();
}
