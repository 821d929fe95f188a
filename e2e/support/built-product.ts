import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Journeys run against what people run: the built product, built anew when a source changed. */
export default function setup() {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'prepare.mjs');
  const program = `import { prepareProgram } from ${JSON.stringify(script)}; prepareProgram('serve');`;
  const done = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' });
  if (done.status !== 0) throw new Error('the product was not built');
}
