// A program of its own that keeps the cluster of a data folder running, for tests that kill it: hold-cluster.ts FOLDER
import { createLog } from '../src/platform/log.ts';
import { startCluster } from '../src/platform/postgres/supervisor.ts';
import { forgetful } from './test-cluster.ts';

const [dataDir = ''] = process.argv.slice(2);
const cluster = await startCluster({
  dataDir,
  log: createLog('silent'),
  environment: process.env,
  settings: forgetful,
});
process.stdout.write(`${cluster.port}\n`);
setInterval(() => {}, 60_000);
