import pg from 'pg';

/**
 * Brings the queue's own schema (`graphile_worker`) to what the library of this program expects, with the owner's role.
 * Each of its steps is a transaction that several processes may try at once; nothing happens when all were made.
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  // Loaded here alone and in the worker: a command that migrates nothing should not wait for it.
  const { Logger, runMigrations } = await import('graphile-worker');
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
  } finally {
    await pool.end();
  }
}
