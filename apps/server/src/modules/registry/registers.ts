import { AppError, type Permission } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import { type Actor, holds } from '../identity/index.ts';

/** A kind of book. Its rules never change once it is made; sub-registers may be added. */
export type RegisterRow = {
  id: string;
  code: string;
  name: string;
  labelCode: string;
  kind: 'general' | 'standalone' | 'confidential';
  unitId: string | null;
  subRegisters: readonly { code: string; name: string }[];
};

/** A register, and whether the actor is named on it. */
export type RegisterAccess = { register: RegisterRow; member: boolean };

/** Looks registers up by code; what does not change is kept for some seconds, membership never. */
export type RegisterDirectory = {
  /** Throws not-found for a register that is not there, and in the same words for one that the actor may not know. */
  require(actor: Actor, code: string): Promise<RegisterAccess>;
  list(actor: Actor): Promise<RegisterAccess[]>;
};

const keptForMs = 5_000;

/** Makes the directory over `db`; one for the process. Kept by the machine's time: the seeder's clock runs through months. */
export function registerDirectory(deps: { db: Db }): RegisterDirectory {
  let kept: { rows: readonly RegisterRow[]; until: number } | undefined;
  const load = async () => {
    kept = { rows: await readRegisters(deps.db), until: performance.now() + keptForMs };
    return kept.rows;
  };
  const find = async (code: string) => {
    const fresh = kept && kept.until > performance.now() ? kept.rows : await load();
    return fresh.find((row) => row.code === code) ?? (await load()).find((row) => row.code === code);
  };
  return {
    async require(actor, code) {
      const register = await find(code);
      if (register === undefined) throw new AppError('not-found', 'registry.register-not-found');
      if (register.kind !== 'confidential') return { register, member: false };
      const named = await registersNaming(deps.db, actor);
      if (!named.has(register.id)) throw new AppError('not-found', 'registry.register-not-found');
      return { register, member: true };
    },
    async list(actor) {
      const [rows, named] = await Promise.all([load(), registersNaming(deps.db, actor)]);
      return rows
        .filter((register) => register.kind !== 'confidential' || named.has(register.id))
        .map((register) => ({ register, member: named.has(register.id) }));
    },
  };
}

/** The same for one question: whoever asks in its course for the registers of an actor gets those of the first time. */
export function listedOnce(registers: RegisterDirectory): RegisterDirectory {
  const listed = new Map<Actor, Promise<RegisterAccess[]>>();
  return {
    ...registers,
    list(actor) {
      const known = listed.get(actor) ?? registers.list(actor);
      listed.set(actor, known);
      return known;
    },
  };
}

/** True when the actor may do this in the register: being named on a confidential one gives every right in it. */
export function mayInRegister(actor: Actor, access: RegisterAccess, permission: Permission): boolean {
  if (access.register.kind === 'confidential') return access.member;
  return holds(actor, permission, access.register.unitId);
}

/** Ids of the confidential registers that name the actor. */
export async function registersNaming(db: Db, actor: Actor): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ register_id: string }>`
    SELECT register_members.register_id FROM register_members WHERE register_members.staff_id = ${actor.staffId}
  `.execute(db);
  return new Set(rows.map((row) => row.register_id));
}

/** True when this person is named on the confidential register. */
export async function isNamedOn(db: Db, registerId: string, staffId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM register_members
    WHERE register_members.register_id = ${registerId} AND register_members.staff_id = ${staffId}
  `.execute(db);
  return rows.length > 0;
}

/** A register by its code, confidential ones too: for the commands of whoever owns the machine. */
export async function findRegister(db: Db, code: string): Promise<RegisterRow | undefined> {
  return (await readRegisters(db)).find((register) => register.code === code);
}

async function readRegisters(db: Db): Promise<RegisterRow[]> {
  const { rows } = await sql<RegisterRow>`
    SELECT registers.id, registers.code, registers.name, registers.label_code AS "labelCode", registers.kind,
      registers.unit_id AS "unitId",
      coalesce((SELECT json_agg(json_build_object('code', sub_registers.code, 'name', sub_registers.name)
                  ORDER BY sub_registers.code)
        FROM sub_registers WHERE sub_registers.register_id = registers.id), '[]') AS "subRegisters"
    FROM registers ORDER BY registers.kind, registers.code
  `.execute(db);
  return rows;
}
