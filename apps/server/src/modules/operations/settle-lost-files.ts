import { printLine } from '../../platform/cli/output.ts';
import { openDatabase } from '../../platform/db.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { listMissing, listNaming, recordLost } from '../documents/index.ts';
import { numbersOf } from '../registry/index.ts';
import type { OperationsDeps } from './house.ts';
import { operationsText } from './operations-texts.ts';

/**
 * Files that no copy brought back are named, with the entries that they belong to; once a person says that they are
 * lost (`accepted`) that is written down for good, and the house may open without them. Throws `OperatorError` until
 * then: the archive may only be half there.
 */
export async function settleLostFiles(deps: OperationsDeps, accepted: boolean): Promise<void> {
  const missing = await listMissing(deps.db, deps.files);
  if (missing.length === 0) return;
  await printLost(deps, missing);
  if (!accepted) throw new OperatorError(operationsText('restore.files-missing', { count: missing.length }));
  const owner = openDatabase(deps.house.ownerUrl, { log: deps.log, connections: 1 });
  try {
    await recordLost(owner, missing, deps.clock.now());
  } finally {
    await owner.destroy();
  }
}

async function printLost({ db }: OperationsDeps, missing: readonly string[]) {
  const named = await listNaming(db, missing);
  const numbers = await numbersOf(
    db,
    named.map(({ holderId }) => holderId),
  );
  for (const { name, holderId } of named)
    printLine(operationsText('restore.lost-file', { name, place: numbers.get(holderId) ?? 'none' }));
  const others = missing.length - new Set(named.map(({ sha256 }) => sha256)).size;
  if (others > 0) printLine(operationsText('restore.lost-others', { count: others }));
}
