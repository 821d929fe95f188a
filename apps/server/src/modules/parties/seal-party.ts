import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';

/**
 * Hides a party in a confidential register when nothing else names it openly; false when something does: then it stays
 * known, and only what links it to the confidential paper is hidden with that.
 */
export async function sealParty(
  tx: Tx,
  { partyId, registerId }: { partyId: string; registerId: string },
): Promise<boolean> {
  const { rows } = await sql<{ sealed: boolean }>`
    SELECT seal_party(${partyId}, ${registerId}) AS sealed`.execute(tx);
  return rows[0]?.sealed ?? false;
}
