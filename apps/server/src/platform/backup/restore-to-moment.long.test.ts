import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aDataFolder, aFolder, ask, start } from '../../../test/a-cluster.ts';
import { createLog } from '../log.ts';
import { openClusterFolders } from '../postgres/cluster-folders.ts';
import { defaultSettings } from '../postgres/server-settings.ts';
import { openArchive } from './archive-folder.ts';
import { startArchiver } from './archiver.ts';
import { makeBaseCopy } from './base-copy.ts';
import { restoreCluster } from './restore-cluster.ts';

const moment = async (url: string): Promise<Date> => {
  // Between two commits, to the millisecond.
  const [row] = await ask(url, 'SELECT pg_sleep(0.05), clock_timestamp() AS at, pg_sleep(0.05)');
  return row?.at as Date;
};

test('the house goes back to a chosen second: what was committed before it is there, what came after is not', async () => {
  const archive = await openArchive(await aFolder());
  const cluster = await start(await aDataFolder(), defaultSettings());
  const [owner, backup] = [cluster.url('opis_owner'), cluster.url('postgres')];
  const write = (text: string) => ask(owner, `INSERT INTO papers VALUES ('${text}')`);
  await ask(owner, 'CREATE TABLE papers (text text)');
  await write('înainte de copie');
  await makeBaseCopy(backup, archive, new Date());
  let archived = 0n;
  const toNumber = (lsn: string) => {
    const [high = '0', low = '0'] = lsn.split('/');
    return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
  };
  const archiver = startArchiver({
    ...{ url: backup, archiveDir: archive.root, log: createLog('silent'), onNewBeginning: () => {} },
    report: async ({ lsn }) => {
      archived = lsn === undefined ? archived : toNumber(lsn);
    },
  });
  await write('după copie');
  const chosen = await moment(owner);
  await write('șters din greșeală');
  // Its name is its second: not that of the first copy.
  await makeBaseCopy(backup, archive, new Date(chosen.getTime() + 2000));
  await write('de negăsit');
  const [end] = await ask(owner, 'SELECT pg_current_wal_flush_lsn()::text AS lsn');
  const last = await moment(owner);
  await expect.poll(() => archived >= toNumber(String(end?.lsn)), { timeout: 60_000 }).toBe(true);
  await archiver.stop();
  await cluster.stop();

  const tooFar = await aDataFolder();
  const beyond = new Date(last.getTime() + 3600_000);
  await expect(restoreCluster(archive, openClusterFolders(tooFar), beyond)).rejects.toThrow(
    'Arhiva nu are jurnalul până la',
  );
  const tooEarly = new Date(chosen.getTime() - 3600_000);
  await expect(restoreCluster(archive, openClusterFolders(tooFar), tooEarly)).rejects.toThrow(
    'nicio copie fizică întreagă dinainte',
  );

  const dataDir = await aDataFolder();
  await restoreCluster(archive, openClusterFolders(dataDir), chosen);
  const back = await start(dataDir, defaultSettings());
  expect(await ask(back.url('opis_owner'), 'SELECT text FROM papers ORDER BY ctid')).toEqual([
    { text: 'înainte de copie' },
    { text: 'după copie' },
  ]);
  await ask(back.url('opis_owner'), "INSERT INTO papers VALUES ('viața merge mai departe')");
  // The copy of the time that did not happen is kept, under a name that no restore takes.
  const names = (await readdir(join(archive.root, 'base'))).toSorted();
  expect(names.map((name) => name.endsWith('.lăsată'))).toEqual([false, true]);
});
