import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { asRole } from './test-cluster.ts';

/** A database with nothing in it, not even our schema; the test drops it. */
export async function anEmptyDatabase() {
  const adminUrl = inject('adminUrl');
  const name = `opis_${newId().replaceAll('-', '')}`;
  const run = async (statement: string) => {
    const admin = new pg.Client(adminUrl);
    await admin.connect();
    await admin.query(statement);
    await admin.end();
  };
  await run(`CREATE DATABASE ${name} OWNER opis_owner TEMPLATE template0 ENCODING 'UTF8'`);
  const ownerUrl = asRole(adminUrl, 'opis_owner', name);
  const log = createLog('silent');
  const owner = openDatabase(ownerUrl, { log, connections: 1 });
  const db = openDatabase(asRole(adminUrl, 'opis_app', name), { log, connections: 2 });
  const drop = async () => {
    await Promise.all([owner.destroy(), db.destroy()]);
    await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { ownerUrl, owner, db, drop };
}
