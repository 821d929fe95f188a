import {
  formatRegistrationNumber,
  type IntakeItem,
  type IntakePage,
  type ListIntakeQuery,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { IntakeDeps } from '../decide/intake-deps.ts';
import { messageSight } from '../sight.ts';
import { listLeft } from './list-left.ts';

type Row = Omit<IntakeItem, 'proposal' | 'receivedAt' | 'registrationNumber'> & {
  received_at: Date;
  at: Date;
  proposed_kind: IntakeItem['proposal']['kind'];
  proposed_reason: IntakeItem['proposal']['reason'];
  unit: string | null;
  joins: { number: number; on: string } | null;
  entry: { number: number; on: string } | null;
};

/** `all`: waiting and decided, newest first, for whoever looks for one. */
type View = ListIntakeQuery['view'] | 'all';

const isOpen = sql<boolean>`incoming_messages.state IN ('waiting', 'possibly')`;
const views: Readonly<
  Record<View, { moment: RawBuilder<Date>; oldestFirst: boolean; among: RawBuilder<boolean> }>
> = {
  queue: { moment: sql`incoming_messages.received_at`, oldestFirst: true, among: isOpen },
  done: { moment: sql`incoming_messages.decided_at`, oldestFirst: false, among: sql`NOT ${isOpen}` },
  all: { moment: sql`incoming_messages.received_at`, oldestFirst: false, among: sql`true` },
};

/**
 * The messages that wait, oldest first, or those that were decided, newest first; only those in sight, and of them only
 * those of which `sought` holds, a condition on `incoming_messages`.
 */
export async function listIntake(
  deps: IntakeDeps,
  actor: Actor,
  { view, after, limit }: Omit<ListIntakeQuery, 'view'> & { view: View },
  sought: RawBuilder<boolean> = sql`true`,
): Promise<IntakePage> {
  const { visible } = await messageSight(deps, actor);
  const { rowVisible } = await readEntryReach(deps, actor);
  const [at, id] = after?.split('_') ?? [];
  const { moment, oldestFirst, among } = views[view];
  const past =
    after === undefined
      ? sql`true`
      : sql`(${moment}, incoming_messages.id)
    ${oldestFirst ? sql`>` : sql`<`} (${at}::timestamptz, ${id}::uuid)`;
  const numbered = (entryId: RawBuilder<unknown>) => sql`(SELECT json_build_object('number', entries.number,
    'on', entries.registered_on) FROM entries JOIN books ON books.id = entries.book_id
    WHERE entries.id = ${entryId} AND ${rowVisible})`;
  const { rows } = await sql<Row>`
    SELECT incoming_messages.id, incoming_messages.version, incoming_messages.state, incoming_messages.kind,
      incoming_messages.parse_state AS "parseState", incoming_messages.from_name AS "fromName",
      incoming_messages.from_address AS "fromAddress", incoming_messages.subject, incoming_messages.preview,
      incoming_messages.received_at, ${moment} AS at, incoming_messages.reason,
      (SELECT count(*)::int FROM incoming_parts WHERE incoming_parts.message_id = incoming_messages.id
        AND incoming_parts.kind IN ('attachment', 'message')) AS "attachmentCount",
      intake_proposals.kind AS proposed_kind, intake_proposals.reason AS proposed_reason,
      coalesce(units.short_name, mailbox_units.short_name) AS unit,
      intake_proposals.warnings <> '[]' AS warned, intake_proposals.sealed_register_id IS NOT NULL AS confidential,
      ${numbered(sql`intake_proposals.joins_entry_id`)} AS joins, ${numbered(sql`incoming_messages.entry_id`)} AS entry
    FROM incoming_messages
    JOIN intake_proposals ON intake_proposals.message_id = incoming_messages.id
    JOIN mailboxes ON mailboxes.id = incoming_messages.mailbox_id
    LEFT JOIN units ON units.code = intake_proposals.unit_code
    LEFT JOIN units AS mailbox_units ON mailbox_units.id = mailboxes.unit_id
    WHERE ${among} AND ${visible} AND ${past} AND ${sought}
    ORDER BY ${moment} ${oldestFirst ? sql`ASC` : sql`DESC`}, incoming_messages.id ${oldestFirst ? sql`ASC` : sql`DESC`}
    LIMIT ${limit + 1}
  `.execute(deps.db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    next: rows.length > limit && last ? `${last.at.toISOString()}_${last.id}` : null,
    ...(await countIntake(deps, visible)),
    ...(await listLeft(deps.db, actor)),
  };
}

/** What waits and what was decided today; of what is in sight. */
async function countIntake({ db, clock }: IntakeDeps, visible: RawBuilder<boolean>) {
  const today = toLegalTime(clock.now()).date;
  const { rows } = await sql<{ waiting: number; decidedToday: number; mailboxes: string[] }>`
    SELECT (SELECT count(*)::int FROM incoming_messages
        WHERE incoming_messages.state IN ('waiting', 'possibly') AND ${visible}) AS waiting,
      (SELECT count(*)::int FROM incoming_messages
        WHERE incoming_messages.decided_at >= (${today}::date::timestamp AT TIME ZONE 'Europe/Bucharest')
          AND ${visible}) AS "decidedToday",
      ARRAY(SELECT mailboxes.address FROM mailboxes WHERE mailboxes.active ORDER BY mailboxes.address LIMIT 5) AS mailboxes
  `.execute(db);
  return rows[0] ?? { waiting: 0, decidedToday: 0, mailboxes: [] };
}

/** How many wait, for the rail. */
export async function countWaiting(deps: IntakeDeps, actor: Actor): Promise<{ waiting: number }> {
  const { visible } = await messageSight(deps, actor);
  const { rows } = await sql<{ waiting: number }>`
    SELECT count(*)::int AS waiting FROM incoming_messages
    WHERE incoming_messages.state IN ('waiting', 'possibly') AND ${visible}`.execute(deps.db);
  return { waiting: rows[0]?.waiting ?? 0 };
}

function toItem(row: Row): IntakeItem {
  const { received_at, at: _at, proposed_kind, proposed_reason, unit, joins, entry, ...rest } = row;
  return {
    ...rest,
    receivedAt: received_at.toISOString(),
    proposal: {
      // An answer to what the asker may not see is not told to be one.
      kind: proposed_kind === 'reply' && joins === null ? 'unknown' : proposed_kind,
      ...{ reason: proposed_reason, unit, joins: toNumber(joins) },
    },
    registrationNumber: toNumber(entry),
  };
}

const toNumber = (entry: { number: number; on: string } | null) =>
  entry === null ? null : formatRegistrationNumber(entry.number, entry.on);
