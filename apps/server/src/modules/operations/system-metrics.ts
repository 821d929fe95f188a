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
  const gauges = figures.map((figure) => ({
    figure,
    gauge: new Gauge({ name: figure.name, help: figure.help, registers: [registry] }),
  }));
  const state = new Gauge({
    name: 'opis_system',
    help: 'Each line of the system page: 1 good, 0.5 soon, 0 bad',
    labelNames: ['line'],
    registers: [registry],
    async collect() {
      const { house, clock } = deps;
      const facts = await gatherFacts(deps, migrationsFolder).catch(() => undefined);
      if (facts === undefined) return this.set({ line: 'database' }, worth.bad);
      for (const { figure, gauge } of gauges) {
        const value = figure.of(facts);
        if (value !== undefined) gauge.set(value);
      }
      const looking = {
        now: clock.now(),
        archiveDir: house.archiveDir,
        physical: house.backupUrl !== undefined,
      };
      for (const { name, state: found } of describeSystem(facts, looking))
        this.set({ line: name }, worth[found]);
    },
  });
  state.set({ line: 'database' }, worth.good);
}
