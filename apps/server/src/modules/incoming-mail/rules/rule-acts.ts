import { AppError, type RetireIntakeRuleRequest, type SaveIntakeRuleRequest } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import { type Actor, holds, inNameOf, requirePermission } from '../../identity/index.ts';
import { insertRule, readRules, type StoredRule } from './rule-store.ts';
import { requireTried } from './rule-trials.ts';

type Deps = { db: Db; clock: Clock };

const actingOnRules = (actor: Actor) => inNameOf(actor, (capacity) => holds(capacity, 'mail.rules', null));

/**
 * Saves a rule that was tried as it is: the first version of a new one, or another of one that stands; old ones stay as
 * they were. Errors: `intake-rule.not-found`, `intake-rule.changed-meanwhile`, `intake-rule.not-tried`.
 */
export async function saveIntakeRule(
  { db, clock }: Deps,
  actor: Actor,
  { id, requestId, version: seen, rule }: SaveIntakeRuleRequest & { id: string },
): Promise<void> {
  requirePermission(actor, 'mail.rules', null);
  const at = clock.now();
  const body = { id, seen: seen ?? null, rule };
  await db.transaction().execute(async (tx) => {
    const { accountId } = actor;
    if (!(await claimCommand(tx, { accountId, requestId, action: 'intake-rule.saved', body, at }))) return;
    const standing = seen === undefined ? undefined : await requireStanding(tx, { id, version: seen });
    await requireTried(tx, { id, rule });
    const version = (standing?.version ?? 0) + 1;
    const acting = actingOnRules(actor);
    const number = await insertRule(tx, { id, version, rule }, { at, accountId });
    await recordEvent(tx, acting, {
      ...{ type: 'intake-rule.saved', at, subjectType: 'intake-rule', subjectId: id },
      data: { number, version },
    });
  });
}

/** Ends a rule: it proposes no more; what it proposed keeps naming it. Errors as above. */
export async function retireIntakeRule(
  { db, clock }: Deps,
  actor: Actor,
  { id, requestId, version: seen }: RetireIntakeRuleRequest & { id: string },
): Promise<void> {
  requirePermission(actor, 'mail.rules', null);
  const at = clock.now();
  await db.transaction().execute(async (tx) => {
    const { accountId } = actor;
    const command = { accountId, requestId, action: 'intake-rule.retired', body: { id, seen }, at };
    if (!(await claimCommand(tx, command))) return;
    const rule = await requireStanding(tx, { id, version: seen });
    await insertRule(tx, { id, version: seen + 1, rule, retired: true }, { at, accountId });
    await recordEvent(tx, actingOnRules(actor), {
      ...{ type: 'intake-rule.retired', at, subjectType: 'intake-rule', subjectId: id },
      data: { number: rule.number },
    });
  });
}

// Two who save at once meet in the key of the versions: one of them is told.
async function requireStanding(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<StoredRule> {
  const rule = (await readRules(tx)).find((each) => each.id === id);
  if (rule === undefined) throw new AppError('not-found', 'intake-rule.not-found');
  if (rule.version !== version) throw new AppError('conflict', 'intake-rule.changed-meanwhile');
  return rule;
}
