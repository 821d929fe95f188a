import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { z } from 'zod';
import { syncFolder } from '../files/durable-folder.ts';
import { type CopiedTable, listTables } from './copied-tables.ts';
import { readCopy } from './copy-query.ts';

/** What a logical copy holds. `sha256` is of the rows as PostgreSQL's COPY writes them, before they are compressed. */
export const LogicalManifest = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** Major version that wrote it; any from 15 on can read it. */
  serverVersion: z.number().int(),
  /** Migrations that make the very schema which the rows fit, in their order. */
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int(),
      sha256: z.string(),
    }),
  ),
});
export type LogicalManifest = z.infer<typeof LogicalManifest>;

/** Where a table's rows lie inside a logical copy. */
export const tableFile = (folder: string, table: string): string => join(folder, `${table}.copy.gz`);

/** Name of the manifest inside a logical copy. */
export const manifestName = 'manifest.json';

/**
 * Copies every row of the database at `url` (a role that may read all tables), as of one moment, into `folder`, which
 * appears whole or not at all. It serves changes of PostgreSQL's version: the base copy fits only its own.
 */
export async function makeLogicalCopy(
  url: string,
  folder: string,
  createdAt: Date,
): Promise<LogicalManifest> {
  const draft = join(dirname(folder), `.${basename(folder)}.new`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const manifest = await copyTables(client, draft, createdAt);
    await writeFile(join(draft, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`, {
      flush: true,
    });
    await syncFolder(draft);
    await rename(draft, folder);
    await syncFolder(dirname(folder));
    return manifest;
  } finally {
    await client.end();
    await rm(draft, { recursive: true, force: true });
  }
}

async function copyTables(client: pg.Client, folder: string, createdAt: Date): Promise<LogicalManifest> {
  await client.query('SET statement_timeout = 0');
  // One snapshot for all tables: a running server goes on writing meanwhile.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  // What text looks like must not depend on the server's settings.
  await client.query(
    "SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 3",
  );
  const tables = [];
  for (const table of await listTables(client)) tables.push(await copyTable(client, folder, table));
  const { rows } = await client.query<{ version: number; migrations: string[] }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version,
       ARRAY(SELECT name::text FROM kysely_migration ORDER BY name) AS migrations`,
  );
  await client.query('COMMIT');
  const { version = 0, migrations = [] } = rows[0] ?? {};
  return { format: 1, createdAt: createdAt.toISOString(), serverVersion: version, migrations, tables };
}

async function copyTable(client: pg.Client, folder: string, { name, columns, key }: CopiedTable) {
  const hash = createHash('sha256');
  let rows = 0;
  const list = columns.map(pg.escapeIdentifier).join(', ');
  const order = key.length > 0 ? ` ORDER BY ${key.map(pg.escapeIdentifier).join(', ')}` : '';
  const statement = `COPY (SELECT ${list} FROM ${pg.escapeIdentifier(name)}${order}) TO STDOUT`;
  await pipeline(
    readCopy(client, statement).messages,
    async function* count(messages: AsyncIterable<Buffer>) {
      for await (const row of messages) {
        hash.update(row);
        rows++;
        yield row;
      }
    },
    createGzip({ level: 6 }),
    createWriteStream(tableFile(folder, name), { flush: true, mode: 0o600 }),
  );
  return { name, columns, rows, sha256: hash.digest('hex') };
}
