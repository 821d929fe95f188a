import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';

/** How many dialogues an hour are begun, at most: with one address, and in all. */
export type MailLimits = { readonly perAddress: number; readonly inAll: number };

/**
 * Counts one dialogue in this hour, unless it would be one too many: a machine that answers our answers is stopped here,
 * whoever began. Of any number of workers none goes past the limit. False when the hour is full.
 */
export async function takeTurn(
  tx: Tx,
  { address, limits, at }: { address: string; limits: MailLimits; at: Date },
): Promise<boolean> {
  return (await count(tx, '', limits.inAll, at)) && (await count(tx, address, limits.perAddress, at));
}

async function count(tx: Tx, address: string, limit: number, at: Date): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO outgoing_rates (address, hour, sent) VALUES (${address}, ${hourOf(at)}, 1)
    ON CONFLICT (address, hour) DO UPDATE SET sent = outgoing_rates.sent + 1 WHERE outgoing_rates.sent < ${limit}
    RETURNING outgoing_rates.sent
  `.execute(tx);
  return rows.length > 0;
}

const hourMs = 3_600_000;
const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / hourMs) * hourMs);

/** When the next hour begins. */
export const nextHour = (at: Date): Date => new Date(hourOf(at).getTime() + hourMs);
