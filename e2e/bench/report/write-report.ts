import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderCostChart } from './cost-chart.ts';
import type { Figures } from './figures.ts';
import { renderReport } from './render-report.ts';
import { toCostLines } from './render-searches.ts';

/** Writes `benchmarks.md` and, beside it, every figure it comes from. */
export async function writeReport(folder: string, figures: Figures): Promise<void> {
  await writeFile(join(folder, 'benchmarks.json'), `${JSON.stringify(figures, undefined, 2)}\n`);
  await writeFile(join(folder, 'benchmarks.md'), renderReport(figures));
  if (figures.searches?.length) {
    const chart = renderCostChart(
      'What a question costs as the book grows (p95)',
      toCostLines(figures.searches),
    );
    await writeFile(join(folder, 'benchmarks-search.svg'), chart);
  }
}

/** The figures of the last run, for a run that measures a part of them anew. */
export async function readFigures(folder: string): Promise<Figures> {
  return JSON.parse(await readFile(join(folder, 'benchmarks.json'), 'utf8')) as Figures;
}
