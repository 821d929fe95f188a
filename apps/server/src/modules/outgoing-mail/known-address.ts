import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** Whether the last message to an address that ended came back, or was refused by its server for good. */
export async function hasBounced(db: Db | Tx, address: string): Promise<boolean> {
  const { rows } = await sql<{ bad: boolean }>`
    SELECT outgoing_messages.state = 'bounced' OR outgoing_messages.trouble = 'refused' AS bad FROM outgoing_messages
    WHERE outgoing_messages.to_address = ${address}
      AND outgoing_messages.state IN ('accepted', 'delivered', 'bounced', 'failed')
    ORDER BY outgoing_messages.id DESC LIMIT 1
  `.execute(db);
  return rows[0]?.bad ?? false;
}
