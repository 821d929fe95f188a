import {
  AppError,
  type IntakeKind,
  type MessageKind,
  type MessageState,
  type NotRegisteredReason,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import type { Acting } from '../../identity/index.ts';

/** A message with what is proposed for it, as decisions need it. */
export type Intake = {
  readonly id: string;
  readonly version: number;
  readonly state: MessageState;
  readonly messageKind: MessageKind;
  readonly byList: boolean;
  readonly mailboxUnitId: string | null;
  readonly rawSha256: string;
  readonly messageId: string | null;
  readonly referenceIds: readonly string[];
  readonly fromName: string | null;
  readonly fromAddress: string | null;
  readonly envelopeFrom: string | null;
  readonly channel: 'imap' | 'smtp';
  readonly autoSubmitted: string | null;
  readonly subject: string;
  readonly entryId: string | null;
  readonly kind: IntakeKind;
  readonly reason: NotRegisteredReason | null;
  readonly ruleId: string | null;
  readonly unitCode: string | null;
  readonly categoryCode: string | null;
  readonly procedureCode: string | null;
  readonly registerCode: string | null;
  readonly partyId: string | null;
  readonly joinsEntryId: string | null;
  readonly sealedRegisterId: string | null;
  readonly receivedAt: Date;
  /** Message of ours that it may say came back. */
  readonly bouncedId: string | null;
};

const columns = sql`
  incoming_messages.id, incoming_messages.version, incoming_messages.state, incoming_messages.kind AS "messageKind",
  incoming_messages.by_list AS "byList",
  mailboxes.unit_id AS "mailboxUnitId", incoming_messages.raw_sha256 AS "rawSha256",
  incoming_messages.message_id AS "messageId", incoming_messages.reference_ids AS "referenceIds",
  incoming_messages.from_name AS "fromName", incoming_messages.from_address AS "fromAddress",
  incoming_messages.envelope_from AS "envelopeFrom", incoming_messages.channel,
  incoming_messages.auto_submitted AS "autoSubmitted", incoming_messages.subject, incoming_messages.entry_id AS "entryId",
  intake_proposals.kind, intake_proposals.reason, intake_proposals.rule_id AS "ruleId",
  coalesce(intake_proposals.unit_code, mailbox_units.code) AS "unitCode",
  intake_proposals.category_code AS "categoryCode", intake_proposals.procedure_code AS "procedureCode",
  intake_proposals.register_code AS "registerCode", surviving_party(intake_proposals.party_id) AS "partyId",
  intake_proposals.joins_entry_id AS "joinsEntryId", intake_proposals.sealed_register_id AS "sealedRegisterId",
  incoming_messages.received_at AS "receivedAt", intake_proposals.bounced_message_id AS "bouncedId"`;

const from = sql`
  FROM incoming_messages
  JOIN mailboxes ON mailboxes.id = incoming_messages.mailbox_id
  JOIN intake_proposals ON intake_proposals.message_id = incoming_messages.id
  LEFT JOIN units AS mailbox_units ON mailbox_units.id = mailboxes.unit_id`;

/** One message in sight; throws `incoming-mail.not-found` for every other, be it there or not. */
export async function requireIntake(db: Db | Tx, id: string, visible: RawBuilder<boolean>): Promise<Intake> {
  const { rows } = await sql<Intake>`
    SELECT ${columns} ${from} WHERE incoming_messages.id = ${id} AND ${visible}`.execute(db);
  if (rows[0] === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
  return rows[0];
}

/** The same of several, each under its lock, in one order; throws when any is not in sight. */
export async function lockIntakes(
  tx: Tx,
  ids: readonly string[],
  visible: RawBuilder<boolean>,
): Promise<Intake[]> {
  const { rows } = await sql<Intake>`
    SELECT ${columns} ${from} WHERE incoming_messages.id = ANY (${[...ids]}::uuid[]) AND ${visible}
    ORDER BY incoming_messages.id FOR UPDATE OF incoming_messages`.execute(tx);
  if (rows.length !== new Set(ids).size) throw new AppError('not-found', 'incoming-mail.not-found');
  return rows;
}

/** What somebody decided about a message that gets no number by it. */
export type Decision = {
  readonly what: 'not-registered' | 'handed-over' | 'reopened';
  readonly at: Date;
  readonly kind: IntakeKind | null;
  readonly reason: NotRegisteredReason | null;
  readonly note: string | null;
  readonly asProposed: boolean;
};

/** Writes a decision about a message into its history. `acting` null: the machine's own. */
export async function insertDecision(
  tx: Tx,
  acting: Acting | null,
  { id, ruleId }: Pick<Intake, 'id' | 'ruleId'>,
  decision: Decision,
): Promise<void> {
  const { what, at, kind, reason, note, asProposed } = decision;
  await sql`
    INSERT INTO intake_decisions (id, message_id, what, at, account_id, on_behalf_of, kind, reason, note, as_proposed,
      rule_id)
    VALUES (${newId()}, ${id}, ${what}, ${at}, ${acting?.accountId ?? null}, ${acting?.onBehalfOf ?? null}, ${kind},
      ${reason}, ${note}, ${asProposed}, ${ruleId})
  `.execute(tx);
}

/** Lays a message aside, kept with its reason. */
export const layAside = (
  tx: Tx,
  id: string,
  {
    at,
    acting,
    reason,
    note,
  }: { at: Date; acting: Acting | null; reason: NotRegisteredReason; note: string | null },
) =>
  sql`
    UPDATE incoming_messages SET state = 'not-registered', version = incoming_messages.version + 1, decided_at = ${at},
      decided_by = ${acting?.accountId ?? null}, on_behalf_of = ${acting?.onBehalfOf ?? null}, reason = ${reason},
      note = ${note}
    WHERE incoming_messages.id = ${id}
  `.execute(tx);
