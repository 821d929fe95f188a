import type { FileStoreRun } from '../measure/file-store.ts';
import { median, type Speed } from '../statistics.ts';
import type { Figures, Machine } from './figures.ts';
import { judgeBudgets, ratiosOf } from './judge-budgets.ts';
import { markdownTable } from './markdown-table.ts';
import { renderFulltext } from './render-fulltext.ts';
import { renderIntake } from './render-intake.ts';
import { renderOcr } from './render-ocr.ts';
import { renderScans } from './render-scans.ts';
import { renderMixed, renderSearches } from './render-searches.ts';

/** The report as Markdown. Nothing is rounded to look better, and what was missed says so. */
export function renderReport(figures: Figures): string {
  return `${[
    '# Benchmarks',
    'Written by `npm run bench`, figures and verdicts alike; nothing here is changed by hand. All that was measured lies in [benchmarks.json](benchmarks.json).',
    renderMachine(figures.machine),
    '## Budgets',
    renderBudgets(figures),
    '## Registrations',
    renderRegistrations(figures),
    '## With a flush of 3 ms',
    renderSlowFlush(figures),
    ...(figures.searches?.length ? ['## Find', renderSearches(figures.searches)] : []),
    ...(figures.fulltext ? ['## Find in documents', renderFulltext(figures.fulltext)] : []),
    ...(figures.intake ? ['## Mail into entries', renderIntake(figures.intake)] : []),
    ...(figures.scans ? ['## Scans', renderScans(figures.scans)] : []),
    ...(figures.ocr ? ['## Recognition of scanned pages', renderOcr(figures.ocr)] : []),
    ...(figures.mixed ? ['## Mixed load', renderMixed(figures.mixed)] : []),
    '## Files',
    renderFileStore(figures),
    '## Starts and memory',
    renderStarts(figures),
    '## How it is measured',
    method(figures),
  ].join('\n\n')}\n`;
}

function renderMachine(machine: Machine): string {
  return markdownTable(
    ['Measured', machine.measuredAt],
    [
      ['Commit', machine.commit],
      ['Processor', `${machine.processor}, ${machine.cores} cores`],
      ['Memory', `${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB`],
      ['System', machine.system],
      ['Node', machine.node],
      ['PostgreSQL', machine.postgres],
      ['pgbench', machine.pgbench],
      ['Write of 8 KiB and its flush, median', `${machine.flushMs.toFixed(2)} ms`],
      ['Load of the machine before (1 min)', machine.loadBefore.toFixed(1)],
    ],
  );
}

function renderBudgets(figures: Figures): string {
  const rows = judgeBudgets(figures).map(({ what, budget, measured, kept }) => [
    what,
    budget,
    measured,
    kept ? 'kept' : '**missed**',
  ]);
  return markdownTable(['What', 'Budget', 'Measured', 'Verdict'], rows);
}

const lines = {
  l1: 'L1: pgbench, one statement a registration, 32 clients',
  opis32: 'Opis through HTTP, 32 callers',
  l2: 'L2: pgbench, 32 registrations a statement, 1 client',
  opis8: 'Opis through HTTP, 8 callers',
  l1Single: 'L1 with 1 client',
  opis1: 'Opis through HTTP, 1 caller',
} as const;

const speedHeadings = ['Line', 'a second', 'lowest', 'highest', 'p50 ms', 'p99 ms'];

function speedRow(line: string, speeds: readonly Speed[]): string[] {
  const rates = speeds.map(({ perSecond }) => perSecond);
  return [
    line,
    ...[median(rates), Math.min(...rates), Math.max(...rates)].map((rate) => rate.toFixed(0)),
    median(speeds.map(({ p50 }) => p50)).toFixed(2),
    median(speeds.map(({ p99 }) => p99)).toFixed(2),
  ];
}

function renderRegistrations({ registrations, proof, secondsPerRun }: Figures): string {
  const rows = (Object.keys(lines) as (keyof typeof lines)[]).map((line) =>
    speedRow(
      lines[line],
      registrations.map((round) => round[line]),
    ),
  );
  const pairs = registrations.map((round, index) => [
    String(index + 1),
    ratio(round.opis32.perSecond, round.l1.perSecond),
    ratio(round.opis32.perSecond, round.l2.perSecond),
    ratio(round.opis1.p50, round.l1Single.p50),
  ]);
  return [
    `Medians of ${registrations.length} rounds; in each the six lines run one after the other, ${secondsPerRun} s each. p50 and p99 of L2 are of a whole statement.`,
    markdownTable(speedHeadings, rows),
    'Product to reference, round by round:',
    markdownTable(['Round', '32 callers to L1', '32 callers to L2', 'p50 of one caller to L1'], pairs),
    `${proof.registrations} registrations were acknowledged in all runs of this page; the book grew by as many numbers, and \`opis verify\` found nothing wrong afterwards.`,
  ].join('\n\n');
}

