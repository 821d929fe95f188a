import type { LongWork } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/enqueue.ts';
import type { LongWorkKind } from './long-work.ts';
import { runLongWork } from './run-long-work.ts';

/** Who asks for what. `label` is what its line in the list says, as values for the catalogue: no text of a person. */
export type LongWorkRequest<Params> = {
  readonly accountId: string;
  readonly requestId: string;
  readonly params: Params;
  readonly label: LongWork['label'];
  readonly at: Date;
};

/** Puts a work in line, in the caller's transaction; the same request again gives the same work. Its id. */
export async function beginLongWork<Params>(
  tx: Tx,
  kind: LongWorkKind<Params, never>,
  request: LongWorkRequest<Params>,
): Promise<string> {
  const params = JSON.stringify(kind.schema.parse(request.params));
  const { rows } = await sql<{ id: string }>`
    INSERT INTO long_works (id, account_id, request_id, kind, params, label, created_at)
    VALUES (${newId()}, ${request.accountId}, ${request.requestId}, ${kind.name}, ${params},
      ${JSON.stringify(request.label)}, ${request.at})
    ON CONFLICT ON CONSTRAINT long_works_request_unique DO NOTHING RETURNING long_works.id
  `.execute(tx);
  const begun = rows[0]?.id;
  if (begun === undefined) return findByRequest(tx, request);
  await enqueue(tx, runLongWork, { workId: begun }, { key: `long-work ${begun}` });
  return begun;
}

async function findByRequest(tx: Tx, request: { accountId: string; requestId: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT long_works.id FROM long_works
    WHERE long_works.account_id = ${request.accountId} AND long_works.request_id = ${request.requestId}
  `.execute(tx);
  if (rows[0] === undefined) throw new Error('a work that conflicts is not there');
  return rows[0].id;
}
