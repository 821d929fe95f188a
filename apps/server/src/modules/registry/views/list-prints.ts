import type { EntryDetail } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

/**
 * Every time a receipt or label of the entry was printed, oldest first: from the second of a form on it is a reprint.
 * The trace stands in the history, never on the paper.
 */
export async function listPrints(db: Db, entryId: string): Promise<EntryDetail['prints']> {
  const { rows } = await sql<{ id: string; at: Date; by: string; form: string; again: boolean }>`
    SELECT events.id, events.at, coalesce(account_names.name, '') AS by, events.data ->> 'form' AS form,
      row_number() OVER (PARTITION BY split_part(events.data ->> 'form', '-', 1) ORDER BY events.at, events.id) > 1 AS again
    FROM events LEFT JOIN account_names ON account_names.account_id = events.account_id
    WHERE events.subject_id = ${entryId} AND events.subject_type = 'entry' AND events.type = 'entry.printed'
    ORDER BY events.at, events.id
  `.execute(db);
  return rows.map(({ id, at, by, form, again }) => ({ id, at: at.toISOString(), by, form, again }));
}
