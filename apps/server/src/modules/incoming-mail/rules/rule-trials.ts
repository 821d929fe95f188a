import { AppError, type IntakeRuleDraft, type RuleTrial } from '@opis/contracts';
import { sql } from 'kysely';
import { canonicalHash } from '../../../platform/crypto/canonical-hash.ts';
import type { Db, Tx } from '../../../platform/db.ts';

type Draft = { readonly id: string; readonly rule: IntakeRuleDraft };

/** What a trial speaks of: everything but the name, which changes no proposal. */
const contentOf = ({ name: _, ...content }: IntakeRuleDraft): Buffer => canonicalHash(content);

/** Versions of rules that stand: with another one saved since, the same content may propose otherwise than when it was tried. */
export async function countVersions(db: Db | Tx): Promise<number> {
  const { rows } = await sql<{
    versions: number;
  }>`SELECT count(*)::int AS versions FROM intake_rules`.execute(db);
  return rows[0]?.versions ?? 0;
}

/** Keeps that a rule was tried as it is, among the rules that stand, and what came of it. */
export async function keepTrial(
  db: Db,
  { id, rule }: Draft,
  kept: { at: Date; accountId: string | null; among: number; counts: Omit<RuleTrial, 'items'> },
): Promise<void> {
  const { at, accountId, among, counts } = kept;
  const { looked, met, changed, better, worse } = counts;
  await sql`
    INSERT INTO intake_rule_trials (rule_id, content, among, at, account_id, looked, met, changed, better, worse)
    VALUES (${id}, ${contentOf(rule)}, ${among}, ${at}, ${accountId}, ${looked}, ${met}, ${changed}, ${better},
      ${worse})
    ON CONFLICT DO NOTHING
  `.execute(db);
}

/** Throws `intake-rule.not-tried` unless this very content was tried among the rules that stand. */
export async function requireTried(tx: Tx, { id, rule }: Draft): Promise<void> {
  const among = await countVersions(tx);
  const { rows } = await sql`
    SELECT FROM intake_rule_trials WHERE intake_rule_trials.rule_id = ${id}
      AND intake_rule_trials.content = ${contentOf(rule)} AND intake_rule_trials.among = ${among}
  `.execute(tx);
  if (rows.length === 0) throw new AppError('conflict', 'intake-rule.not-tried');
}
