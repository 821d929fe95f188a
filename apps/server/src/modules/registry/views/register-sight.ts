import type { Actor } from '../../identity/index.ts';
import { mayReadBook } from '../entry-policy.ts';
import type { RegisterDirectory, RegisterRow } from '../registers.ts';

/** A register that the actor may know of. `whole`: they see every row; else the rows whose file they may read. */
export type RegisterInSight = { register: RegisterRow; whole: boolean };

/** Every register of which the actor may see a row; a confidential one only when it names them, and then whole. */
export async function registersInSight(
  registers: RegisterDirectory,
  actor: Actor,
): Promise<RegisterInSight[]> {
  const known = await registers.list(actor);
  return known.map((access) => ({ register: access.register, whole: mayReadBook(actor, access) }));
}
