import type { Foundation } from './compose.ts';
import type { Installation } from './installation.ts';
import type { House } from './modules/operations/index.ts';
import { systemClock } from './platform/clock.ts';
import { openDatabase } from './platform/db.ts';
import { openFileStore } from './platform/files/open-file-store.ts';

const toHouse = ({ config, database, backupUrl, embedded }: Installation): House => ({
  dataDir: config.dataDir,
  archiveDir: config.archiveDir,
  witnessDir: config.witnessDir,
  keepCopies: config.keepCopies,
  ownerUrl: database.ownerUrl,
  backupUrl,
  embedded: embedded !== undefined,
  antivirus: config.processing.scanner !== undefined,
  environment: config.environment,
});

/** Two batches of a book may be under way; the other two connections are for another book, or to look something up. */
const bookConnections = 4;

/** Opens what the product stands on, over an installation that runs; `close` lets go of it. */
export async function openFoundation(
  installation: Installation,
  { promises = true }: { promises?: boolean } = {},
): Promise<Foundation & { close(): Promise<void> }> {
  const { config, log, keys, database } = installation;
  const db = openDatabase(database.appUrl, { log, promises });
  const bookDb = openDatabase(database.appUrl, { log, promises, connections: bookConnections });
  const files = await openFileStore({ dataDir: config.dataDir, s3: config.s3 });
  return {
    db,
    bookDb,
    clock: systemClock,
    log,
    files,
    keys,
    house: toHouse(installation),
    signing: config.signing,
    close: async () => {
      await Promise.all([db.destroy(), bookDb.destroy()]);
    },
  };
}
