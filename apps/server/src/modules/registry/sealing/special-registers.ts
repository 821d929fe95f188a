import { AppError, type SpecialPurpose } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import { findRegister, type RegisterRow } from '../registers.ts';

/** The confidential register that takes what is recognised as such; undefined when none was designated. */
export async function findSpecialRegister(
  db: Db | Tx,
  purpose: SpecialPurpose,
): Promise<Pick<RegisterRow, 'id' | 'code'> | undefined> {
  const { rows } = await sql<{ id: string; code: string }>`
    SELECT registers.id, registers.code FROM special_registers
    JOIN registers ON registers.id = special_registers.register_id AND registers.kind = 'confidential'
    WHERE special_registers.purpose = ${purpose}
  `.execute(db);
  return rows[0];
}

/**
 * Says which confidential register takes reports of wrongdoing, or papers about a child or a victim: for whoever owns the
 * machine, as such registers are made there (decision 0087). Errors: `registry.register-not-found`.
 */
export async function designateSpecialRegister(
  deps: { db: Db; clock: Clock },
  by: { accountId: string | null },
  { register: code, purpose }: { register: string; purpose: SpecialPurpose },
): Promise<void> {
  const register = await findRegister(deps.db, code);
  if (register?.kind !== 'confidential') throw new AppError('not-found', 'registry.register-not-found');
  await deps.db.transaction().execute(async (tx) => {
    await sql`INSERT INTO special_registers (purpose, register_id) VALUES (${purpose}, ${register.id})
      ON CONFLICT (purpose) DO UPDATE SET register_id = ${register.id}`.execute(tx);
    await recordEvent(tx, by, {
      type: 'register.purpose-set',
      at: deps.clock.now(),
      subjectType: 'register',
      subjectId: register.id,
      data: { purpose },
    });
  });
}
