import { AppError, type SendLetterByEmailRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { type ClaimedCommand, claimCommand } from '../../../platform/claim-command.ts';
import type { Tx } from '../../../platform/db.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { lockLetterWithFile, requireLetter, type SeenLetter } from '../../letters/index.ts';
import { threadWith } from '../correspondence.ts';
import { hasBounced } from '../known-address.ts';
import type { OutgoingActDeps } from '../outgoing-deps.ts';
import { underWay } from '../outgoing-message.ts';
import { queueMessage, requireAddress } from '../queue-message.ts';
import { type LetterProposal, maySendByEmail, proposeMail } from './letter-mail.ts';

type Command = SendLetterByEmailRequest & { id: string };

/**
 * Puts a letter in the queue; it has left when a mail server takes it. Errors: those of `SendLetterByEmailRequest`. Gives
 * the id of its message.
 */
export async function sendLetterByEmail(
  deps: OutgoingActDeps,
  actor: Actor,
  command: Command,
): Promise<string> {
  const seen = await requireLetter(deps, actor, command.id);
  const done = await findDone(deps, actor, command);
  if (done !== undefined) return done;
  requireSendable(seen, command.version);
  if (!deps.mailConfigured) throw new AppError('conflict', 'outgoing-mail.no-server');
  const address = await checkAddress(deps, command);
  requireHour(deps, command.notBefore);
  const proposal = await proposeMail(deps, seen);
  if (proposal.papers.length === 0) throw new AppError('conflict', 'outgoing-mail.no-attachment');
  return deps.db
    .transaction()
    .execute((tx) => queueLetter(tx, deps, { actor, seen, command: { ...command, address }, proposal }));
}

type Queueing = { actor: Actor; seen: SeenLetter; command: Command; proposal: LetterProposal };

async function queueLetter(
  tx: Tx,
  deps: OutgoingActDeps,
  { actor, seen, command, proposal }: Queueing,
): Promise<string> {
  const letter = await lockLetterWithFile(tx, command.id);
  if (!(await claimCommand(tx, claimOf(deps, actor, command)))) return requireDone(tx, command.id);
  if (letter.version !== command.version) throw new AppError('conflict', 'letter.changed-meanwhile');
  await requireNoneUnderWay(tx, command.id);
  const thread = threadWith(proposal.written, command.address);
  const { id } = await queueMessage(tx, deps, {
    ...{ purpose: 'letter', letterId: letter.id, caseFileId: letter.caseFileId },
    to: { address: command.address, name: seen.row.addressee },
    subject: command.subject,
    body: command.body,
    attachments: proposal.papers.map(({ documentId }) => ({ documentId })),
    inReplyTo: thread?.inReplyTo ?? null,
    references: thread?.references ?? [],
    notBefore: command.notBefore === null ? null : new Date(command.notBefore),
    by: inNameOf(actor, ({ scopes }) => scopes.has('entry.dispatch')),
  });
  return id;
}

function claimOf({ clock }: OutgoingActDeps, actor: Actor, { requestId, ...body }: Command): ClaimedCommand {
  return { accountId: actor.accountId, requestId, action: 'outgoing-message.queued', body, at: clock.now() };
}

// A repeat finds the letter gone or its message under way: it is answered before anything is refused.
async function findDone(deps: OutgoingActDeps, actor: Actor, command: Command): Promise<string | undefined> {
  const { rows } = await sql`SELECT FROM commands
    WHERE commands.account_id = ${actor.accountId} AND commands.request_id = ${command.requestId}`.execute(
    deps.db,
  );
  return rows.length === 0 ? undefined : findMessageOf(deps.db, command.id);
}

async function requireDone(tx: Tx, letterId: string): Promise<string> {
  const id = await findMessageOf(tx, letterId);
  if (id === undefined) throw new AppError('conflict', 'request.id-reused');
  return id;
}

async function findMessageOf(db: OutgoingActDeps['db'] | Tx, letterId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT outgoing_messages.id FROM outgoing_messages WHERE outgoing_messages.letter_id = ${letterId}
    ORDER BY outgoing_messages.id DESC LIMIT 1`.execute(db);
  return rows[0]?.id;
}

function requireSendable(seen: SeenLetter, version: number) {
  if (!maySendByEmail(seen)) throw new AppError('forbidden', 'letter.not-allowed');
  if (seen.row.version !== version) throw new AppError('conflict', 'letter.changed-meanwhile');
}

/** Throws `outgoing-mail.on-its-way` while a message of the letter is under way: it leaves once. */
export async function requireNoneUnderWay(tx: Tx, letterId: string): Promise<void> {
  const { rows } = await sql`
    SELECT FROM outgoing_messages
    WHERE outgoing_messages.letter_id = ${letterId} AND outgoing_messages.state = ANY (${underWay}::text[])
  `.execute(tx);
  if (rows.length > 0) throw new AppError('conflict', 'outgoing-mail.on-its-way');
}

async function checkAddress(deps: OutgoingActDeps, { address, despiteBounce }: Command): Promise<string> {
  const parsed = requireAddress(address);
  const refuse = (code: 'outgoing-mail.no-mail-domain' | 'outgoing-mail.bounced-before') =>
    new AppError('conflict', code, { fields: [{ path: 'address', code }] });
  if (!(await deps.takesMail(parsed.slice(parsed.lastIndexOf('@') + 1))))
    throw refuse('outgoing-mail.no-mail-domain');
  if (!despiteBounce && (await hasBounced(deps.db, parsed))) throw refuse('outgoing-mail.bounced-before');
  return parsed;
}

const longestHoldMs = 30 * 24 * 3_600_000;

function requireHour({ clock }: OutgoingActDeps, notBefore: string | null) {
  if (notBefore === null) return;
  const ahead = Date.parse(notBefore) - clock.now().getTime();
  if (0 < ahead && ahead <= longestHoldMs) return;
  const fields = [{ path: 'notBefore', code: 'outgoing-mail.hour-out-of-range' as const }];
  throw new AppError('validation', 'outgoing-mail.hour-out-of-range', { fields });
}
