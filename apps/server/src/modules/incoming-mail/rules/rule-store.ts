import { AppError, type IntakeRuleDraft, RuleConditions, RuleEffect } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';

/** A rule as it speaks on a day. */
export type RuleInForce = {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly conditions: RuleConditions;
  readonly effect: RuleEffect;
};

/** One version of a rule, as it is kept. */
export type StoredRule = RuleInForce & {
  readonly name: string;
  readonly position: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly savedAt: Date;
  readonly savedBy: string | null;
};

type Row = Omit<StoredRule, 'conditions' | 'effect'> & { conditions: unknown; effect: unknown };

/** The newest version of each rule that is not retired, in the order in which they are asked. */
export async function readRules(db: Db | Tx): Promise<StoredRule[]> {
  const { rows } = await sql<Row>`
    SELECT newest.id, newest.version, newest.number, newest.name, newest.position, newest.conditions, newest.effect,
      newest.valid_from AS "validFrom", newest.valid_to AS "validTo", newest.saved_at AS "savedAt",
      staff.given_name || ' ' || staff.family_name AS "savedBy"
    FROM (
      SELECT DISTINCT ON (intake_rules.id) intake_rules.id, intake_rules.version, intake_rules.number,
        intake_rules.name, intake_rules.position, intake_rules.conditions, intake_rules.effect, intake_rules.valid_from,
        intake_rules.valid_to, intake_rules.retired, intake_rules.saved_at, intake_rules.saved_by
      FROM intake_rules ORDER BY intake_rules.id, intake_rules.version DESC
    ) AS newest
    LEFT JOIN accounts ON accounts.id = newest.saved_by
    LEFT JOIN staff ON staff.id = accounts.staff_id
    WHERE NOT newest.retired
    ORDER BY newest.position, newest.number
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    conditions: RuleConditions.parse(row.conditions),
    effect: RuleEffect.parse(row.effect),
  }));
}

/** True of a rule that speaks on this day. */
export const isInForce = (rule: Pick<StoredRule, 'validFrom' | 'validTo'>, today: string): boolean =>
  rule.validFrom <= today && (rule.validTo === null || today <= rule.validTo);

/**
 * Writes another version; of a new rule the first, under the next number. Gives its number. Throws
 * `intake-rule.changed-meanwhile` when somebody else was first.
 */
export async function insertRule(
  tx: Tx,
  {
    id,
    version,
    rule,
    retired = false,
  }: { id: string; version: number; rule: IntakeRuleDraft; retired?: boolean },
  by: { at: Date; accountId: string | null },
): Promise<number> {
  const { name, position, conditions, effect, validFrom, validTo } = rule;
  const { rows } = await sql<{ number: number }>`
    INSERT INTO intake_rules (id, version, number, name, position, conditions, effect, valid_from, valid_to, retired,
      saved_at, saved_by)
    VALUES (${id}, ${version},
      coalesce((SELECT min(intake_rules.number) FROM intake_rules WHERE intake_rules.id = ${id}),
        (SELECT coalesce(max(intake_rules.number), 0) + 1 FROM intake_rules)),
      ${name}, ${position}, ${JSON.stringify(conditions)}::jsonb, ${JSON.stringify(effect)}::jsonb, ${validFrom}::date,
      ${validTo}::date, ${retired}, ${by.at}, ${by.accountId})
    ON CONFLICT DO NOTHING RETURNING intake_rules.number
  `.execute(tx);
  if (rows[0] === undefined) throw new AppError('conflict', 'intake-rule.changed-meanwhile');
  return rows[0].number;
}
