import { AppError } from '@opis/contracts';
import { type Db, namedQuery } from '../../../platform/db.ts';
import type { PreparedEntry, Registered } from './prepared-entry.ts';

/** A command that had its effect before, as `commands` keeps it. `body_hash` is hex. */
export type DoneCommand = { account_id: string; request_id: string; body_hash: string; result: Registered };

/** What a repeated request id is answered: the first result, or that it was used for something else. */
export type Repeat = { replay: Registered } | { refusal: AppError };

/** Common table expression `done` over the commands (`account_id`, `request_id`) of the JSON in `rows`. */
export function doneCommands(rows: string): string {
  // One look in the index for each: a join might, planned while the table is small, read the whole of it for ever.
  return `
done AS MATERIALIZED (
  SELECT found.account_id, found.request_id, encode(found.body_hash, 'hex') AS body_hash, found.result
  FROM json_to_recordset(${rows}) AS asked(account_id uuid, request_id uuid)
  CROSS JOIN LATERAL (
    SELECT commands.account_id, commands.request_id, commands.body_hash, commands.result FROM commands
    WHERE commands.account_id = asked.account_id AND commands.request_id = asked.request_id LIMIT 1
  ) AS found
)`;
}

const statement = `WITH ${doneCommands('$1')} SELECT * FROM done`;

/** Finds which of these were done before. */
export async function findRepeats(
  db: Db,
  items: readonly PreparedEntry[],
): Promise<Map<PreparedEntry, Repeat>> {
  if (items.length === 0) return new Map();
  const asked = items.map(({ actor, requestId }) => ({
    account_id: actor.accountId,
    request_id: requestId,
  }));
  return matchRepeats(
    items,
    await namedQuery<DoneCommand>(db, 'registry-done-1', statement, [JSON.stringify(asked)]),
  );
}

/** Says for each item that was done before what its caller is answered. */
export function matchRepeats(
  items: readonly PreparedEntry[],
  done: readonly DoneCommand[],
): Map<PreparedEntry, Repeat> {
  const byKey = new Map(done.map((row) => [`${row.account_id} ${row.request_id}`, row]));
  return new Map(
    items.flatMap((item) => {
      const row = byKey.get(`${item.actor.accountId} ${item.requestId.toLowerCase()}`);
      return row ? [[item, toRepeat(item, row)] as const] : [];
    }),
  );
}

function toRepeat(item: PreparedEntry, row: DoneCommand): Repeat {
  if (row.body_hash === item.bodyHash) return { replay: row.result };
  return { refusal: new AppError('conflict', 'request.id-reused') };
}
