import { AppError, type EventType } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Tx } from '../../../platform/db.ts';
import { announceChange, recordEvent } from '../../events/index.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { caseFileActions } from '../case-file-policy.ts';
import { lockCaseFiles, readStates } from '../case-file-store.ts';
import type { ActDeps } from './perform-acts.ts';

/** Something that is changed inside a file: it stays where it lies, so it has no version to conflict with. */
export type CaseEdit = {
  id: string;
  requestId: string;
  type: EventType;
  body: object;
  /** What the event says beside the file: ids and codes. */
  data?: Record<string, string | number | boolean | null>;
  /** Who may, where that is not who may `edit`. */
  may?(capacity: Actor, file: CaseFileState): boolean;
  write(tx: Tx, place: { file: CaseFileState; at: Date }): Promise<void>;
};

/** Lock, policy (`edit`, or the act's own), write, event, in one transaction; a repeat has no second effect. */
export async function editCaseFile(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, type, body, data, may: ownRight, write }: CaseEdit,
): Promise<void> {
  const reach = await readEntryReach(deps, actor);
  const at = deps.clock.now();
  const command = { accountId: actor.accountId, requestId, action: type, body: { id, ...body }, at };
  await deps.db.transaction().execute(async (tx) => {
    await lockCaseFiles(tx, [id]);
    const file = (await readStates(tx, { reach, clock: deps.clock }, [id])).get(id);
    if (file === undefined) throw new AppError('not-found', 'case-file.not-found');
    const may = (capacity: Actor) =>
      ownRight?.(capacity, file) ?? caseFileActions(capacity, file).includes('edit');
    if (!may(actor)) throw new AppError('forbidden', 'case-file.not-allowed');
    if (!(await claimCommand(tx, command))) return;
    await write(tx, { file, at });
    const subject = { subjectType: 'case-file', subjectId: id, unitId: file.unitId } as const;
    await recordEvent(tx, inNameOf(actor, may), { type, at, ...subject, ...(data && { data }) });
    await announceChange(tx, {
      topic: 'case-files',
      subjectId: id,
      principals: [file.unitId, file.handlerId].filter((principal) => principal !== null),
      sealedRegisterId: file.sealed ? file.registerId : null,
      at,
    });
  });
}
