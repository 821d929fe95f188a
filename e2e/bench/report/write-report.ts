import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figures } from './figures.ts';
import { renderReport } from './render-report.ts';

/** Writes `benchmarks.md` and, beside it, every figure it comes from. */
export async function writeReport(folder: string, figures: Figures): Promise<void> {
  await writeFile(join(folder, 'benchmarks.json'), `${JSON.stringify(figures, undefined, 2)}\n`);
  await writeFile(join(folder, 'benchmarks.md'), renderReport(figures));
}
