import { AppError, type ReturnDispatchRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Tx } from '../../../platform/db.ts';
import { lockCaseFiles } from '../../case-files/index.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { OutgoingMailDeps } from '../../outgoing-mail/index.ts';
import { readMessages } from '../arrive/message-reader.ts';
import { followBounce } from '../bounce/follow-report.ts';
import { judgeBounce } from '../bounce/judge-bounce.ts';
import { readText } from '../propose/read-text.ts';
import { actingOnMail, messageSight } from '../sight.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { type Intake, lockIntakes, requireIntake } from './intake-store.ts';
import { refuseIfChanged } from './refuse-if-changed.ts';

type Command = ReturnDispatchRequest & { id: string };

/**
 * Says that a message of ours came back with this one: its letter is back, its terms run again, and the bounce is kept as a
 * delivery report. Errors: `incoming-mail.not-found`, `.decided-meanwhile`, `.no-bounce`.
 */
export async function returnDispatch(
  deps: IntakeDeps & OutgoingMailDeps,
  actor: Actor,
  { id, requestId, version }: Command,
): Promise<void> {
  const at = deps.clock.now();
  const { visible } = await messageSight(deps, actor);
  const bounce = await readBounce(deps, await requireIntake(deps.db, id, visible));
  await deps.db.transaction().execute(async (tx) => {
    const { accountId } = actor;
    const command = { accountId, requestId, action: 'incoming-message.bounce', body: { id, version }, at };
    if (!(await claimCommand(tx, command))) return;
    if (bounce.caseFileId) await lockCaseFiles(tx, [bounce.caseFileId]);
    const [message] = await lockIntakes(tx, [id], visible);
    if (message === undefined) throw new AppError('not-found', 'incoming-mail.not-found');
    await refuseIfChanged(tx, message, { version, open: true });
    const acting = actingOnMail(actor, message.mailboxUnitId);
    const seen = { id, receivedAt: message.receivedAt.toISOString() };
    await followBounce(tx, deps, { message: seen, bounce, acting });
    await recordEvent(tx, acting, {
      ...{ type: 'incoming-message.not-registered', at, subjectType: 'incoming-message', subjectId: id },
      unitId: message.mailboxUnitId,
      data: { reason: 'delivery-report' },
    });
  });
}

async function readBounce({ db, files }: OutgoingMailDeps, { id, bouncedId }: Intake) {
  const [message] = await readMessages(db, [id]);
  const ours = await readDispatch(db, bouncedId);
  if (message === undefined || bouncedId === null || ours === undefined)
    throw new AppError('conflict', 'incoming-mail.no-bounce');
  const text = await readText(files, message);
  const { status, diagnostic } = judgeBounce({ text, returned: '' }, ours);
  return { outgoingId: bouncedId, status, diagnostic, caseFileId: ours.caseFileId };
}

type Dispatch = { messageId: string; toAddress: string; caseFileId: string | null };

async function readDispatch(
  db: OutgoingMailDeps['db'] | Tx,
  id: string | null,
): Promise<Dispatch | undefined> {
  const { rows } = await sql<Dispatch>`
    SELECT outgoing_messages.message_id AS "messageId", outgoing_messages.to_address AS "toAddress",
      outgoing_messages.case_file_id AS "caseFileId"
    FROM outgoing_messages WHERE outgoing_messages.id = ${id} AND outgoing_messages.message_id IS NOT NULL
  `.execute(db);
  return rows[0];
}
