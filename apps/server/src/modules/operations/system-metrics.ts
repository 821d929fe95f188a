import { Gauge, type Registry } from 'prom-client';
import { migrationsFolder } from '../../platform/server-folders.ts';
import { describeSystem } from './describe-system.ts';
import type { OperationsDeps } from './house.ts';
import { gatherFacts, type SystemFacts } from './system-facts.ts';

type Figure = { name: string; help: string; of: (facts: SystemFacts) => number | undefined };

const seconds = (moment: Date | null | undefined) => (moment ? moment.getTime() / 1000 : undefined);

const figures: readonly Figure[] = [
  { name: 'opis_jobs_waiting', help: 'Jobs that are due and wait', of: ({ queue }) => queue.waiting },
  { name: 'opis_jobs_failed', help: 'Jobs given up', of: ({ queue }) => queue.failed },
  {
    name: 'opis_workers',
    help: 'Processes that run jobs, seen in the last minute',
    of: ({ queue }) => queue.workers,
  },
  {
    name: 'opis_file_works_waiting',
    help: 'Files that wait to be read or are read now',
    of: ({ fileWorks }) => fileWorks.waiting,
  },
  {
    name: 'opis_search_lag_records',
    help: 'Records of the ledger that the search does not know yet',
    of: ({ searchLag }) => searchLag,
  },
  { name: 'opis_disk_free_bytes', help: 'Free on the disk of the data folder', of: ({ disk }) => disk?.free },
  {
    name: 'opis_archive_disk_free_bytes',
    help: 'Free on the disk of the archive',
    of: ({ archiveDisk }) => archiveDisk?.free,
  },
  {
    name: 'opis_archive_lag_bytes',
    help: 'Log that is not in the archive yet',
    of: ({ archive }) => archive.lagBytes ?? undefined,
  },
  {
    name: 'opis_last_copy_timestamp_seconds',
    help: 'Start of the last copies that ended well',
    of: ({ copies }) => seconds(copies.lastDone?.startedAt),
  },
  {
    name: 'opis_last_restore_drill_timestamp_seconds',
    help: 'Start of the last restore drill that ended well',
    of: ({ drill }) => seconds(drill.lastDone?.startedAt),
  },
];

const worth = { good: 1, notice: 0.5, bad: 0 } as const;

/** The figures of the system page for Prometheus, asked when it asks: `opis_system` is 1 good, 0.5 soon, 0 bad. */
export function systemMetrics(
  registry: Registry,
  deps: Pick<OperationsDeps, 'db' | 'clock' | 'house'>,
): void {
  const ask = askOnce(deps);
  for (const { name, help, of } of figures) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const facts = await ask();
        const value = facts && of(facts);
        if (value === undefined) this.reset();
        else this.set(value);
      },
    });
  }
  new Gauge({
    name: 'opis_system',
    help: 'Each line of the system page: 1 good, 0.5 soon, 0 bad',
    labelNames: ['line'],
    registers: [registry],
    async collect() {
      const { house, clock } = deps;
      const facts = await ask();
      this.reset();
      if (facts === undefined) return this.set({ line: 'database' }, worth.bad);
      const looking = {
        now: clock.now(),
        archiveDir: house.archiveDir,
        physical: house.backupUrl !== undefined,
        antivirus: house.antivirus === true,
      };
      for (const { name, state } of describeSystem(facts, looking)) this.set({ line: name }, worth[state]);
    },
  });
}

const sameAnswerMs = 1_000;

// All gauges are collected at once, and are of one moment.
function askOnce(
  deps: Pick<OperationsDeps, 'db' | 'clock' | 'house'>,
): () => Promise<SystemFacts | undefined> {
  let last: { at: number; facts: Promise<SystemFacts | undefined> } | undefined;
  return () => {
    if (last && performance.now() - last.at < sameAnswerMs) return last.facts;
    const facts = gatherFacts(deps, migrationsFolder).catch(() => undefined);
    last = { at: performance.now(), facts };
    return facts;
  };
}
