import type { AdministrationAct, AdministrationActKind, AdministrationChange } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

type ActRow = {
  id: string;
  at: Date;
  by: string | null;
  via: AdministrationAct['via'];
  kind: AdministrationActKind;
  reverts: string | null;
  reverted_by: string | null;
  change_count: number;
  changes: AdministrationChange[];
};

const pageSize = 50;
/** More than this of one act is read on its own page. */
const shownOfAct = 20;

/** Kinds that have no way back: a number may have been given, a password was seen. */
const finalKinds: readonly AdministrationActKind[] = [
  'register-created',
  'password-reset',
  'handed-over',
  'reverted',
];

/** A page of acts, newest first, with the first changes of each. */
export async function listActs(
  db: Db,
  query: { before?: string | undefined; about?: string | undefined },
): Promise<{ items: AdministrationAct[]; next: string | null }> {
  const [list = null, key = null] = query.about === undefined ? [] : splitAbout(query.about);
  const { rows } = await sql<ActRow>`
    ${selectActs(shownOfAct)}
    WHERE (${query.before ?? null}::uuid IS NULL OR (acts.at, acts.id) <
        (SELECT earlier.at, earlier.id FROM administration_acts AS earlier WHERE earlier.id = ${query.before ?? null}))
      AND (${list}::text IS NULL OR EXISTS (SELECT FROM administration_changes AS touching
        WHERE touching.act_id = acts.id AND touching.list = ${list} AND touching.key = ${key}))
    ORDER BY acts.at DESC, acts.id DESC LIMIT ${pageSize + 1}
  `.execute(db);
  const items = rows.slice(0, pageSize).map(toAct);
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/** An act with everything it changed; undefined when there is none such. */
export async function findAct(db: Db | Tx, id: string): Promise<AdministrationAct | undefined> {
  const { rows } = await sql<ActRow>`${selectActs(null)} WHERE acts.id = ${id}`.execute(db);
  return rows[0] && toAct(rows[0]);
}

const selectActs = (shown: number | null) => sql`
  SELECT acts.id, acts.at, staff.given_name || ' ' || staff.family_name AS by, acts.via, acts.kind, acts.reverts,
         reverting.id AS reverted_by,
         (SELECT count(*)::int FROM administration_changes AS counted WHERE counted.act_id = acts.id) AS change_count,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('list', shown.list, 'key', shown.key, 'before', shown.before,
                                                       'after', shown.after) ORDER BY shown.position), '[]')
          FROM (SELECT * FROM administration_changes AS each WHERE each.act_id = acts.id
                ORDER BY each.position LIMIT ${shown}) AS shown) AS changes
  FROM administration_acts AS acts
  LEFT JOIN administration_acts AS reverting ON reverting.reverts = acts.id
  LEFT JOIN accounts ON accounts.id = acts.account_id
  LEFT JOIN staff ON staff.id = accounts.staff_id`;

const toAct = (row: ActRow): AdministrationAct => ({
  id: row.id,
  at: row.at.toISOString(),
  by: row.by,
  via: row.via,
  kind: row.kind,
  changeCount: row.change_count,
  changes: row.changes,
  reverts: row.reverts,
  revertedBy: row.reverted_by,
  revertible: row.reverted_by === null && !finalKinds.includes(row.kind),
});

function splitAbout(about: string): [string, string] {
  const at = about.indexOf(':');
  return [about.slice(0, at), about.slice(at + 1)];
}
