import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { recordEvent } from '../events/index.ts';

/** A register to be made, with its sub-registers and, when it is confidential, the persons named on it. */
export type NewRegister = {
  code: string;
  name: string;
  /** One letter A–X, unique: the register's mark on labels and in QR codes. */
  labelCode: string;
  kind: 'general' | 'standalone' | 'confidential';
  unitId?: string | null;
  subRegisters?: readonly { code: string; name: string }[];
  memberStaffIds?: readonly string[];
};

/** Makes a register; its first book opens with its first document. Throws when the code or the letter is taken. */
export async function createRegister(
  deps: { db: Db; now: Date },
  by: { accountId: string | null },
  register: NewRegister,
): Promise<{ id: string }> {
  return deps.db.transaction().execute((tx) => insertRegister(tx, by, { register, at: deps.now }));
}

/** The same inside a transaction. */
export async function insertRegister(
  tx: Tx,
  by: { accountId: string | null },
  { register, at }: { register: NewRegister; at: Date },
): Promise<{ id: string }> {
  const id = newId();
  await sql`
    INSERT INTO registers (id, code, name, label_code, kind, unit_id, created_at)
    VALUES (${id}, ${register.code}, ${register.name}, ${register.labelCode}, ${register.kind},
      ${register.unitId ?? null}, ${at})
  `.execute(tx);
  for (const sub of register.subRegisters ?? []) {
    await sql`INSERT INTO sub_registers (id, register_id, code, name)
      VALUES (${newId()}, ${id}, ${sub.code}, ${sub.name})`.execute(tx);
  }
  for (const staffId of register.memberStaffIds ?? []) {
    await sql`INSERT INTO register_members (register_id, staff_id, added_at)
      VALUES (${id}, ${staffId}, ${at})`.execute(tx);
  }
  await recordEvent(tx, by, { type: 'register.created', at, subjectType: 'register', subjectId: id });
  return { id };
}

/** The register that every institution keeps, with the views that the law asks for (REG-01, PET, FOI, audiences). */
export const generalRegister = {
  code: 'general',
  name: 'Registrul general de intrare-ieșire',
  labelCode: 'G',
  kind: 'general',
  subRegisters: [
    { code: 'petitii', name: 'Registrul de petiții' },
    { code: '544', name: 'Registrul cererilor de informații publice' },
    { code: 'audiente', name: 'Registrul de audiențe' },
  ],
} as const satisfies NewRegister;

/** Opens the general register of a new institution, in the transaction that names it. */
export async function openGeneralRegister(tx: Tx, at: Date): Promise<void> {
  await insertRegister(tx, { accountId: null }, { register: generalRegister, at });
}
