import { join } from 'node:path';
import { type Db, namedQuery } from '../../../apps/server/src/platform/db.ts';
import { type Speed, toSpeed } from '../statistics.ts';
import type { Pgbench } from './find-pgbench.ts';
import { runPgbench } from './pgbench.ts';

export const referenceDatabase = 'opis_reference';

/** Clones the product's database, which nobody may use meanwhile: same tables, constraints, triggers and rights. */
export async function cloneDatabase(admin: Db, product: string): Promise<void> {
  const clone = `CREATE DATABASE ${referenceDatabase} TEMPLATE ${product} OWNER opis_owner`;
  await namedQuery(admin, 'bench-clone', clone, []);
}

/** The reference: the same rows written by pgbench, as fast as the database takes them. */
export type ReferenceRegister = {
  /** L1: one registration a statement and a transaction. */
  oneByOne(clients: number): Promise<Speed>;
  /** L2: 32 registrations a statement, one client. `perSecond` counts registrations. */
  inBatches(): Promise<Speed>;
};

const script = join(import.meta.dirname, 'register.sql');
const batch = 32;

/** Finds the book, the account and the unit in the clone, so that its rows refer to real ones. */
export async function openReference(
  reference: { db: Db; url: string },
  given: { pgbench: Pgbench; seconds: number },
): Promise<ReferenceRegister> {
  const variables = await findVariables(reference.db);
  const run = (clients: number, size: number) =>
    runPgbench(given.pgbench, {
      databaseUrl: reference.url,
      script,
      variables: { ...variables, batch: size },
      clients,
      seconds: given.seconds,
    });
  return {
    oneByOne: async (clients) => toSpeed(await run(clients, 1)),
    inBatches: async () => {
      const { perSecond, latenciesMs } = await run(1, batch);
      return toSpeed({ perSecond: perSecond * batch, latenciesMs });
    },
  };
}

type Variables = { book: string; account: string; staff: string; unit: string };

async function findVariables(db: Db): Promise<Variables> {
  const [row] = await namedQuery<Variables>(db, 'bench-variables', findStatement, []);
  if (row === undefined) throw new Error('the clone has no open book, account or unit');
  return row;
}

const findStatement = `
SELECT books.id AS book, accounts.id AS account, accounts.staff_id AS staff, units.id AS unit
FROM books JOIN registers ON registers.id = books.register_id, accounts, units
WHERE registers.code = 'general' AND books.status = 'open'
ORDER BY books.year DESC, accounts.username, units.code LIMIT 1`;
