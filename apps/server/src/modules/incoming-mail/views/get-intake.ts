import {
  AppError,
  formatRegistrationNumber,
  type IncomingPart,
  type IntakeAction,
  type IntakeDetail,
  type WrittenNumber,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type { Actor } from '../../identity/index.ts';
import { type EntryReach, findSpecialRegister, readEntryReach } from '../../registry/index.ts';
import { readMessages } from '../arrive/message-reader.ts';
import type { IntakeDeps } from '../decide/intake-deps.ts';
import { type Intake, requireIntake } from '../decide/intake-store.ts';
import { shareDocuments } from '../decide/share-documents.ts';
import { readText } from '../propose/read-text.ts';
import { messageSight } from '../sight.ts';
import { describeBounce } from './describe-bounce.ts';
import { describeProposal } from './describe-proposal.ts';
import { listPossible } from './list-possible.ts';

type Proposal = {
  rule_words: string[];
  quoted: WrittenNumber[];
  warnings: IntakeDetail['warnings'];
  token_entry_id: string | null;
  mailbox: string;
};

/** Everything about one message that a decision needs. Throws `incoming-mail.not-found` for what is not in sight. */
export async function getIntake(
  deps: IntakeDeps & { files: FileStore },
  actor: Actor,
  id: string,
): Promise<IntakeDetail> {
  const { visible } = await messageSight(deps, actor);
  const intake = await requireIntake(deps.db, id, visible);
  const [message] = await readMessages(deps.db, [id]);
  const proposal = await readProposal(deps, id);
  if (message === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
  const reach = await readEntryReach(deps, actor);
  const { rule_words: words, quoted, token_entry_id: tokenEntryId, warnings, mailbox } = proposal;
  const { partyId, joinsEntryId } = intake;
  const isOpen = intake.state === 'waiting' || intake.state === 'possibly';
  const bounce = isOpen ? await describeBounce(deps.db, intake.bouncedId, reach) : null;
  return {
    ...{
      id,
      version: intake.version,
      state: intake.state,
      kind: message.kind,
      parseState: message.parseState,
    },
    ...{ flags: message.flags, fromName: message.fromName, fromAddress: message.fromAddress },
    ...{
      replyTo: message.replyTo,
      to: message.toAddresses,
      cc: message.ccAddresses,
      subject: message.subject,
    },
    text: message.parts.some(({ kind }) => kind === 'text') ? await readText(deps.files, message) : '',
    hasPage: message.parts.some(({ kind, sha256 }) => kind === 'html' && sha256 !== null),
    ...{ receivedAt: message.receivedAt, sentAt: message.sentAt, mailbox, auth: message.auth },
    parts: toShownParts(message.parts),
    confidential: intake.sealedRegisterId !== null,
    proposal: await describeProposal(deps, intake, { words, reach }),
    warnings,
    possibly: isOpen ? await listPossible(deps, { tokenEntryId, quoted, partyId, joinsEntryId }, reach) : [],
    decisions: await listDecisions(deps, id, reach),
    bounce,
    actions: await actionsOf(deps, intake, { isOpen, mayBounce: bounce !== null }),
  };
}

function toShownParts(parts: readonly IncomingPart[]): IntakeDetail['parts'] {
  const { left } = shareDocuments(parts.filter(({ sha256 }) => sha256 !== null));
  const leftInside = new Set(left.map(({ ordinal }) => ordinal));
  return parts
    .filter(({ kind }) => kind !== 'text' && kind !== 'html')
    .map(({ sha256: _, ...part }) => ({ ...part, leftInside: leftInside.has(part.ordinal) }));
}

async function readProposal({ db }: IntakeDeps, id: string): Promise<Proposal> {
  const { rows } = await sql<Proposal>`
    SELECT intake_proposals.rule_words, intake_proposals.quoted, intake_proposals.warnings,
      intake_proposals.token_entry_id, mailboxes.address AS mailbox
    FROM intake_proposals JOIN incoming_messages ON incoming_messages.id = intake_proposals.message_id
    JOIN mailboxes ON mailboxes.id = incoming_messages.mailbox_id
    WHERE intake_proposals.message_id = ${id}
  `.execute(db);
  if (rows[0] === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
  return rows[0];
}

type DecisionRow = Omit<IntakeDetail['decisions'][number], 'at' | 'registrationNumber'> & {
  at: Date;
  number: number | null;
  registered_on: string | null;
};

async function listDecisions(
  { db }: IntakeDeps,
  id: string,
  { rowVisible }: EntryReach,
): Promise<IntakeDetail['decisions']> {
  const { rows } = await sql<DecisionRow>`
    SELECT intake_decisions.what, intake_decisions.at, intake_decisions.reason, intake_decisions.note,
      staff.given_name || ' ' || staff.family_name AS by, numbered.number, numbered.registered_on
    FROM intake_decisions
    LEFT JOIN accounts ON accounts.id = intake_decisions.account_id
    LEFT JOIN staff ON staff.id = accounts.staff_id
    LEFT JOIN LATERAL (SELECT entries.number, entries.registered_on FROM entries
      JOIN books ON books.id = entries.book_id
      WHERE entries.id = intake_decisions.entry_id AND ${rowVisible}) AS numbered ON true
    WHERE intake_decisions.message_id = ${id} ORDER BY intake_decisions.id
  `.execute(db);
  return rows.map(({ at, number, registered_on, ...row }) => ({
    ...row,
    at: at.toISOString(),
    registrationNumber: number === null ? null : formatRegistrationNumber(number, registered_on ?? ''),
  }));
}

async function actionsOf(
  { db }: IntakeDeps,
  intake: Intake,
  { isOpen, mayBounce }: { isOpen: boolean; mayBounce: boolean },
): Promise<IntakeAction[]> {
  if (!isOpen) return intake.entryId === null ? ['reopen'] : [];
  const isSealed = intake.sealedRegisterId !== null;
  const mayHandOver = !isSealed && (await findSpecialRegister(db, 'whistleblower')) !== undefined;
  return [
    ...(['register', 'refuse'] as const),
    ...(mayHandOver ? (['hand-over'] as const) : []),
    ...(mayBounce ? (['bounce'] as const) : []),
  ];
}
