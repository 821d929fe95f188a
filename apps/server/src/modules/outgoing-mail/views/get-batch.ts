import { AppError, type ErrorCode, errorCodes, type OutgoingBatch } from '@opis/contracts';
import { sql } from 'kysely';
import { errorText } from '../../../platform/texts.ts';
import type { Actor } from '../../identity/index.ts';
import { requireLetter } from '../../letters/index.ts';
import { getLongWork } from '../../long-works/index.ts';
import type { OutgoingMailDeps } from '../outgoing-deps.ts';
import { requireMessageRow } from './outgoing-views.ts';

type Item = { letterId: string; messageId: string | null; errorCode: string | null };

/** What each letter of one's own sending of many came to; letters that one may no longer see are left out. */
export async function getBatch(deps: OutgoingMailDeps, actor: Actor, workId: string): Promise<OutgoingBatch> {
  // One's own alone: throws `long-work.not-found`.
  await getLongWork(deps.db, { accountId: actor.accountId, id: workId, now: deps.clock.now() });
  const { rows } = await sql<Item>`
    SELECT outgoing_batch_items.letter_id AS "letterId", outgoing_batch_items.message_id AS "messageId",
      outgoing_batch_items.error_code AS "errorCode"
    FROM outgoing_batch_items WHERE outgoing_batch_items.work_id = ${workId}
    ORDER BY outgoing_batch_items.letter_id
  `.execute(deps.db);
  const items = await Promise.all(rows.map((row) => showItem(deps, actor, row)));
  return { items: items.flatMap((item) => item ?? []) };
}

async function showItem(
  deps: OutgoingMailDeps,
  actor: Actor,
  { letterId, messageId, errorCode }: Item,
): Promise<OutgoingBatch['items'][number] | undefined> {
  const seen = await requireLetter(deps, actor, letterId).catch(unlessGone);
  if (seen === undefined) return undefined;
  const found = messageId === null ? null : await requireMessageRow(deps, actor, messageId);
  return {
    letterId,
    registrationNumber: seen.row.caseFile.registrationNumber,
    addressee: seen.row.addressee,
    message: found && shown(found),
    errorCode,
    errorText: isErrorCode(errorCode) ? errorText(errorCode) : null,
  };
}

const shown = ({ mayAct: _mayAct, ...row }: Awaited<ReturnType<typeof requireMessageRow>>) => row;
const isErrorCode = (code: string | null): code is ErrorCode => errorCodes.some((known) => known === code);

function unlessGone(error: unknown): undefined {
  if (!(error instanceof AppError) || error.family !== 'not-found') throw error;
  return undefined;
}
