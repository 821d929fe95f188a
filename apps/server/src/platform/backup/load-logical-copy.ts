import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { migrate } from '../migrate.ts';
import { OperatorError } from '../operator-error.ts';
import { backupText } from './backup-texts.ts';
import { liftForeignKeys, listTables } from './copied-tables.ts';
import { writeCopy } from './copy-query.ts';
import { LogicalManifest, manifestName, tableFile } from './logical-copy.ts';

/** Reads what a copy says of itself; throws `OperatorError` when it cannot be read. */
export async function readLogicalManifest(folder: string): Promise<LogicalManifest> {
  try {
    return LogicalManifest.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
  } catch (error) {
    throw new OperatorError(backupText('copy.unreadable', { folder }), { cause: error });
  }
}

/**
 * Fills the empty database at `ownerUrl` from a logical copy: its own migrations first, then every row in one
 * transaction. Whatever came later is applied by the program's ordinary start. Throws when a hash is not the manifest's.
 */
export async function loadLogicalCopy(
  ownerUrl: string,
  given: { folder: string; migrationsFolder: string },
): Promise<LogicalManifest> {
  const manifest = await readLogicalManifest(given.folder);
  await migrate(ownerUrl, given.migrationsFolder, { only: manifest.migrations });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SET statement_timeout = 0');
    await client.query('BEGIN');
    await loadTables(client, given.folder, manifest);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  return manifest;
}

async function loadTables(client: pg.Client, folder: string, manifest: LogicalManifest) {
  const order = (await listTables(client)).map(({ name }) => name);
  const copied = new Map(manifest.tables.map((table) => [table.name, table]));
  const names = order.map(pg.escapeIdentifier).join(', ');
  await makePartitions(client, manifest);
  // Migrations wrote rows of their own, which are in the copy too; only the owner can set the guards aside.
  for (const name of order)
    await client.query(`ALTER TABLE ${pg.escapeIdentifier(name)} DISABLE TRIGGER USER`);
  const putBack = await liftForeignKeys(client);
  await client.query(`TRUNCATE ${names}`);
  for (const name of order) {
    const table = copied.get(name);
    if (table) await loadTable(client, folder, table);
  }
  await putBack();
  for (const name of order)
    await client.query(`ALTER TABLE ${pg.escapeIdentifier(name)} ENABLE TRIGGER USER`);
}

// The migration makes months up to a certain one, the upkeep those after it.
async function makePartitions(client: pg.Client, manifest: LogicalManifest) {
  await client.query('SELECT ensure_month_partitions($1::date, 3)', [manifest.createdAt]);
}

async function loadTable(client: pg.Client, folder: string, table: LogicalManifest['tables'][number]) {
  const columns = table.columns.map(pg.escapeIdentifier).join(', ');
  const hash = createHash('sha256');
  const bytes = createReadStream(tableFile(folder, table.name)).pipe(createGunzip());
  async function* hashed() {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk as Buffer;
    }
  }
  await writeCopy(client, `COPY ${pg.escapeIdentifier(table.name)} (${columns}) FROM STDIN`, hashed());
  if (hash.digest('hex') !== table.sha256)
    throw new OperatorError(backupText('copy.damaged', { file: tableFile(folder, table.name) }));
}
