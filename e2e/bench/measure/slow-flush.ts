import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, namedQuery } from '../../../apps/server/src/platform/db.ts';

const settings = { commit_delay: '3000', commit_siblings: '0' };

/**
 * Runs `work` while every commit of the cluster waits 3 ms before its flush, as on the disk of an ordinary office; taken
 * back afterwards, whatever happens. `admin` is the superuser.
 */
export async function withSlowFlush<Result>(admin: Db, work: () => Promise<Result>): Promise<Result> {
  try {
    for (const [name, value] of Object.entries(settings)) {
      await tell(admin, `ALTER SYSTEM SET ${name} = ${value}`);
    }
    await reload(admin, settings.commit_delay);
    return await work();
  } finally {
    for (const name of Object.keys(settings)) await tell(admin, `ALTER SYSTEM RESET ${name}`);
    await reload(admin, '0');
  }
}

// The postmaster reads its settings again when it comes to it; sessions take them over with their next statement.
async function reload(admin: Db, expected: string) {
  await tell(admin, 'SELECT pg_reload_conf()');
  for (;;) {
    const [row] = await namedQuery<{ delay: string }>(admin, 'bench-delay', showDelay, []);
    if (row?.delay === expected) return;
    await sleep(20);
  }
}

const showDelay = "SELECT setting AS delay FROM pg_settings WHERE name = 'commit_delay'";

const tell = (admin: Db, statement: string) => namedQuery(admin, statement.slice(0, 60), statement, []);
