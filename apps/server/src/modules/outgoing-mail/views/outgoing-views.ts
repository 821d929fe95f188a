import {
  AppError,
  formatRegistrationNumber,
  type ListOutgoingQuery,
  type OutgoingAction,
  type OutgoingCounts,
  type OutgoingMessageDetail,
  type OutgoingMessageRow,
  type OutgoingPage,
  type OutgoingQueue,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { recordAccess } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { type EntryReach, type RegisterDirectory, readEntryReach } from '../../registry/index.ts';
import { outgoingActions } from '../outgoing-message.ts';

type ViewDeps = { db: Db; registers: RegisterDirectory; clock: Clock };
type Eyes = { actor: Actor; reach: EntryReach };

type MessageRecord = Omit<OutgoingMessageRow, 'to' | 'caseFile' | 'actions' | keyof Instants> & {
  [key in keyof Instants]: Date | null;
} & {
  toName: string;
  toAddress: string;
  caseFileId: string | null;
  number: number | null;
  registeredOn: string | null;
  dispatches: boolean;
};
type Instants = Pick<
  OutgoingMessageRow,
  'nextAt' | 'queuedAt' | 'acceptedAt' | 'deliveredAt' | 'bouncedAt' | 'changedAt'
>;

/** A row with what its right rests on. */
type SeenRow = OutgoingMessageRow & { readonly mayAct: boolean };

const dispatches = ({ reach }: Eyes) =>
  sql<boolean>`books.register_id = ANY (${reach.registersWith('entry.dispatch')}::uuid[])`;

function selectRows(eyes: Eyes): RawBuilder<MessageRecord> {
  return sql<MessageRecord>`
    SELECT outgoing_messages.id, outgoing_messages.purpose, outgoing_messages.state,
      outgoing_messages.to_name AS "toName", outgoing_messages.to_address AS "toAddress", outgoing_messages.subject,
      outgoing_messages.letter_id AS "letterId", outgoing_messages.case_file_id AS "caseFileId", entries.number,
      entries.registered_on AS "registeredOn", outgoing_messages.attempts, outgoing_messages.next_at AS "nextAt",
      outgoing_messages.queued_at AS "queuedAt", coalesce(account_names.name, '') AS "queuedBy",
      outgoing_messages.accepted_at AS "acceptedAt", outgoing_messages.delivered_at AS "deliveredAt",
      outgoing_messages.bounced_at AS "bouncedAt", outgoing_messages.changed_at AS "changedAt",
      outgoing_messages.trouble, outgoing_messages.reply, outgoing_messages.decision,
      ${dispatches(eyes)} AS dispatches
    FROM outgoing_messages
    JOIN entries ON entries.id = coalesce(outgoing_messages.case_file_id, outgoing_messages.entry_id)
    JOIN books ON books.id = entries.book_id
    LEFT JOIN account_names ON account_names.account_id = outgoing_messages.queued_by`;
}

/** Whose messages somebody sees: those of files that they read, and those of registers that they dispatch for. */
const visible = (eyes: Eyes) => sql<boolean>`(${eyes.reach.fileReadable} OR ${dispatches(eyes)})`;

const queues: Readonly<Record<OutgoingQueue, RawBuilder<boolean>>> = {
  // A letter that came back asks until it leaves in another way; of the rest whoever works on the file was told.
  asking: sql<boolean>`(outgoing_messages.state IN ('uncertain', 'failed') OR outgoing_messages.state = 'bounced'
    AND EXISTS (SELECT FROM letters WHERE letters.id = outgoing_messages.letter_id AND letters.status = 'ready'))`,
  queued: sql<boolean>`outgoing_messages.state IN ('waiting', 'held', 'sending')`,
  sent: sql<boolean>`outgoing_messages.state IN ('accepted', 'delivered')`,
  all: sql<boolean>`true`,
};

/** Messages, newest first. */
export async function listMessages(
  deps: ViewDeps,
  actor: Actor,
  { queue, after, limit }: ListOutgoingQuery,
): Promise<OutgoingPage> {
  const eyes = { actor, reach: await readEntryReach(deps, actor) };
  const { rows } = await sql<MessageRecord>`
    ${selectRows(eyes)}
    WHERE ${queues[queue]} AND ${visible(eyes)}
      AND ${after === undefined ? sql`true` : sql`outgoing_messages.id < ${after}`}
    ORDER BY outgoing_messages.id DESC LIMIT ${limit + 1}
  `.execute(deps.db);
  const items = rows.slice(0, limit).map(toRow).map(withoutRight);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

const countCap = 2000;

/** How many wait for a person, and how many are under way. */
export async function countMessages(deps: ViewDeps, actor: Actor): Promise<OutgoingCounts> {
  const eyes = { actor, reach: await readEntryReach(deps, actor) };
  const count = async (queue: OutgoingQueue) => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM (SELECT FROM outgoing_messages
        JOIN entries ON entries.id = coalesce(outgoing_messages.case_file_id, outgoing_messages.entry_id)
        JOIN books ON books.id = entries.book_id
        WHERE ${queues[queue]} AND ${visible(eyes)} LIMIT ${countCap}) AS counted
    `.execute(deps.db);
    return rows[0]?.count ?? 0;
  };
  const [asking, queued] = await Promise.all([count('asking'), count('queued')]);
  return { asking, queued };
}

/** Messages of one letter, newest first, for who sees the letter. */
export async function listLetterMessages(
  deps: ViewDeps,
  actor: Actor,
  letterId: string,
): Promise<OutgoingMessageRow[]> {
  const eyes = { actor, reach: await readEntryReach(deps, actor) };
  const { rows } = await sql<MessageRecord>`
    ${selectRows(eyes)} WHERE outgoing_messages.letter_id = ${letterId} AND ${visible(eyes)}
    ORDER BY outgoing_messages.id DESC LIMIT 50
  `.execute(deps.db);
  return rows.map(toRow).map(withoutRight);
}

/** One message for whoever may see it; `outgoing-mail.not-found` for the rest. */
export async function requireMessageRow(deps: ViewDeps, actor: Actor, id: string): Promise<SeenRow> {
  const eyes = { actor, reach: await readEntryReach(deps, actor) };
  const { rows } = await sql<MessageRecord>`
    ${selectRows(eyes)} WHERE outgoing_messages.id = ${id} AND ${visible(eyes)}
  `.execute(deps.db);
  if (rows[0] === undefined) throw new AppError('not-found', 'outgoing-mail.not-found');
  return toRow(rows[0]);
}

/** One message whole. Leaves an access record: it shows a person's data. */
export async function getMessage(deps: ViewDeps, actor: Actor, id: string): Promise<OutgoingMessageDetail> {
  const row = await requireMessageRow(deps, actor, id);
  if (row.caseFile)
    await recordAccess(deps.db, actor, {
      ...{ kind: 'viewed', at: deps.clock.now(), subjectType: 'case-file', subjectId: row.caseFile.id },
      purpose: 'outgoing-message',
    });
  const { rows } = await sql<Pick<OutgoingMessageDetail, 'body' | 'attachments' | 'tries' | 'reports'>>`
    SELECT outgoing_messages.body,
      coalesce((SELECT json_agg(coalesce(documents.name, 'dovada.pdf') ORDER BY outgoing_attachments.position)
        FROM outgoing_attachments LEFT JOIN documents ON documents.id = outgoing_attachments.document_id
        WHERE outgoing_attachments.message_id = outgoing_messages.id), '[]') AS attachments,
      coalesce((SELECT json_agg(json_build_object('number', outgoing_tries.number, 'beganAt', ${utc('outgoing_tries.began_at')},
          'endedAt', ${utc('outgoing_tries.ended_at')}, 'outcome', outgoing_tries.outcome, 'reply', outgoing_tries.reply)
          ORDER BY outgoing_tries.number)
        FROM outgoing_tries WHERE outgoing_tries.message_id = outgoing_messages.id), '[]') AS tries,
      coalesce((SELECT json_agg(json_build_object('action', outgoing_reports.action, 'status', outgoing_reports.status_code,
          'diagnostic', outgoing_reports.diagnostic, 'arrivedAt', ${utc('outgoing_reports.arrived_at')})
          ORDER BY outgoing_reports.arrived_at)
        FROM outgoing_reports WHERE outgoing_reports.message_id = outgoing_messages.id), '[]') AS reports
    FROM outgoing_messages WHERE outgoing_messages.id = ${id}
  `.execute(deps.db);
  if (rows[0] === undefined) throw new AppError('not-found', 'outgoing-mail.not-found');
  return { ...withoutRight(row), ...rows[0] };
}

const utc = (column: string) =>
  sql`to_char(${sql.ref(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function toRow(record: MessageRecord): SeenRow {
  const { toName, toAddress, caseFileId, number, registeredOn, dispatches: mayAct, ...row } = record;
  const actions: OutgoingAction[] = mayAct ? outgoingActions(row.state) : [];
  return {
    ...row,
    ...{ actions, mayAct },
    to: { name: toName, address: toAddress },
    caseFile:
      caseFileId !== null && number !== null && registeredOn !== null
        ? { id: caseFileId, registrationNumber: formatRegistrationNumber(number, registeredOn) }
        : null,
    nextAt: record.nextAt?.toISOString() ?? null,
    queuedAt: record.queuedAt?.toISOString() ?? '',
    acceptedAt: record.acceptedAt?.toISOString() ?? null,
    deliveredAt: record.deliveredAt?.toISOString() ?? null,
    bouncedAt: record.bouncedAt?.toISOString() ?? null,
    changedAt: record.changedAt?.toISOString() ?? '',
  };
}

const withoutRight = ({ mayAct: _mayAct, ...row }: SeenRow): OutgoingMessageRow => row;
