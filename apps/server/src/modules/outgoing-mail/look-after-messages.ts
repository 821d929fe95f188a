import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { defineSchedule } from '../../platform/jobs/schedules.ts';
import type { OutgoingMailDeps } from './outgoing-deps.ts';
import { readMessages } from './outgoing-store.ts';
import { queueSending } from './send/send-job.ts';
import { settleDead } from './send/settle.ts';

const minuteMs = 60_000;
// Longer than a server may be silent and our own writing may take: whoever was sending is gone.
const deadAfterMs = 20 * minuteMs;
const overdueMs = 10 * minuteMs;
const ratesKeptMs = 48 * 60 * minuteMs;

/** What the queue itself cannot mend: messages whose job was given up, or is lost. */
export const lookAfterMessages = defineJob({
  name: 'outgoing-mail.look-after-messages',
  schema: z.strictObject({}),
  attempts: 3,
  run: async (deps: OutgoingMailDeps) => {
    const now = deps.clock.now().getTime();
    const dead = new Date(now - deadAfterMs);
    for (const message of await readMessages(
      deps.db,
      sql`outgoing_messages.state = 'sending' AND outgoing_messages.sending_at < ${dead}`,
    ))
      await settleDead(deps, message);
    const overdue = new Date(now - overdueMs);
    for (const { id } of await readMessages(
      deps.db,
      sql`outgoing_messages.state IN ('waiting', 'held') AND outgoing_messages.next_at < ${overdue}`,
    ))
      await queueSending(deps.db, id, new Date(now));
    await sql`DELETE FROM outgoing_rates WHERE outgoing_rates.hour < ${new Date(now - ratesKeptMs)}`.execute(
      deps.db,
    );
  },
});

export const outgoingMailSchedules = [
  defineSchedule('outgoing-mail-look-after', lookAfterMessages, { payload: {}, everyMinutes: 10 }),
];
