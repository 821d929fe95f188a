import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Closing, createClosing } from '../../../apps/server/src/platform/closing.ts';
import { namedQuery, openDatabase } from '../../../apps/server/src/platform/db.ts';
import { createLog } from '../../../apps/server/src/platform/log.ts';
import { startCluster } from '../../../apps/server/src/platform/postgres/supervisor.ts';
import { makeDataFolder } from '../../support/demonstration.ts';
import { runOpis } from '../../support/opis.ts';
import { findFreePort, startProduct } from '../../support/server.ts';
import type { ApiDoor } from '../load/api-door.ts';
import { registerAll } from '../load/mail-clerk.ts';
import { type BenchMessage, makeMessages } from '../load/mail-messages.ts';
import { type HandedOver, handOverAll } from '../load/mail-relay.ts';
import { type BareMail, openBareMail } from '../reference/bare-mail.ts';
import { type Speed, toSpeed } from '../statistics.ts';

/** One round over the same bytes: kept by the bare door, taken in by the product, registered by it; messages a second. */
export type IntakeRound = {
  bare: Speed;
  /** Until „250” for the last; its latencies are those of „250”. */
  takenIn: Speed;
  /** From the first byte until the last has its number. */
  registeredPerSecond: number;
};
export type IntakeFigures = {
  cores: number;
  messages: number;
  bytesEach: number;
  rounds: readonly IntakeRound[];
};

const lines = 8;
const warmUp = 20;

/** Hands messages over to the bare door and to the product in turn; the product's are registered as they come. */
export async function measureIntake(given: { rounds: number; messages: number }): Promise<IntakeFigures> {
  const closing = createClosing();
  try {
    const site = await openIntakeSite(closing);
    // What has never run is compiled first; nobody measures that.
    await measureRound(site, makeMessages('incalzire', warmUp), 'incalzire');
    const rounds: IntakeRound[] = [];
    for (let round = 1; round <= given.rounds; round++) {
      const mark = `runda${round}`;
      rounds.push(await measureRound(site, makeMessages(mark, given.messages), mark));
    }
    await site.prove();
    const bytesEach = makeMessages('marime', 1)[0]?.raw.length ?? 0;
    return { cores: cpus().length, messages: given.messages, bytesEach, rounds };
  } finally {
    await closing.closeAll();
  }
}

type IntakeSite = { bare: BareMail; mailPort: number; door: ApiDoor; prove(): Promise<void> };

async function openIntakeSite(closing: Closing): Promise<IntakeSite> {
  const dataDir = makeDataFolder();
  closing.add(() => rmSync(dataDir, { recursive: true, force: true }));
  const log = createLog('warn', 'stderr');
  const cluster = await startCluster({ dataDir, environment: process.env, log });
  closing.add(cluster.stop);
  const silent = createLog('silent');
  const admin = openDatabase(cluster.url('postgres', 'postgres'), { log: silent, connections: 1 });
  await namedQuery(admin, 'bench-mail-database', 'CREATE DATABASE opis_bench_mail', []);
  await admin.destroy();
  const own = openDatabase(cluster.url('postgres', 'opis_bench_mail'), { log: silent, connections: lines });
  closing.add(() => own.destroy());
  const folder = mkdtempSync(join(tmpdir(), 'opis-bench-mail-'));
  closing.add(() => rmSync(folder, { recursive: true, force: true }));
  const bare = await openBareMail(own, folder);
  closing.add(bare.stop);
  const mailPort = await findFreePort();
  const product = await startProduct({ dataDir, environment: { OPIS_INTAKE_PORT: String(mailPort) } });
  closing.add(product.stop);
  const opis = async (...args: string[]) => {
    const { code, output, errors } = await runOpis(args, { dataDir });
    if (code !== 0) throw new Error(`opis ${args.join(' ')}: ${output}${errors}`);
    return output.trim();
  };
  const token = await opis('token', 'create', '--account', 'digital', '--name', 'bench');
  return {
    bare,
    mailPort,
    door: { address: new URL(`http://127.0.0.1:${product.port}`), token },
    prove: async () => void (await opis('verify', '--register', 'general')),
  };
}

async function measureRound(
  { bare, mailPort, door }: IntakeSite,
  messages: readonly BenchMessage[],
  mark: string,
): Promise<IntakeRound> {
  const before = await bare.kept();
  const alone = await handOverAll(bare.port, messages, lines);
  const kept = (await bare.kept()) - before;
  if (kept !== messages.length)
    throw new Error(`${kept} of ${messages.length} messages kept by the bare door`);
  const from = performance.now();
  const [handed] = await Promise.all([
    handOverAll(mailPort, messages, lines),
    registerAll(door, { mark, count: messages.length }),
  ]);
  const seconds = (performance.now() - from) / 1000;
  return {
    bare: speedOf(alone),
    takenIn: speedOf(handed),
    registeredPerSecond: messages.length / seconds,
  };
}

const speedOf = ({ ms, latenciesMs }: HandedOver): Speed =>
  toSpeed({ perSecond: (latenciesMs.length * 1000) / ms, latenciesMs });
