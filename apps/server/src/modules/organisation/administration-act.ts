import type { AdministrationActKind } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';

/** Who acts, and how they came in. */
export type ActingPerson = {
  readonly accountId: string | null;
  readonly via: 'session' | 'token' | 'command-line' | 'seeder';
};

/** One thing that an act changed, as it stood and as it stands; codes and names of the institution's own, no secrets. */
export type ActChange = { list: string; key: string; before: object | null; after: object | null };

/** An act to be kept; `reverts` names the one that it reverses. */
export type NewAct = {
  kind: AdministrationActKind;
  at: Date;
  changes: readonly ActChange[];
  reverts?: string | null;
};

/** Keeps an act with everything it changed, in the transaction that changes it; gives its id. */
export async function insertAct(tx: Tx, by: ActingPerson, act: NewAct): Promise<string> {
  const id = newId();
  await sql`
    INSERT INTO administration_acts (id, at, account_id, via, kind, reverts)
    VALUES (${id}, ${act.at}, ${by.accountId}, ${by.via}, ${act.kind}, ${act.reverts ?? null})
  `.execute(tx);
  await sql`
    INSERT INTO administration_changes (act_id, position, list, key, before, after)
    SELECT ${id}, given.position - 1, given.change ->> 'list', given.change ->> 'key',
           nullif(given.change -> 'before', 'null'), nullif(given.change -> 'after', 'null')
    FROM jsonb_array_elements(${JSON.stringify(act.changes)}::jsonb) WITH ORDINALITY AS given(change, position)
  `.execute(tx);
  return id;
}
