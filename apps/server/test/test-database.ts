import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Db, openDatabase } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { asRole, templateName } from './test-cluster.ts';

/** A database of its own for this test file: `db` as the application sees it, `owner` as migrations see it. */
export type TestDatabase = {
  db: Db;
  owner: Db;
  appUrl: string;
  ownerUrl: string;
  workerUrl: string;
  name: string;
};

/** Clones the migrated template; dropped when the file's tests are over. */
export async function aDatabase(): Promise<TestDatabase> {
  const { drop, ...database } = await openClone();
  afterAll(drop);
  return database;
}

/** The same for one test, which drops it itself. */
aDatabase.forTest = (): Promise<TestDatabase & { drop(): Promise<void> }> => openClone();

async function openClone(): Promise<TestDatabase & { drop(): Promise<void> }> {
  const adminUrl = inject('adminUrl');
  const name = `opis_${newId().replaceAll('-', '')}`;
  await runAsAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${templateName} OWNER opis_owner`);
  const appUrl = asRole(adminUrl, 'opis_app', name);
  const ownerUrl = asRole(adminUrl, 'opis_owner', name);
  const workerUrl = asRole(adminUrl, 'opis_worker', name);
  const log = createLog('silent');
  const db = openDatabase(appUrl, { log });
  const owner = openDatabase(ownerUrl, { log, connections: 2 });
  const drop = async () => {
    await Promise.all([db.destroy(), owner.destroy()]);
    await runAsAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { db, owner, appUrl, ownerUrl, workerUrl, name, drop };
}

async function runAsAdmin(adminUrl: string, statement: string) {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}
