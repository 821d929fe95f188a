import { sql } from 'kysely';
import type { Product } from './compose.ts';
import { followAbsences } from './modules/case-files/index.ts';
import { type NamingColumn, sweepOrphans } from './modules/documents/index.ts';
import { forgetChanges, sealDays } from './modules/events/index.ts';
import { queueConfirmations } from './modules/incoming-mail/index.ts';
import { signHeads, writeWitnessFiles } from './modules/registry/index.ts';
import { toLegalTime } from './platform/clock.ts';

// Rows that keep bytes, besides uploads and documents.
const alsoNamedIn: readonly NamingColumn[] = [
  'file_copies.copy_sha256',
  'incoming_messages.raw_sha256',
  'incoming_parts.sha256',
  'scan_batches.sha256',
];

const dayMs = 24 * 3600 * 1000;
const everyMs = 10 * 60_000;

/** Folders that get `heads.jsonl`: the data folder, and the witness's when one is set. */
export type UpkeepSettings = { witnessFolders: readonly string[] };

/**
 * What the house does by itself, each step safe to repeat and to run in several processes: seals yesterday's journals,
 * signs yesterday's heads, hands them to the witness, makes next months' partitions, sweeps what no entry took,
 * hands works of who goes on leave to the substitute and gives them back, confirms what was registered by e-mail.
 */
export async function runUpkeep(product: Product, settings: UpkeepSettings): Promise<void> {
  const { db, clock, keys } = product;
  const now = clock.now();
  await sql`SELECT ensure_month_partitions(${toLegalTime(now).date}::date, 3)`.execute(db);
  await sealDays(db, now);
  await signHeads({ db, sealKey: keys.sealKey }, toLegalTime(new Date(now.getTime() - dayMs)).date, now);
  await writeWitnessFiles(db, settings.witnessFolders);
  await sweepOrphans({ ...product, alsoNamedIn }, now);
  await forgetChanges(db, now);
  await followAbsences(product);
  await queueConfirmations(product);
}

/** Runs the upkeep now and every ten minutes; a step that fails is logged and tried again the next time. */
export function startUpkeep(product: Product, settings: UpkeepSettings): { stop(): Promise<void> } {
  let current: Promise<void> = Promise.resolve();
  const run = () => {
    current = runUpkeep(product, settings).catch((error: Error) => {
      product.log.error({ reason: error.message }, 'upkeep failed, it will be tried again');
    });
  };
  run();
  const timer = setInterval(run, everyMs).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await current;
    },
  };
}
