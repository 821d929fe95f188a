import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { PostgresDialect as CodegenDialect, generate } from 'kysely-codegen';
import pg from 'pg';

/** The committed file that a migration must bring up to date: `npm run db:types`. */
export const rowTypesFile = join(import.meta.dirname, '..', 'src', 'platform', 'database-types.generated.ts');

/** The row types of the migrated database at `ownerUrl`, as text. They agree with the type parsers of `platform/db.ts`. */
export async function describeRows(ownerUrl: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await generate({
      db,
      dialect: new CodegenDialect({ dateParser: 'string', numericParser: 'string' }),
      outFile: null,
      excludePattern: '(kysely_*|graphile_worker.*)',
      typeMapping: { int8: 'number' },
    });
  } finally {
    await db.destroy();
  }
}
