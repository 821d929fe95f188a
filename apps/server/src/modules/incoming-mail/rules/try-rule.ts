import { foldText, type IntakeKind, type RuleTrial, type TryIntakeRuleRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import { type Actor, requirePermission } from '../../identity/index.ts';
import type { IntakeDeps } from '../decide/intake-deps.ts';
import { type ProposalFacts, type Proposed, propose } from '../propose/propose.ts';
import { messageSight } from '../sight.ts';
import { isInForce, type RuleInForce, readRules } from './rule-store.ts';
import { countVersions, keepTrial } from './rule-trials.ts';

type Row = {
  id: string;
  from_name: string | null;
  from_address: string | null;
  subject: string;
  received_at: Date;
  mailbox_id: string;
  kind: ProposalFacts['messageKind'];
  words: string;
  known: boolean;
  joins: string | null;
  reason: string | null;
  names: string[];
  decided: IntakeKind | null;
};

const mostShown = 100;

/**
 * Tries a rule that is not saved on the newest messages in sight: which proposals would have been others, and whether
 * people had decided as they would be then. No proposal changes; that it was tried is kept, for only then it may be saved.
 */
export async function tryIntakeRule(
  deps: IntakeDeps,
  actor: Actor,
  { ruleId, rule, last }: TryIntakeRuleRequest,
): Promise<RuleTrial> {
  requirePermission(actor, 'mail.rules', null);
  const today = toLegalTime(deps.clock.now()).date;
  const among = await countVersions(deps.db);
  const standing = await readRules(deps.db);
  const before = standing.filter((each) => isInForce(each, today));
  const tried = { ...rule, id: ruleId, version: 0, number: numberOf(standing, ruleId) };
  const after = [...before.filter(({ id }) => id !== ruleId), tried].toSorted(
    (one, other) => one.position - other.position || one.number - other.number,
  );
  const rows = await readMessages(deps, actor, last);
  const results = rows.map((row) => tryOn(row, before, after));
  const changed = results.filter(({ differs }) => differs);
  const counts = {
    looked: rows.length,
    met: results.filter(({ after: proposed }) => proposed.rule?.id === tried.id).length,
    changed: changed.length,
    better: changed.filter(({ row, after: a, before: b }) => row.decided === a.kind && row.decided !== b.kind)
      .length,
    worse: changed.filter(({ row, after: a, before: b }) => row.decided === b.kind && row.decided !== a.kind)
      .length,
  };
  const at = deps.clock.now();
  await keepTrial(deps.db, { id: ruleId, rule }, { at, accountId: actor.accountId, among, counts });
  return {
    ...counts,
    items: changed.slice(0, mostShown).map(({ row, before: b, after: a }) => ({
      id: row.id,
      from: row.from_name || row.from_address || '',
      subject: row.subject,
      receivedAt: row.received_at.toISOString(),
      before: toShown(b),
      after: toShown(a),
      decided: row.decided,
    })),
  };
}

const numberOf = (rules: readonly RuleInForce[], id: string) =>
  rules.find((each) => each.id === id)?.number ?? Math.max(0, ...rules.map(({ number }) => number)) + 1;

function tryOn(row: Row, before: readonly RuleInForce[], after: readonly RuleInForce[]) {
  const facts: ProposalFacts = {
    ...{
      fromAddress: row.from_address,
      mailboxId: row.mailbox_id,
      messageKind: row.kind,
      knownSender: row.known,
    },
    ...{ subject: foldText(row.subject), body: row.words, attachmentNames: row.names.map(foldText) },
    thread: row.joins === null ? { way: 'own' } : { way: 'joins', entryId: row.joins },
    own: row.reason === 'internal',
    repeated: row.reason === 'duplicate',
    bounce: bounceOf(row),
  };
  const [was, is] = [propose(facts, before), propose(facts, after)];
  const differs =
    JSON.stringify([was.kind, was.reason, was.effect]) !== JSON.stringify([is.kind, is.reason, is.effect]);
  return { row, before: was, after: is, differs };
}

const bounceOf = ({ reason }: Row) => {
  if (reason === 'delivery-report') return 'likely';
  return reason === 'auto-reply' ? 'possible' : undefined;
};

const toShown = ({ kind, reason, effect, rule }: Proposed) => ({
  ...{ kind, reason, unit: effect.unit, ruleNumber: rule?.number ?? null },
});

async function readMessages(deps: IntakeDeps, actor: Actor, last: number): Promise<Row[]> {
  const { visible } = await messageSight(deps, actor);
  const { rows } = await sql<Row>`
    SELECT incoming_messages.id, incoming_messages.from_name, incoming_messages.from_address, incoming_messages.subject,
      incoming_messages.received_at, incoming_messages.mailbox_id, incoming_messages.kind, intake_proposals.words,
      intake_proposals.party_id IS NOT NULL AS known, intake_proposals.joins_entry_id AS joins,
      CASE WHEN intake_proposals.rule_id IS NULL THEN intake_proposals.reason END AS reason,
      ARRAY(SELECT incoming_parts.name FROM incoming_parts WHERE incoming_parts.message_id = incoming_messages.id
        AND incoming_parts.name IS NOT NULL ORDER BY incoming_parts.ordinal LIMIT 50) AS names,
      CASE WHEN incoming_messages.state IN ('waiting', 'possibly') THEN NULL ELSE (SELECT intake_decisions.kind
        FROM intake_decisions WHERE intake_decisions.message_id = incoming_messages.id
        ORDER BY intake_decisions.id DESC LIMIT 1) END AS decided
    FROM incoming_messages JOIN intake_proposals ON intake_proposals.message_id = incoming_messages.id
    WHERE ${visible}
    ORDER BY incoming_messages.received_at DESC, incoming_messages.id DESC LIMIT ${last}
  `.execute(deps.db);
  return rows;
}
