import type { Role } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { ActingPerson } from './administration-act.ts';
import type { OrganisationChange } from './organisation-change.ts';
import { closingChanges } from './unit-closings.ts';

/** A role that passed with a closed unit; `added` false: the person held it over the successor already. */
export type PassedRole = { username: string; role: Role; to: string; added: boolean };

/** The closing of a unit that is to be carried out, or taken back, in the name of whoever asked for it. */
export type Handover = {
  id: string;
  unitId: string;
  unit: string;
  by: ActingPerson;
  roles: readonly PassedRole[];
};

/** Keeps what an act leaves to be handed over, and takes back what it or the act that it reverses makes undone. */
export async function noteHandovers(
  tx: Tx,
  {
    actId,
    reverts,
    changes,
  }: { actId: string; reverts: string | null; changes: readonly OrganisationChange[] },
): Promise<void> {
  const changed = closingChanges(changes);
  if (changed.length === 0) return;
  const codes = changed.map(({ key }) => key);
  await sql`
    UPDATE unit_handovers SET reversed_by = ${actId} FROM units
    WHERE units.id = unit_handovers.unit_id AND unit_handovers.reversed_by IS NULL
      AND (unit_handovers.act_id = ${reverts}::uuid OR (unit_handovers.done_at IS NULL AND units.code = ANY (${codes})))
  `.execute(tx);
  const closing = changed.flatMap(({ key, after }) =>
    after !== null && after.closedOn !== null && after.successor !== null
      ? [{ id: newId(), unit: key, day: after.closedOn }]
      : [],
  );
  await sql`
    INSERT INTO unit_handovers (id, unit_id, act_id, due_on)
    SELECT closing.id, units.id, ${actId}, closing.day
    FROM jsonb_to_recordset(${JSON.stringify(closing)}::jsonb) AS closing(id uuid, unit text, day date)
    JOIN units ON units.code = closing.unit
  `.execute(tx);
}

/** Closings whose day has come and which are not carried out; of one act when it is named. */
export function listDueHandovers(db: Db, today: string, actId?: string): Promise<Handover[]> {
  return listHandovers(
    db,
    sql`administration_acts.id = unit_handovers.act_id
      AND unit_handovers.due_on <= ${today} AND unit_handovers.done_at IS NULL AND unit_handovers.reversed_by IS NULL
      AND (${actId ?? null}::uuid IS NULL OR unit_handovers.act_id = ${actId ?? null})`,
  );
}

/** Closings that were taken back and have not given everything back yet; of one reversing act when it is named. */
export function listReversedHandovers(db: Db, actId?: string): Promise<Handover[]> {
  return listHandovers(
    db,
    sql`administration_acts.id = unit_handovers.reversed_by AND unit_handovers.returned_at IS NULL
      AND (${actId ?? null}::uuid IS NULL OR unit_handovers.reversed_by = ${actId ?? null})`,
  );
}

/** The closings that the reversal of an act took back. */
export async function listTakenBack(db: Db, actId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT unit_handovers.id FROM unit_handovers
    JOIN administration_acts ON administration_acts.id = unit_handovers.reversed_by
    WHERE administration_acts.reverts = ${actId}
  `.execute(db);
  return rows.map((row) => row.id);
}

async function listHandovers(db: Db, asked: ReturnType<typeof sql>): Promise<Handover[]> {
  const { rows } = await sql<{
    id: string;
    unit_id: string;
    unit: string;
    account_id: string | null;
    via: ActingPerson['via'];
    roles: PassedRole[];
  }>`
    SELECT unit_handovers.id, unit_handovers.unit_id, units.code AS unit, administration_acts.account_id,
      administration_acts.via, unit_handovers.roles
    FROM unit_handovers JOIN units ON units.id = unit_handovers.unit_id JOIN administration_acts ON ${asked}
    ORDER BY unit_handovers.id
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    unit: row.unit,
    by: { accountId: row.account_id, via: row.via },
    roles: row.roles,
  }));
}

/** The unit that has the work of a closed one on a day: the first of its successors that receives papers; or none. */
export async function findHeir(
  db: Db,
  unitId: string,
  today: string,
): Promise<{ id: string; code: string } | undefined> {
  const { rows } = await sql<{ id: string; code: string }>`
    WITH RECURSIVE line AS (
      SELECT units.successor_id AS id, 1 AS place FROM units WHERE units.id = ${unitId}
      UNION ALL
      SELECT units.successor_id, line.place + 1 FROM line JOIN units ON units.id = line.id
      WHERE units.closed_on <= ${today}::date AND line.place < 100
    )
    SELECT units.id, units.code FROM line JOIN units ON units.id = line.id
    WHERE units.id <> ${unitId} AND (units.closed_on IS NULL OR units.closed_on > ${today}::date)
    ORDER BY line.place LIMIT 1
  `.execute(db);
  return rows[0];
}

/** Holds a closing until this transaction ends; false when it is no longer to be carried out, or taken back. */
export async function lockHandover(tx: Tx, id: string, wanted: 'due' | 'reversed'): Promise<boolean> {
  const stands =
    wanted === 'due'
      ? sql`unit_handovers.done_at IS NULL AND unit_handovers.reversed_by IS NULL`
      : sql`unit_handovers.reversed_by IS NOT NULL AND unit_handovers.returned_at IS NULL`;
  const { rows } = await sql`
    SELECT FROM unit_handovers WHERE unit_handovers.id = ${id} AND ${stands} FOR UPDATE
  `.execute(tx);
  return rows.length > 0;
}

/** Everything passed, roles too. */
export async function finishHandover(
  tx: Tx,
  id: string,
  { roles, at }: { roles: readonly PassedRole[]; at: Date },
): Promise<void> {
  await sql`
    UPDATE unit_handovers SET done_at = ${at}, roles = ${JSON.stringify(roles)}::jsonb WHERE unit_handovers.id = ${id}
  `.execute(tx);
}

/** Everything that could go back is back. */
export async function finishReturn(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`UPDATE unit_handovers SET returned_at = ${at} WHERE unit_handovers.id = ${id}`.execute(tx);
}
