import type { Actor } from '../src/modules/identity/index.ts';
import { keepDemonstrationKey } from '../src/modules/signatures/index.ts';
import type { Db } from '../src/platform/db.ts';
import { inventAuthority } from '../src/platform/signing/sign/make-demonstration-key.ts';

/** Gives an account of this test's database a key in a file, under the PIN 1234. */
export async function aSigner(db: Db, { accountId, displayName }: Actor, at = new Date()): Promise<void> {
  const authority = await inventAuthority('Primăria Valea Mică', at);
  const subject = { name: displayName, organisation: 'Primăria Valea Mică' };
  await db.transaction().execute((tx) => keepDemonstrationKey(tx, authority, { accountId, subject, at }));
}
