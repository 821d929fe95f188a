import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { defineSchedule } from '../../platform/jobs/schedules.ts';
import { recordEvent } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import { type BatchRow, waitingStacks } from './scan-batch.ts';
import type { ScanDeps } from './scan-deps.ts';
import { completeBatches, lockBatch, selectBatches, settleBatch } from './scan-store.ts';

type PutAwayDeps = Pick<ScanDeps, 'db' | 'clock'>;

/** Takes a scan out of the tray: it belongs to nothing. Its bytes stay. Error: `scan.not-found`. */
export const putAwayScan = (deps: PutAwayDeps, actor: Actor, id: string): Promise<void> =>
  settle(deps, actor, { id, away: true });

/** Brings it back into the tray. Error: `scan.not-found`. */
export const bringBackScan = (deps: PutAwayDeps, actor: Actor, id: string): Promise<void> =>
  settle(deps, actor, { id, away: false });

async function settle(
  { db, clock }: PutAwayDeps,
  actor: Actor,
  { id, away }: { id: string; away: boolean },
): Promise<void> {
  const at = clock.now();
  await db.transaction().execute(async (tx) => {
    const { row } = await lockBatch(tx, actor, { id, now: at });
    if ((row.settled_at !== null) === away) return;
    if (row.state === 'reading') throw new AppError('conflict', 'scan.changed-meanwhile');
    await settleBatch(tx, id, away ? { at, by: actor.accountId } : null);
    const type = away ? 'scan.put-away' : 'scan.brought-back';
    const subject = { subjectType: 'scan', subjectId: id, unitId: actor.unitId } as const;
    await recordEvent(tx, { accountId: actor.accountId, onBehalfOf: null }, { type, at, ...subject });
  });
}

/** Takes out of the trays what was registered at the counter: nothing of it waits any more. Safe to repeat. */
export const settleTaken = defineJob({
  name: 'scans.settle-taken',
  schema: z.strictObject({}),
  run: async ({ db, clock }: PutAwayDeps) => {
    const at = clock.now();
    const { rows } = await sql<BatchRow & { placed_by: string }>`
      SELECT batch.*, taken.placed_by FROM (${selectBatches} WHERE scan_batches.settled_at IS NULL
        AND scan_batches.state = 'ready') AS batch
      JOIN LATERAL (SELECT scan_placements.placed_by FROM scan_placements
        JOIN documents ON documents.upload_id = scan_placements.upload_id
        WHERE scan_placements.batch_id = batch.id LIMIT 1) AS taken ON true`.execute(db);
    const batches = await completeBatches(db, rows, at);
    for (const [index, batch] of batches.entries()) {
      const by = rows[index]?.placed_by;
      if (by === undefined || waitingStacks(batch).length > 0) continue;
      await db.transaction().execute((tx) => settleBatch(tx, batch.row.id, { at, by }));
    }
  },
});

export const scanSchedules = [
  defineSchedule('settle-taken-scans', settleTaken, { payload: {}, everyMinutes: 10 }),
];
