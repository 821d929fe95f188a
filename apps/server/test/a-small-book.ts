import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import { verifyRegistry } from '../src/modules/registry/index.ts';
import type { Db } from '../src/platform/db.ts';
import { openFileStore } from '../src/platform/files/open-file-store.ts';
import { anActor, aRegistry } from './a-registry.ts';
import type { TestDatabase } from './test-database.ts';

const sealPublicKey = generateKeyPairSync('ed25519')
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

/** Some entries of the general register, one of them of a sub-register. */
export async function aSmallBook(database: TestDatabase): Promise<void> {
  const registry = await aRegistry(database);
  const actor = await anActor(database);
  for (const subRegister of [undefined, 'petitii', undefined, undefined])
    await registry.register(actor, { subRegister, subject: 'Cerere cu ș, ț și\tun tab \\ o bară' });
}

/** What the books of a database come to, and what their verification finds. */
export async function bookIn(db: Db) {
  const files = await openFileStore({ dataDir: '/tmp/opis-no-files' });
  const report = await verifyRegistry({ db, files, sealPublicKey }, {});
  const { rows } = await sql`SELECT entries.number, entries.subject, entries.registered_at FROM entries
    ORDER BY entries.number`.execute(db);
  return { ...report, rows };
}
