import type { Registers } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import { mayInRegister, type RegisterDirectory } from './registers.ts';

/** The registers that the actor may know of, with the years that have a book. */
export async function listRegisters(
  deps: { db: Db; registers: RegisterDirectory },
  actor: Actor,
): Promise<typeof Registers._output> {
  const known = await deps.registers.list(actor);
  const years = await readYears(
    deps.db,
    known.map(({ register }) => register.id),
  );
  return {
    items: known.map((access) => ({
      code: access.register.code,
      name: access.register.name,
      confidential: access.register.kind === 'confidential',
      years: years.get(access.register.id) ?? [],
      canRegister: mayInRegister(actor, access, 'entry.register'),
      subRegisters: [...access.register.subRegisters],
    })),
  };
}

async function readYears(db: Db, ids: readonly string[]): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ register_id: string; years: number[] }>`
    SELECT books.register_id, array_agg(books.year ORDER BY books.year DESC) AS years FROM books
    WHERE books.register_id = ANY (${ids}::uuid[]) GROUP BY books.register_id
  `.execute(db);
  return new Map(rows.map((row) => [row.register_id, row.years]));
}
