import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/**
 * Sorts the names that were written lately into their index. They are found before it too; done in time, it spares the
 * registration whose name would fill the waiting list (decision 0282).
 */
export async function sortInNewNames(db: Db): Promise<void> {
  await sql`SELECT sort_in_new_names()`.execute(db);
}
