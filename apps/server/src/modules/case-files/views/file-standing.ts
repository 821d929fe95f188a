import type { CaseFileAction } from '@opis/contracts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { type Acting, type Actor, inNameOf } from '../../identity/index.ts';
import type { EntryReach } from '../../registry/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { caseFileActions } from '../case-file-policy.ts';
import { readStates } from '../case-file-store.ts';

/** A file by the eyes of somebody: how it stands, what they may do to it, and by whose right. */
export type FileStanding = CaseFileState & {
  readonly actions: readonly CaseFileAction[];
  actingFor(action: CaseFileAction): Acting;
};

/** Files among those that the actor may see, by id, for modules above that act in files. */
export async function readFileStandings(
  db: Db | Tx,
  { reach, clock, actor }: { reach: EntryReach; clock: Clock; actor: Actor },
  ids: readonly string[],
): Promise<Map<string, FileStanding>> {
  const files = await readStates(db, { reach, clock }, ids);
  return new Map(
    [...files].map(([id, file]) => [
      id,
      {
        ...file,
        actions: caseFileActions(actor, file),
        actingFor: (action) =>
          inNameOf(actor, (capacity) => caseFileActions(capacity, file).includes(action)),
      },
    ]),
  );
}
