import type { SystemReport } from '@opis/contracts';
import { checkReadiness } from '../../platform/http/readiness.ts';
import { migrationsFolder, programVersion } from '../../platform/server-folders.ts';
import { describeSystem, describeUnready, worstState } from './describe-system.ts';
import type { OperationsDeps } from './house.ts';
import { gatherFacts } from './system-facts.ts';

/** How the house stands now. Answers also while the database does not. */
export async function readSystem(
  deps: Pick<OperationsDeps, 'db' | 'clock' | 'house'>,
): Promise<SystemReport> {
  const { clock, house } = deps;
  const now = clock.now();
  const facts = await gatherFacts(deps, migrationsFolder);
  const looking = {
    now,
    archiveDir: house.archiveDir,
    physical: house.backupUrl !== undefined,
    antivirus: house.antivirus === true,
  };
  const lines = facts
    ? describeSystem(facts, looking)
    : describeUnready(await checkReadiness(deps.db, migrationsFolder));
  return {
    checkedAt: now.toISOString(),
    version: programVersion,
    databaseVersion: facts?.databaseVersion ?? '',
    state: worstState(lines),
    lines,
  };
}
