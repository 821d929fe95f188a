import type { NoConfirmation } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Intake } from './intake-store.ts';
import { whyNotConfirmed } from './may-confirm.ts';

const hourMs = 3_600_000;

/** Whether a confirmation of this message may leave now, or why not. */
export async function readNoConfirmation(
  db: Db,
  message: Intake,
  { confidential, now }: { confidential: boolean; now: Date },
): Promise<NoConfirmation | null> {
  const { rows } = await sql<{ own: boolean; recent: number }>`
    SELECT EXISTS (SELECT FROM mailboxes WHERE mailboxes.address = ${message.fromAddress}) AS own,
      (SELECT count(*)::int FROM intake_registrations
        WHERE intake_registrations.to_address = ${message.fromAddress} AND intake_registrations.confirmation IN ('due', 'queued')
          AND intake_registrations.at > ${new Date(now.getTime() - hourMs)}) AS recent
  `.execute(db);
  const { own = false, recent = 0 } = rows[0] ?? {};
  return whyNotConfirmed({ ...message, own, recent, confidential });
}
