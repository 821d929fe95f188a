import {
  AppError,
  type CheckedRule,
  type CheckRuleRequest,
  type CheckYearRequest,
  DayCountMode,
  type DeadlineRules,
  doubtsOf,
  type ErrorCode,
  type ListedRule,
  unitOf,
} from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { recordEvent } from '../events/index.ts';
import { type Actor, requirePermission } from '../identity/index.ts';
import { moveTerms } from './move-terms.ts';
import { listRules, lockRule, type StoredRule } from './rule-store.ts';
import type { TermDeps } from './term.ts';

export type CheckDeps = TermDeps & { db: Db };

/** Every rule with what nobody vouched for, and the years whose days off somebody compared. */
export async function listLaw({ db }: { db: Db }): Promise<DeadlineRules> {
  const [rules, running, years] = await Promise.all([listRules(db), countRunning(db), listYears(db)]);
  return { items: rules.map((rule) => toListed(rule, running)), years };
}

type Running = ReadonlyMap<string, number>;
const keyOf = ({ id, validFrom }: { id: string; validFrom: string }) => `${id} ${validFrom}`;
const toListed = (rule: StoredRule, running: Running): ListedRule => ({
  ...rule,
  doubts: doubtsOf(rule),
  running: running.get(keyOf(rule)) ?? 0,
});

/** How many terms run by each version, by `id validFrom`. */
export async function countRunning(db: Db | Tx): Promise<Running> {
  const { rows } = await sql<{ id: string; validFrom: string; count: number }>`
    SELECT terms.rule_id AS id, terms.rule_valid_from AS "validFrom", count(*)::int AS count FROM terms
    WHERE terms.status IN ('running', 'suspended') GROUP BY terms.rule_id, terms.rule_valid_from`.execute(db);
  return new Map(rows.map((row) => [keyOf(row), row.count]));
}

async function listYears(db: Db): Promise<DeadlineRules['years']> {
  const { rows } = await sql<DeadlineRules['years'][number]>`
    SELECT calendar_years.year, calendar_years.source, calendar_years.checked_on AS "checkedOn",
      account_names.name AS "checkedBy"
    FROM calendar_years LEFT JOIN account_names ON account_names.account_id = calendar_years.checked_by
    ORDER BY calendar_years.year`.execute(db);
  return rows;
}

/**
 * A lawyer vouches for a rule or takes it back, corrects how its days are counted, and says which of the two dates people
 * are given; open files get their days by it at once. Throws `identity.forbidden`, `deadline.rule-unknown`,
 * `.changed-meanwhile`, `.limit-needs-check`, `.correction-needs-check`, `.mode-not-correctable`.
 */
export async function checkRule(
  deps: CheckDeps,
  actor: Actor,
  command: CheckRuleRequest & { id: string; validFrom: string },
): Promise<CheckedRule> {
  requirePermission(actor, 'rules.check', null);
  const { requestId, version, ...asked } = command;
  if (asked.given === 'limit' && !asked.countMode) {
    throw refused('given', 'deadline.limit-needs-check');
  }
  if (asked.correction && !asked.countMode) throw refused('countMode', 'deadline.correction-needs-check');
  const at = deps.clock.now();
  const claim = { accountId: actor.accountId, requestId, action: 'deadline-rule.checked', body: command, at };
  const moved = await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, claim))) return 0;
    const rule = await lockRule(tx, asked);
    if (rule === undefined) throw new AppError('not-found', 'deadline.rule-unknown');
    if (rule.version !== version) throw new AppError('conflict', 'deadline.changed-meanwhile');
    await saveCheck(tx, actor, { ...asked, before: rule, at });
    if (asked.correction) await correctMode(tx, actor, { rule, ...asked.correction, at });
    return rule.given === asked.given && !asked.correction
      ? 0
      : moveTerms(tx, deps, { actor, at, touched: { rule: { id: rule.id, validFrom: rule.validFrom } } });
  });
  deps.deadlines.forget();
  const rules = await listRules(deps.db);
  const found = rules.find((rule) => keyOf(rule) === keyOf(asked));
  if (found === undefined) throw new AppError('not-found', 'deadline.rule-unknown');
  return { rule: toListed(found, await countRunning(deps.db)), moved };
}

type Check = {
  id: string;
  validFrom: string;
  rule: boolean;
  countMode: boolean;
  given: 'target' | 'limit';
  correction?: CheckRuleRequest['correction'];
  before: StoredRule;
  at: Date;
};

