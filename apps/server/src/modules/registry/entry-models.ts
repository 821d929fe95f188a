import { AppError, type EntryModel, type SaveEntryModelRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { recordEvent } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';

export type EntryModelDeps = { db: Db; clock: Clock };

const columns = sql`entry_models.id, entry_models.name, entry_models.channel, entry_models.category_code AS category,
  entry_models.unit_code AS unit, entry_models.subject, entry_models.sheets, entry_models.annexes`;

/** The account's own models, by name. */
export async function listEntryModels(deps: EntryModelDeps, actor: Actor): Promise<EntryModel[]> {
  const { rows } = await sql<EntryModel>`
    SELECT ${columns} FROM entry_models
    WHERE entry_models.account_id = ${actor.accountId} AND entry_models.removed_at IS NULL
    ORDER BY entry_models.name COLLATE "ro-x-icu"
  `.execute(deps.db);
  return rows;
}

/** Saves a way to fill the counter form under a name that the account does not use yet; its id is the request's. */
export async function saveEntryModel(
  deps: EntryModelDeps,
  actor: Actor,
  { requestId, ...model }: SaveEntryModelRequest,
): Promise<EntryModel> {
  const saved: EntryModel = { id: requestId, ...model };
  const claim = {
    accountId: actor.accountId,
    requestId,
    action: 'entry-model.saved',
    body: model,
    at: deps.clock.now(),
  };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, claim))) return;
    const { numAffectedRows } = await sql`
      INSERT INTO entry_models (id, account_id, name, channel, category_code, unit_code, subject, sheets, annexes)
      VALUES (${saved.id}, ${actor.accountId}, ${saved.name}, ${saved.channel}, ${saved.category}, ${saved.unit},
        ${saved.subject}, ${saved.sheets}, ${saved.annexes})
      ON CONFLICT DO NOTHING
    `.execute(tx);
    if (numAffectedRows === 0n) {
      const fields = [{ path: 'name', code: 'registry.model-name-taken' as const }];
      throw new AppError('conflict', 'registry.model-name-taken', { fields });
    }
    await recordEvent(tx, actor, {
      type: 'entry-model.saved',
      at: claim.at,
      subjectType: 'entry-model',
      subjectId: saved.id,
    });
  });
  return saved;
}

/** Removes one of the account's own models; removing it again changes nothing. */
export async function removeEntryModel(deps: EntryModelDeps, actor: Actor, id: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const at = deps.clock.now();
    const { rows } = await sql<{ id: string }>`
      UPDATE entry_models SET removed_at = coalesce(entry_models.removed_at, ${at})
      WHERE entry_models.id = ${id} AND entry_models.account_id = ${actor.accountId} RETURNING entry_models.id
    `.execute(tx);
    if (rows.length === 0) throw new AppError('not-found', 'registry.model-not-found');
    await recordEvent(tx, actor, {
      type: 'entry-model.removed',
      at,
      subjectType: 'entry-model',
      subjectId: id,
    });
  });
}
