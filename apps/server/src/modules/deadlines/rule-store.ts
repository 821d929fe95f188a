import { type DeadlineRule, type ListedRule, type RuleVersion, unitOf } from '@opis/contracts';
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

/** Writes a version; the one that still held ends on the day on which it begins. */
export async function addRuleVersion(tx: Tx, rule: RuleVersion): Promise<void> {
  await sql`
    UPDATE deadline_rules SET valid_to = ${rule.validFrom}
    WHERE deadline_rules.id = ${rule.id} AND deadline_rules.valid_to IS NULL
  `.execute(tx);
  await sql`
    INSERT INTO deadline_rules (id, valid_from, name, act, article, value, unit, count_mode, direction, starts_from,
      stops_with, extension_cap, extension_article, suspendable, suspended_by, certainty, count_mode_certainty, source, origin)
    VALUES (${rule.id}, ${rule.validFrom}, ${rule.name}, ${rule.act}, ${rule.article}, ${rule.value},
      ${unitOf[rule.countMode]}, ${rule.countMode}, ${rule.direction}, ${rule.startsFrom}, ${rule.stopsWith},
      ${rule.extensionCap}, ${rule.extensionArticle}, ${rule.suspendedBy !== null}, ${rule.suspendedBy},
      ${rule.certainty}, ${rule.countModeCertainty}, ${rule.source}, 'institution')
  `.execute(tx);
}

const selectRules: RawBuilder<unknown> = sql`
  SELECT deadline_rules.id, deadline_rules.name, deadline_rules.act, deadline_rules.article, deadline_rules.value,
    deadline_rules.unit, deadline_rules.count_mode AS "countMode", deadline_rules.direction,
    deadline_rules.starts_from AS "startsFrom", deadline_rules.stops_with AS "stopsWith",
    deadline_rules.suspended_by AS "suspendedBy", deadline_rules.origin, deadline_rules.extension_cap AS "extensionCap",
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