const refused = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });

const dayModes: readonly string[] = DayCountMode.options;

/** From now on the days of the rule are counted so; what it was and why stays written. */
async function correctMode(
  tx: Tx,
  { accountId, ...actor }: Actor,
  { rule, countMode, reason, at }: { rule: StoredRule; countMode: DayCountMode; reason: string; at: Date },
) {
  // Counted back from a day there is one way; of hours and months the value would be another.
  if (rule.direction === 'before' || !dayModes.includes(rule.countMode) || rule.countMode === countMode) {
    throw refused('correction.countMode', 'deadline.mode-not-correctable');
  }
  const { id, validFrom } = rule;
  await sql`
    INSERT INTO deadline_rule_corrections (id, rule_id, rule_valid_from, before_mode, after_mode, reason, at, account_id)
    VALUES (${newId()}, ${id}, ${validFrom}, ${rule.countMode}, ${countMode}, ${reason}, ${at}, ${accountId})
  `.execute(tx);
  await sql`
    UPDATE deadline_rules SET count_mode = ${countMode}, unit = ${unitOf[countMode]},
      count_mode_checked_on = ${toLegalTime(at).date}, count_mode_checked_by = ${accountId}
    WHERE deadline_rules.id = ${id} AND deadline_rules.valid_from = ${validFrom}
  `.execute(tx);
  await recordEvent(
    tx,
    { ...actor, accountId },
    {
      ...{ type: 'deadline-rule.corrected', at, subjectType: 'deadline-rule', subjectId: newId() },
      data: { rule: id, validFrom, before: rule.countMode, after: countMode },
    },
  );
}

/** Who checked first, and when, stays; a check that is taken back goes. */
async function saveCheck(tx: Tx, actor: Actor, { id, validFrom, rule, countMode, given, before, at }: Check) {
  const today = toLegalTime(at).date;
  const { accountId } = actor;
  await sql`
    UPDATE deadline_rules SET
      checked_on = CASE WHEN ${rule} THEN coalesce(deadline_rules.checked_on, ${today}::date) END,
      checked_by = CASE WHEN ${rule} THEN coalesce(deadline_rules.checked_by, ${accountId}::uuid) END,
      count_mode_checked_on = CASE WHEN ${countMode} THEN coalesce(deadline_rules.count_mode_checked_on, ${today}::date) END,
      count_mode_checked_by = CASE WHEN ${countMode} THEN coalesce(deadline_rules.count_mode_checked_by, ${accountId}::uuid) END,
      given = ${given}, version = deadline_rules.version + 1
    WHERE deadline_rules.id = ${id} AND deadline_rules.valid_from = ${validFrom}
  `.execute(tx);
  const takenBack =
    (before.checkedOn !== null && !rule) || (before.countModeCheckedOn !== null && !countMode);
  await recordEvent(tx, actor, {
    type: takenBack ? 'deadline-rule.unchecked' : 'deadline-rule.checked',
    at,
    subjectType: 'deadline-rule',
    // A rule has no id of ours: each act on it gets one, and its code stands in the data.
    subjectId: newId(),
    data: { rule: id, validFrom, value: rule, countMode, given, version: before.version + 1 },
  });
}

/** A lawyer vouches for the days off of a year. Throws `deadline.already-checked`, `identity.forbidden`. */
export async function checkYear(
  deps: CheckDeps,
  actor: Actor,
  { requestId, year, source }: CheckYearRequest & { year: number },
): Promise<DeadlineRules> {
  requirePermission(actor, 'rules.check', null);
  const at = deps.clock.now();
  const { accountId } = actor;
  const claim = { accountId, requestId, action: 'calendar-year.checked', body: { year, source }, at };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, claim))) return;
    const { rows } = await sql`
      INSERT INTO calendar_years (year, source, checked_on, checked_by)
      VALUES (${year}, ${source}, ${toLegalTime(at).date}, ${accountId}) ON CONFLICT DO NOTHING RETURNING year`.execute(
      tx,
    );
    if (rows.length === 0) throw new AppError('conflict', 'deadline.already-checked');
    await recordEvent(tx, actor, {
      type: 'deadline-rule.checked',
      at,
      subjectType: 'deadline-rule',
      subjectId: newId(),
      data: { year },
    });
  });
  deps.deadlines.forget();
  return listLaw(deps);
}
