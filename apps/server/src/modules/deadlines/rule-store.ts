import type { DeadlineRule, ListedRule } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** A rule with the number of its last change and its last correction, for whoever checks it. */
export type StoredRule = DeadlineRule & Pick<ListedRule, 'version' | 'corrected'>;

/** Every rule, old versions too, by id and day. */
export async function listRules(db: Db | Tx): Promise<StoredRule[]> {
  const { rows } = await sql<StoredRule>`${selectRules}
    ORDER BY deadline_rules.id, deadline_rules.valid_from`.execute(db);
  return rows;
}

/** One version of a rule under lock, for whoever checks it. */
export async function lockRule(
  tx: Tx,
  { id, validFrom }: { id: string; validFrom: string },
): Promise<StoredRule | undefined> {
  await sql`SELECT FROM deadline_rules WHERE deadline_rules.id = ${id} AND deadline_rules.valid_from = ${validFrom}
    FOR UPDATE`.execute(tx);
  const { rows } = await sql<StoredRule>`${selectRules}
    WHERE deadline_rules.id = ${id} AND deadline_rules.valid_from = ${validFrom}`.execute(tx);
  return rows[0];
}

const selectRules: RawBuilder<unknown> = sql`
  SELECT deadline_rules.id, deadline_rules.name, deadline_rules.act, deadline_rules.article, deadline_rules.value,
    deadline_rules.unit, deadline_rules.count_mode AS "countMode", deadline_rules.direction,
    deadline_rules.starts_from AS "startsFrom", deadline_rules.extension_cap AS "extensionCap",
    deadline_rules.extension_article AS "extensionArticle", deadline_rules.suspendable, deadline_rules.certainty,
    deadline_rules.count_mode_certainty AS "countModeCertainty", deadline_rules.source,
    deadline_rules.checked_on AS "checkedOn", checker.name AS "checkedBy",
    deadline_rules.count_mode_checked_on AS "countModeCheckedOn", mode_checker.name AS "countModeCheckedBy",
    deadline_rules.given, deadline_rules.valid_from AS "validFrom", deadline_rules.valid_to AS "validTo",
    deadline_rules.version,
    (SELECT json_build_object('before', deadline_rule_corrections.before_mode,
        'reason', deadline_rule_corrections.reason, 'by', coalesce(corrector.name, ''),
        'on', (deadline_rule_corrections.at AT TIME ZONE 'Europe/Bucharest')::date)
      FROM deadline_rule_corrections
      LEFT JOIN account_names AS corrector ON corrector.account_id = deadline_rule_corrections.account_id
      WHERE deadline_rule_corrections.rule_id = deadline_rules.id
        AND deadline_rule_corrections.rule_valid_from = deadline_rules.valid_from
      ORDER BY deadline_rule_corrections.at DESC, deadline_rule_corrections.id DESC LIMIT 1) AS corrected
  FROM deadline_rules
  LEFT JOIN account_names AS checker ON checker.account_id = deadline_rules.checked_by
  LEFT JOIN account_names AS mode_checker ON mode_checker.account_id = deadline_rules.count_mode_checked_by`;
