import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import {
  type EventActor,
  type EventRow,
  type NewAccess,
  type NewEvent,
  toAccessRow,
  toEventRow,
} from './event.ts';

/** Writes one event, in the transaction that made it happen. */
export async function recordEvent(tx: Db | Tx, actor: EventActor, event: NewEvent): Promise<void> {
  const row = toEventRow(actor, event);
  await sql`
    INSERT INTO events (id, at, type, account_id, on_behalf_of, unit_id, subject_type, subject_id, data, hash)
    VALUES (${row.id}, ${row.at}, ${row.type}, ${row.account_id}, ${row.on_behalf_of}, ${row.unit_id},
            ${row.subject_type}, ${row.subject_id}, ${JSON.stringify(row.data)}, decode(${row.hash}, 'hex'))
  `.execute(tx);
}

/** Writes many events at once, in the transaction that made them happen. */
export async function recordEvents(tx: Tx, rows: readonly (EventRow & { hash: string })[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO events (id, at, type, account_id, on_behalf_of, unit_id, subject_type, subject_id, data, hash)
    SELECT event.id, event.at, event.type, event.account_id, event.on_behalf_of, event.unit_id, event.subject_type,
      event.subject_id, event.data, decode(event.hash, 'hex')
    FROM json_to_recordset(${JSON.stringify(rows)}) AS event(id uuid, at timestamptz, type text, account_id uuid,
      on_behalf_of uuid, unit_id uuid, subject_type text, subject_id uuid, data jsonb, hash text)
  `.execute(tx);
}

/** Writes one read of personal data. A read that cannot be recorded must not be answered. */
export async function recordAccess(
  tx: Db | Tx,
  actor: EventActor & { accountId: string },
  access: NewAccess,
): Promise<void> {
  const row = toAccessRow(actor, access);
  await sql`
    INSERT INTO access_log (id, at, kind, account_id, on_behalf_of, subject_type, subject_id, purpose, hash)
    VALUES (${row.id}, ${row.at}, ${row.kind}, ${row.account_id}, ${row.on_behalf_of}, ${row.subject_type},
            ${row.subject_id}, ${row.purpose}, decode(${row.hash}, 'hex'))
  `.execute(tx);
}
