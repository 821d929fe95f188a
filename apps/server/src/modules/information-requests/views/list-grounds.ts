import type { RefusalGround } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

/** The grounds of refusal that hold on a day, in the order of the law. */
export async function listGrounds(db: Db, today: string): Promise<RefusalGround[]> {
  const { rows } = await sql<RefusalGround>`
    SELECT refusal_grounds.code, refusal_grounds.name, refusal_grounds.act, refusal_grounds.article,
      refusal_grounds.sentence, refusal_grounds.report_group AS group,
      refusal_grounds.certainty <> 'K' OR refusal_grounds.checked_on IS NOT NULL AS verified
    FROM refusal_grounds WHERE refusal_grounds.valid_from <= ${today}::date
      AND (refusal_grounds.valid_to IS NULL OR refusal_grounds.valid_to > ${today}::date)
    ORDER BY refusal_grounds.position
  `.execute(db);
  return rows;
}
