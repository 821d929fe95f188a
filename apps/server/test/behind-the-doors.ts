// What tests ask for behind the doors of modules: the product may not.
import { verifyEntries } from '../src/modules/registry/verify/verify-entries.ts';
import { readBooks } from '../src/modules/registry/verify/verify-registry.ts';
import type { Db } from '../src/platform/db.ts';

export { handoverDeps } from '../src/compose.ts';
export { listDuplicatePairs } from '../src/modules/parties/duplicates/list-duplicates.ts';

/** The first book whose rows are not what its ledger folds to; undefined when all are right. */
export async function verifyRows(db: Db): Promise<unknown> {
  for (const book of await readBooks(db, {})) {
    const finding = await verifyEntries(db, book);
    if (finding !== undefined) return finding;
  }
  return undefined;
}