const ratio = (product: number, reference: number) => (product / reference).toFixed(2);

function renderSlowFlush({ slowFlush }: Figures): string {
  const { middle, lowest, highest } = ratiosOf(
    slowFlush,
    (round) => round.opis32.perSecond / round.l1.perSecond,
  );
  return [
    '`commit_delay = 3000`, `commit_siblings = 0`: every commit waits 3 ms before its flush, as on an ordinary disk.',
    markdownTable(speedHeadings, [
      speedRow(
        lines.l1,
        slowFlush.map((round) => round.l1),
      ),
      speedRow(
        lines.opis32,
        slowFlush.map((round) => round.opis32),
      ),
    ]),
    `Product to reference: ${middle.toFixed(2)} × (${lowest.toFixed(2)} to ${highest.toFixed(2)}).`,
  ].join('\n\n');
}

function renderFileStore({ fileStore }: Figures): string {
  const shapes = fileStore[0] ?? [];
  const rows = shapes.flatMap((shape, index) => {
    const runs = fileStore.flatMap((round) => round[index] ?? []);
    return [
      fileRow(
        'the store alone',
        shape,
        runs.map(({ store }) => store),
      ),
      fileRow(
        'through HTTP',
        shape,
        runs.map(({ http }) => http),
      ),
    ];
  });
  return [
    `Files kept a second, each hashed, flushed and named before the next; medians of ${fileStore.length} rounds.`,
    markdownTable(['File, writers', 'files a second', 'MB a second', 'p50 ms', 'p99 ms'], rows),
  ].join('\n\n');
}

function fileRow(way: string, { bytes, writers }: FileStoreRun, speeds: readonly Speed[]): string[] {
  const rate = median(speeds.map(({ perSecond }) => perSecond));
  return [
    `${bytes / 1024} KiB, ${writers}, ${way}`,
    rate.toFixed(0),
    ((rate * bytes) / 1e6).toFixed(1),
    median(speeds.map(({ p50 }) => p50)).toFixed(2),
    median(speeds.map(({ p99 }) => p99)).toFixed(2),
  ];
}

function renderStarts({ starts, memory }: Figures): string {
  const later = starts.later.map((ms) => `${(ms / 1000).toFixed(2)} s`).join(', ');
  return [
    `From \`npm start\` (built) to the first answer of \`/readyz\`: ${(starts.first / 1000).toFixed(2)} s on a new data folder, then ${later}.`,
    `Memory of the Node process alone: ${(memory.idle / 1e6).toFixed(0)} MB when idle; ${(memory.underUploads / 1e6).toFixed(0)} MB at the most while 20 uploads of 100 MB come in at once, ${(memory.uploadBytesPerSecond / 1e6).toFixed(0)} MB a second in all.`,
  ].join('\n\n');
}

function method({ machine }: Figures): string {
  return [
    '- Every run begins when the product is at rest: nothing left to index, to read in files or to do in the background.',
    '- Product and reference take turns in one run on one PostgreSQL: the embedded server with the settings that the product gives it. The reference writes to a clone of the product’s database, so tables, indexes, constraints, triggers and rights are the same, and so are the rows of a registration: party, ledger record, values, entry, readers, event, command, head of the book. It looks nothing up and computes no chain: `e2e/bench/reference/register.sql`.',
    '- Opis is asked as any program asks it: a token, a connection kept open for each caller, JSON bodies that all differ, a new request id each. A caller asks again as soon as it was answered.',
    `- The load is made on the same ${machine.cores} cores as the server and its database, and takes its share of them.`,
    '- Ratios are of two lines of one round; the median of the rounds is held against the budget. Milliseconds and rates belong to this machine and to whatever else ran on it.',
    '- A disk that acknowledges from a cache flatters every line above; the section on a flush of 3 ms is the one to plan by.',
  ].join('\n');
}
