// The server: npm start ends here. Each line of `serve` is one thing that must stand before the next.
import type { AddressInfo } from 'node:net';
import { compose, type Product } from '../compose.ts';
import { composeHttp } from '../compose-http.ts';
import { startProductWorker } from '../compose-jobs.ts';
import { awaitsDemonstration } from '../demo/seed-demonstration.ts';
import { openFoundation } from '../foundation.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { getPublicInstitution } from '../modules/identity/index.ts';
import { keepArchive } from '../modules/operations/index.ts';
import { findInstitution } from '../modules/organisation/index.ts';
import { startIndexer } from '../modules/search/index.ts';
import { type Closing, createClosing } from '../platform/closing.ts';
import { type Config, loadConfig } from '../platform/config.ts';
import type { Http } from '../platform/http/http.ts';
import { createLog } from '../platform/log.ts';
import { openClusterFolders } from '../platform/postgres/cluster-folders.ts';
import { startText } from '../platform/start-texts.ts';
import { startUpkeep } from '../upkeep.ts';
import { requireFreePort, toOperatorError } from './require-free-port.ts';
import { runProgram } from './run-program.ts';
import { runSeeder } from './run-seeder.ts';
import { claimDataFolder } from './serve-lock.ts';
import { listenForStop, untilAborted } from './stop-signal.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

await runProgram(async () => {
  const stop = listenForStop();
  const closing = createClosing();
  try {
    await serve(closing, stop);
  } finally {
    await closing.closeAll();
  }
  say(startText('serve.stopped'));
});

async function serve(closing: Closing, stop: AbortSignal) {
  const config = loadConfig();
  const lock = await claim(config, closing);
  await requireFreePort(config);
  say(startText('serve.starting', { folder: config.dataDir }));
  const installation = await openInstallation(config, createLog(config.logLevel));
  closing.add(installation.close);
  describeInstallation(installation);
  const foundation = await openFoundation(installation);
  closing.add(foundation.close);
  if (config.demo && (await awaitsDemonstration(foundation))) {
    say(startText('serve.seeding'));
    await runSeeder(stop);
    if (stop.aborted) return;
  }
  const indexer = startIndexer(foundation, foundation);
  closing.add(indexer.stop);
  const product = compose(foundation, {
    committed: indexer.nudge,
    holdUntilClean: config.processing.holdUntilClean,
  });
  const { app, close } = await composeHttp(product, config);
  closing.add(close);
  if (stop.aborted) return;
  await listen(app, config);
  const address = toAddress(config, app.server.address());
  const upkeep = startUpkeep(product, { witnessFolders: witnessFolders(config) });
  closing.add(upkeep.stop);
  const archive = keepArchive(product);
  closing.add(archive.stop);
  if (config.worker) {
    const worker = await startProductWorker(product, {
      ...config,
      queueUrl: installation.database.workerUrl,
    });
    closing.add(worker.stop);
  }
  lock?.announce(address);
  say(startText('serve.ready', { address }));
  await describeDemonstration(product);
  say(startText('serve.stop-hint'));
  await untilAborted(stop);
  say(startText('serve.stopping'));
}

// The same as the sign-in page shows: nothing in an institution of its own; before there is one, how to make it.
async function describeDemonstration({ db, clock }: Product) {
  if ((await findInstitution(db)) === undefined) {
    say(startText('serve.no-institution'));
    return;
  }
  const { demo } = await getPublicInstitution({ db, clock });
  if (demo === null) return;
  say(startText('serve.demo', { password: demo.password }));
  for (const { username, displayName: name, title } of demo.accounts)
    say(`  ${startText('serve.demo.account', { username, name, title })}`);
}

async function listen(app: Http, { host, port }: Config) {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw toOperatorError(error, { host, port });
  }
}

function witnessFolders({ dataDir, witnessDir }: Config): string[] {
  return [dataDir, ...(witnessDir ? [witnessDir] : [])];
}

// Any number of servers may share the institution's own PostgreSQL; an embedded one belongs to one server.
async function claim(config: Config, closing: Closing) {
  if (config.database) return undefined;
  const lock = await claimDataFolder(openClusterFolders(config.dataDir));
  closing.add(lock.release);
  return lock;
}

function describeInstallation({ embedded, migrated }: Installation) {
  if (!embedded) say(startText('serve.database.own'));
  else {
    const port = String(embedded.port);
    say(startText(embedded.adopted ? 'serve.database.adopted' : 'serve.database.embedded', { port }));
  }
  if (migrated.length > 0) say(startText('serve.migrated', { count: migrated.length }));
}

// What a person on this machine types in: „127.0.0.1” and „everywhere” are both localhost to them.
function toAddress({ host, port }: Config, bound: AddressInfo | string | null): string {
  const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  const actual = typeof bound === 'object' && bound ? bound.port : port;
  return `http://${name.includes(':') ? `[${name}]` : name}:${actual}`;
}
