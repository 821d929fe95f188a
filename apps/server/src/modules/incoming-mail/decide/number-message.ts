import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { toEventRow } from '../../events/index.ts';
import type {
  Participation,
  RegistrationParticipant,
  RegistrationToPlan,
  StatementPlace,
} from '../../registry/index.ts';

/**
 * A message is marked registered in the very statement that gives its number: whatever crashes, and whoever else decides
 * at the same moment, it has one number or none.
 */
export function mailParticipant(): RegistrationParticipant {
  return {
    name: 'incoming-mail-1',
    plan: planMessages,
    writes: (place, lists) => (lists.has('messages') ? numberMessages(place) : ''),
  };
}

const none: Participation = { readers: [], rows: () => ({}) };

async function planMessages(
  db: Db,
  items: readonly RegistrationToPlan[],
): Promise<(Participation | { refusal: AppError })[]> {
  const ids = items.flatMap(({ origin }) => (origin ? [origin.id] : []));
  const open = ids.length === 0 ? new Set<string>() : await openAmong(db, ids);
  return items.map((item) => {
    if (item.origin === undefined) return none;
    if (open.has(item.origin.id)) return toParticipation(item, item.origin);
    return { refusal: new AppError('conflict', 'incoming-mail.changed-meanwhile') };
  });
}

async function openAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT incoming_messages.id FROM incoming_messages
    WHERE incoming_messages.id = ANY (${ids}::uuid[]) AND incoming_messages.state IN ('waiting', 'possibly')
  `.execute(db);
  return new Set(rows.map(({ id }) => id));
}

function toParticipation(
  { actor, follows, sealed }: RegistrationToPlan,
  { id, decision }: NonNullable<RegistrationToPlan['origin']>,
): Participation {
  const { accountId: account, onBehalfOf: behalf } = actor;
  const state = follows === undefined ? 'registered' : 'joined';
  return {
    readers: [],
    rows: (entry) => ({
      messages: [
        {
          ...{
            message: id,
            entry: entry.id,
            follows: follows?.entryId,
            state,
            account,
            behalf,
            decision_id: newId(),
          },
          ...decision,
        },
      ],
    }),
    events: ({ at, unitId }) => [
      toEventRow(actor, {
        ...{ type: 'incoming-message.registered', at, subjectType: 'incoming-message', subjectId: id },
        unitId: sealed ? null : unitId,
        data: { joined: state === 'joined' },
      }),
    ],
  };
}

// A message that somebody decided about meanwhile is not found among the open ones; its row then has no message, and NOT
// NULL fails the statement (23502): nothing is written, and the registration is planned again, alone.
const numberMessages = ({ rows, at, when }: StatementPlace) => {
  const items = `json_to_recordset(${rows}::json -> 'messages') AS item(message uuid, entry uuid, follows uuid, state text,
      account uuid, behalf uuid, decision_id uuid, kind text, as_proposed boolean, rule_id uuid, to_address text,
      confirmation text, request_id uuid)`;
  return `
numbered_messages AS (
  UPDATE incoming_messages SET state = item.state, version = incoming_messages.version + 1, entry_id = item.entry,
    case_file_id = CASE WHEN item.follows IS NULL THEN item.entry ELSE (SELECT case_entries.case_file_id
      FROM case_entries WHERE case_entries.entry_id = item.follows) END,
    decided_at = ${at}::timestamptz, decided_by = item.account, on_behalf_of = item.behalf
  FROM ${when}, ${items}
  WHERE incoming_messages.id = item.message AND incoming_messages.state IN ('waiting', 'possibly')
  RETURNING incoming_messages.id
), intake_registered AS (
  INSERT INTO intake_registrations (message_id, entry_id, at, request_id, to_address, confirmation)
  SELECT numbered_messages.id, item.entry, ${at}::timestamptz, item.request_id, item.to_address, item.confirmation
  FROM ${when} CROSS JOIN ${items} LEFT JOIN numbered_messages ON numbered_messages.id = item.message
), intake_decided AS (
  INSERT INTO intake_decisions (id, message_id, what, at, account_id, on_behalf_of, kind, entry_id, as_proposed, rule_id)
  SELECT item.decision_id, item.message, item.state, ${at}::timestamptz, item.account, item.behalf, item.kind, item.entry,
    item.as_proposed, item.rule_id
  FROM ${when}, ${items}
)`;
};
