import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { canonicalHash } from './crypto/canonical-hash.ts';
import type { Tx } from './db.ts';

/** A command by its caller's own id; `body` is everything that was asked, hashed and never kept. */
export type ClaimedCommand = {
  readonly accountId: string;
  readonly requestId: string;
  readonly action: string;
  readonly body: object;
  readonly at: Date;
};

/**
 * Takes a request id for a command whose result is not kept, in the command's own transaction. True the first time;
 * false when the same command was done before, also when it is being done at this moment elsewhere. Throws conflict
 * when the id was used for something else.
 */
export async function claimCommand(tx: Tx, command: ClaimedCommand): Promise<boolean> {
  const bodyHash = canonicalHash(command.body);
  const { rows: claimed } = await sql`
    INSERT INTO commands (account_id, request_id, action, body_hash, result, created_at)
    VALUES (${command.accountId}, ${command.requestId}, ${command.action}, ${bodyHash}, '{}', ${command.at})
    ON CONFLICT DO NOTHING
    RETURNING commands.request_id
  `.execute(tx);
  if (claimed.length > 0) return true;
  const { rows } = await sql<{ same: boolean }>`
    SELECT commands.action = ${command.action} AND commands.body_hash = ${bodyHash} AS same FROM commands
    WHERE commands.account_id = ${command.accountId} AND commands.request_id = ${command.requestId}
  `.execute(tx);
  if (!rows[0]?.same) throw new AppError('conflict', 'request.id-reused');
  return false;
}
