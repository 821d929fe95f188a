import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { untilAtRest } from './at-rest.ts';
import { demonstrationVariable, makeDataFolder } from './demonstration.ts';
import { startProduct } from './server.ts';

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
  // What it still has to index, every copy would do over again while a journey runs on it; files are read at leisure.
  await untilAtRest(product.address, { of: ['jobs_waiting', 'search_lag_records'], seconds: 60 });
  await product.stop();
  process.env[demonstrationVariable] = dataDir;
  return () => rmSync(dataDir, { recursive: true, force: true });
}
