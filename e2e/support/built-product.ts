import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demonstrationVariable, makeDataFolder } from './demonstration.ts';
import { type RunningProduct, startProduct } from './server.ts';

/** Journeys run against what people run: the built product, built anew when a source changed. */
export function buildProduct() {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'prepare.mjs');
  const program = `import { prepareProgram } from ${JSON.stringify(script)}; prepareProgram('serve');`;
  const done = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' });
  if (done.status !== 0) throw new Error('the product was not built');
}

/** Builds the product and makes its demonstration once: each journey starts on a copy of its own. */
export default async function setup() {
  buildProduct();
  const dataDir = makeDataFolder();
  const product = await startProduct({ dataDir });
  await untilAtRest(product);
  await product.stop();
  process.env[demonstrationVariable] = dataDir;
  return () => rmSync(dataDir, { recursive: true, force: true });
}

const restSeconds = 60;

// What it still has to index, every copy would do over again while a journey runs on it; files are read at leisure.
async function untilAtRest({ address }: RunningProduct) {
  const deadline = performance.now() + restSeconds * 1000;
  while (performance.now() < deadline) {
    const figures = await (await fetch(`${address}/metrics`)).text();
    const waits = figures.match(/^opis_(jobs_waiting|search_lag_records) \d+$/gm) ?? [];
    if (waits.length === 2 && waits.every((line) => line.endsWith(' 0'))) return;
    await sleep(500);
  }
  throw new Error(`the demonstration was still at work after ${restSeconds} s`);
}
