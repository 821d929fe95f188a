import { z } from 'zod';
import type { Db, Tx } from '../../../platform/db.ts';
import { enqueue } from '../../../platform/jobs/enqueue.ts';

/** The job behind every message, as the queue knows it. */
export const sendJob = {
  name: 'outgoing-mail.send-message',
  schema: z.strictObject({ messageId: z.uuid() }),
  attempts: 25,
};

/** Has a message tried at this hour, in the caller's transaction; one waiting job a message. */
export const queueSending = (tx: Db | Tx, messageId: string, runAt: Date): Promise<void> =>
  enqueue(tx, sendJob, { messageId }, { key: `outgoing ${messageId}`, runAt });
