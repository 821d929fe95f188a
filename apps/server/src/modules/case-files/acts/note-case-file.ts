import { AppError, type CaseFileRow, type NoteCaseFileRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { announceChange, recordEvent } from '../../events/index.ts';
import { type Acting, type Actor, inNameOf } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { caseFileActions } from '../case-file-policy.ts';
import { readStates } from '../case-file-store.ts';
import { everything } from '../everything.ts';
import { getCaseRow } from '../views/require-case-file.ts';
import type { ActDeps } from './perform-acts.ts';

/** Adds a note for colleagues. It moves nothing, so it needs no lock and conflicts with nobody. */
export async function noteCaseFile(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, text }: NoteCaseFileRequest & { id: string },
): Promise<CaseFileRow> {
  const reach = await readEntryReach(deps, actor);
  const at = deps.clock.now();
  const command = {
    accountId: actor.accountId,
    requestId,
    action: 'case-file.noted',
    body: { id, text },
    at,
  };
  await deps.db.transaction().execute(async (tx) => {
    const file = (await readStates(tx, { reach, clock: deps.clock }, [id])).get(id);
    if (file === undefined) throw new AppError('not-found', 'case-file.not-found');
    const may = (capacity: Actor) => caseFileActions(capacity, file).includes('note');
    if (!may(actor)) throw new AppError('forbidden', 'case-file.not-allowed');
    if (!(await claimCommand(tx, command))) return;
    await noteWithin(tx, inNameOf(actor, may), { file, text, at });
  });
  return getCaseRow(deps, actor, id);
}

/** Leaves a note on the caller's transaction, who has checked the right: a mention of another file, say. */
export async function noteWithin(
  tx: Tx,
  acting: Acting,
  {
    file,
    text,
    at,
  }: {
    file: Pick<CaseFileState, 'id' | 'unitId' | 'handlerId' | 'sealed' | 'registerId'>;
    text: string;
    at: Date;
  },
): Promise<void> {
  const { id, unitId } = file;
  await sql`
    INSERT INTO case_steps (id, case_file_id, version, kind, at, account_id, on_behalf_of, text)
    VALUES (${newId()}, ${id}, NULL, 'note', ${at}, ${acting.accountId}, ${acting.onBehalfOf}, ${text})
  `.execute(tx);
  const subject = { subjectType: 'case-file', subjectId: id, unitId } as const;
  await recordEvent(tx, acting, { type: 'case-file.noted', at, ...subject });
  await announceChange(tx, {
    topic: 'case-files',
    subjectId: id,
    principals: [unitId, file.handlerId].filter((principal) => principal !== null),
    sealedRegisterId: file.sealed ? file.registerId : null,
    at,
  });
}

/** Leaves a note because of something that happened to the file (a letter left); whose right it was is the caller's. */
export async function noteInFile(
  tx: Tx,
  { clock }: Pick<ActDeps, 'clock'>,
  acting: Acting,
  { id, text, at }: { id: string; text: string; at: Date },
): Promise<void> {
  const file = (await readStates(tx, { reach: everything, clock }, [id])).get(id);
  if (file !== undefined) await noteWithin(tx, acting, { file, text, at });
}
