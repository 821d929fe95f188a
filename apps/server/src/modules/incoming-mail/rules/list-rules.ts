import { AppError, type IntakeRules } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { type Actor, holds } from '../../identity/index.ts';
import { isInForce, readRules } from './rule-store.ts';

/** The rules that stand, in their order, each with how often people accepted what it proposed. */
export async function listIntakeRules(
  { db, clock }: { db: Db; clock: Clock },
  actor: Actor,
): Promise<IntakeRules> {
  if (!actor.scopes.has('mail.intake')) throw new AppError('forbidden', 'identity.forbidden');
  const today = toLegalTime(clock.now()).date;
  const { rows } = await sql<{ id: string; proposed: number; accepted: number }>`
    SELECT intake_decisions.rule_id AS id, count(*)::int AS proposed,
      count(*) FILTER (WHERE intake_decisions.as_proposed)::int AS accepted
    FROM intake_decisions WHERE intake_decisions.rule_id IS NOT NULL AND intake_decisions.what <> 'reopened'
    GROUP BY intake_decisions.rule_id
  `.execute(db);
  const counts = new Map(rows.map((row) => [row.id, row]));
  const rules = await readRules(db);
  const mayChange = holds(actor, 'mail.rules', null);
  return {
    items: rules.map((rule) => ({
      ...rule,
      savedAt: rule.savedAt.toISOString(),
      inForce: isInForce(rule, today),
      proposed: counts.get(rule.id)?.proposed ?? 0,
      accepted: counts.get(rule.id)?.accepted ?? 0,
    })),
    mayChange,
    mailboxes: mayChange ? await listMailboxes(db) : [],
  };
}

async function listMailboxes(db: Db): Promise<IntakeRules['mailboxes']> {
  const { rows } = await sql<{ id: string; address: string }>`
    SELECT mailboxes.id, mailboxes.address FROM mailboxes ORDER BY mailboxes.address`.execute(db);
  return rows;
}
