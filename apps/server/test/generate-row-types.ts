// npm run db:types: migrates an empty database and writes the row types that stores, views and readers rely on.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeRows, rowTypesFile } from './row-types.ts';
import { asRole, startTestCluster, templateName } from './test-cluster.ts';

const folder = await mkdtemp(join(tmpdir(), 'opis-row-types-'));
const cluster = await startTestCluster(folder);
try {
  await writeFile(rowTypesFile, await describeRows(asRole(cluster.adminUrl, 'opis_owner', templateName)));
} finally {
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
}
