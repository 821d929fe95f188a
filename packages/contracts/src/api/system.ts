import { z } from 'zod';
import { Instant } from './fields.ts';

/** `good`: nothing to do; `notice`: soon; `bad`: somebody has to act now. */
export const SystemState = z.enum(['good', 'notice', 'bad']);
export type SystemState = z.infer<typeof SystemState>;

/** What is watched, a closed list; each is a line of the system page, of `opis status` and a metric. */
export const systemLineNames = [
  'database',
  'structure',
  'privileges',
  'queue',
  'failed-jobs',
  'file-works',
  'antivirus',
  'mail-in',
  'disk',
  'archive-disk',
  'archive',
  'copies',
  'restore-drill',
  'day-seals',
  'signed-heads',
] as const;
export const SystemLineName = z.enum(systemLineNames);
export type SystemLineName = z.infer<typeof SystemLineName>;

/**
 * One line: in Romanian what is watched, how it stands, and, when it is not good, why and the command that mends it
 * (null: nothing to type). `at`: the moment that the line tells of.
 */
export const SystemLine = z.object({
  name: SystemLineName,
  state: SystemState,
  title: z.string(),
  value: z.string(),
  cause: z.string().nullable(),
  command: z.string().nullable(),
  at: Instant.nullable(),
});
export type SystemLine = z.infer<typeof SystemLine>;

/** How the house stands; for administrators. `state` is the worst of the lines. */
export const SystemReport = z.object({
  checkedAt: Instant,
  version: z.string(),
  databaseVersion: z.string(),
  state: SystemState,
  lines: z.array(SystemLine),
});
export type SystemReport = z.infer<typeof SystemReport>;
