import type { RefusalGround } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

/** The grounds of refusal that hold on a day, in the order of the law. */
export async function listGrounds(db: Db, today: string): Promise<RefusalGround[]> {
  const { rows } = await sql<RefusalGround>`
    SELECT refusal_grounds.code, refusal_grounds.name, refusal_grounds.act, refusal_grounds.article,
      refusal_grounds.sentence, refusal_grounds.report_group AS group,
      (refusal_grounds.certainty <> 'K' AND refusal_grounds.origin = 'shipped')
        OR refusal_grounds.checked_on IS NOT NULL AS verified,
      refusal_grounds.source, refusal_grounds.origin, refusal_grounds.valid_from AS "validFrom",
      refusal_grounds.checked_on AS "checkedOn", account_names.name AS "checkedBy", refusal_grounds.version
    FROM refusal_grounds LEFT JOIN account_names ON account_names.account_id = refusal_grounds.checked_by
    WHERE refusal_grounds.valid_from <= ${today}::date
      AND (refusal_grounds.valid_to IS NULL OR refusal_grounds.valid_to > ${today}::date)
    ORDER BY refusal_grounds.position, refusal_grounds.code
  `.execute(db);
  return rows;
}
