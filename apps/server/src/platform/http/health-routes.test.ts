import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrationsFolder } from '../../../test/test-cluster.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { type Db, openDatabase } from '../db.ts';
import { createLog } from '../log.ts';
import { healthRoutes } from './health-routes.ts';
import { createHttp } from './http.ts';

const { db, owner, ownerUrl } = await aDatabase();

test('a process that runs is healthy', async () => {
  const answer = await doors(db).inject('/healthz');
  expect(answer.json()).toEqual({ status: 'ok' });
});

test('is ready over a migrated database, as a role that owns nothing', async () => {
  const answer = await doors(db).inject('/readyz');
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      status: 'ready',
      checks: [
        { name: 'database', ok: true },
        { name: 'migrations', ok: true },
        { name: 'privileges', ok: true },
      ],
    },
  ]);
});

test('is not ready while the database is away', async () => {
  const nowhere = openDatabase('postgres://opis_app:test@127.0.0.1:1/opis', { log: createLog('silent') });
  expect(await failedChecks(nowhere)).toEqual(['database', 'migrations', 'privileges']);
  await nowhere.destroy();
});

test('is not ready while a migration is missing', async () => {
  await sql`UPDATE kysely_migration SET name = 'another' WHERE name LIKE '%create-foundation'`.execute(owner);
  expect(await failedChecks(db)).toEqual(['migrations']);
  await sql`UPDATE kysely_migration SET name = '20261121100000-create-foundation' WHERE name = 'another'`.execute(
    owner,
  );
  expect(await failedChecks(db)).toEqual([]);
});

test('is not ready as a role that owns tables: what is append-only would not bind it', async () => {
  const asOwner = openDatabase(ownerUrl, { log: createLog('silent') });
  expect(await failedChecks(asOwner)).toEqual(['privileges']);
  await asOwner.destroy();
});

test('measures requests by the pattern of their address, never by the address', async () => {
  const app = doors(db);
  app.get('/people/:name', { schema: { hide: true } }, async () => 'here');
  await app.inject('/people/Ecaterina-Popescu?phone=0722000000');
  await app.inject('/nowhere/Ecaterina-Popescu');
  const { body, headers } = await app.inject('/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain/);
  expect(body).toMatch(
    /opis_http_request_duration_seconds_count\{method="GET",route="\/people\/:name",status="200"\} 1/,
  );
  expect(body).not.toMatch(/Ecaterina|0722000000/);
});

function doors(database: Db) {
  const app = createHttp({ log: createLog('silent'), trustProxy: false });
  healthRoutes(app, { db: database, migrationsFolder });
  return app;
}

async function failedChecks(database: Db): Promise<string[]> {
  const answer = await doors(database).inject('/readyz');
  const { status, checks } = answer.json<{ status: string; checks: { name: string; ok: boolean }[] }>();
  const failed = checks.filter((check) => !check.ok).map((check) => check.name);
  expect([answer.statusCode, status]).toEqual(failed.length === 0 ? [200, 'ready'] : [503, 'not-ready']);
  return failed;
}
