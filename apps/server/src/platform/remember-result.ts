import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { ClaimedCommand } from './claim-command.ts';
import { canonicalHash } from './crypto/canonical-hash.ts';
import type { Db, Tx } from './db.ts';

/** Thrown inside a transaction whose command another one has done meanwhile: undo everything and recall its result. */
export class DoneElsewhere extends Error {}

/** The result that a command left; undefined when it was never done. Throws conflict when its id was used for another. */
export async function recallResult(db: Db | Tx, command: ClaimedCommand): Promise<unknown> {
  const bodyHash = canonicalHash(command.body);
  const { rows } = await sql<{ same: boolean; result: unknown }>`
    SELECT commands.action = ${command.action} AND commands.body_hash = ${bodyHash} AS same, commands.result
    FROM commands WHERE commands.account_id = ${command.accountId} AND commands.request_id = ${command.requestId}
  `.execute(db);
  const [found] = rows;
  if (found && !found.same) throw new AppError('conflict', 'request.id-reused');
  return found?.result;
}

/**
 * Keeps the result of a command under its request id, as the last thing of its transaction: whoever repeats it is given
 * the same. Throws `DoneElsewhere` when the same command was committed by another transaction meanwhile.
 */
export async function rememberResult(tx: Tx, command: ClaimedCommand, result: object): Promise<void> {
  const { rows } = await sql`
    INSERT INTO commands (account_id, request_id, action, body_hash, result, created_at)
    VALUES (${command.accountId}, ${command.requestId}, ${command.action}, ${canonicalHash(command.body)},
      ${JSON.stringify(result)}, ${command.at})
    ON CONFLICT DO NOTHING RETURNING commands.request_id
  `.execute(tx);
  if (rows.length === 0) throw new DoneElsewhere('the command was done by another transaction');
}
