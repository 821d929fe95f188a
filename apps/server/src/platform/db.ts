import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './database-types.generated.ts';
import type { Log } from './log.ts';

/** Typed access to the migrated database; rows stay snake_case. */
export type Db = Kysely<DB>;
/** The same inside a transaction; functions that take `Db | Tx` work in both. */
export type Tx = Transaction<DB>;

// Legal days are plain dates: a JavaScript Date would move them across midnight. int8 fits every count we have.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Opens a pool on `url`. A lost connection is logged and replaced: without a listener it would end the process.
 * `connections` is the most that are open at once. `promises: false` lets the server flush in its own time, in order, and
 * keeps the plan of every statement: only for the seeder, who tells nobody anything and asks the same over and over.
 */
export function openDatabase(
  url: string,
  options: { log: Log; connections?: number; promises?: boolean },
): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 5_000,
    options: options.promises === false ? `${patience} ${unpromised}` : patience,
  });
  pool.on('error', (error) => {
    // At a stop the server may go before the last farewell of a connection arrives.
    if (!pool.ending) options.log.warn({ reason: error.message }, 'database connection lost');
  });
  // Lost between two statements of a transaction it is no query's error and not yet the pool's again.
  pool.on('connect', (client) => client.on('error', () => {}));
  if (options.promises === false) pool.on('connect', keepPlans);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return db;
}

// Its rows are few: planning a statement anew for each costs more than any plan could save.
const unpromised = '-c synchronous_commit=off -c plan_cache_mode=force_generic_plan';

const patience =
  '-c idle_in_transaction_session_timeout=30000 -c lock_timeout=10000 -c statement_timeout=60000';

/** Gives each statement with values a name: planned once, it is only run from then on. */
function keepPlans(client: pg.PoolClient) {
  const ask = client.query;
  const toNamed = (asked: unknown, [values, ...rest]: readonly unknown[]) =>
    typeof asked === 'string' && Array.isArray(values)
      ? [
          { name: createHash('sha256').update(asked).digest('hex').slice(0, 32), text: asked, values },
          undefined,
          ...rest,
        ]
      : [asked, values, ...rest];
  client.query = ((asked: unknown, ...rest: unknown[]) =>
    Reflect.apply(ask, client, toNamed(asked, rest))) as typeof client.query;
}

const pools = new WeakMap<object, pg.Pool>();

/**
 * Runs a hot statement under a name, so that each connection plans it once. For the few statements whose planning
 * costs more than their running; everything else goes through Kysely.
 */
export async function namedQuery<Row>(db: Db, name: string, text: string, values: unknown[]): Promise<Row[]> {
  const pool = pools.get(db);
  if (pool === undefined) throw new Error('namedQuery needs the database that openDatabase made');
  const { rows } = await pool.query({ name, text, values });
  return rows;
}
