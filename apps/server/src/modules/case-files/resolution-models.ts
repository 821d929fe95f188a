import {
  AppError,
  type CaseUnit,
  type ResolutionModel,
  type SaveResolutionModelRequest,
} from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { recordEvent } from '../events/index.ts';
import { type Actor, inNameOf } from '../identity/index.ts';
import type { OrganisationDirectory } from '../organisation/index.ts';
import { mayInUnit } from './case-file-policy.ts';
import { unitJson } from './views/case-step.ts';

export type ResolutionModelDeps = { db: Db; clock: Clock; organisation: OrganisationDirectory };

type ModelRow = { id: string; name: string; text: string; unit: CaseUnit | null; own: boolean };

/** The person's own models, then those of the units whose works they see; by name. */
export async function listResolutionModels(
  { db }: ResolutionModelDeps,
  actor: Actor,
): Promise<ResolutionModel[]> {
  const { rows } = await sql<ModelRow>`
    SELECT resolution_models.id, resolution_models.name, resolution_models.text, ${unitJson('units')} AS unit,
      resolution_models.account_id = ${actor.accountId} AS own
    FROM resolution_models LEFT JOIN units ON units.id = resolution_models.unit_id
    WHERE resolution_models.removed_at IS NULL
      AND (resolution_models.unit_id IS NULL AND resolution_models.account_id = ${actor.accountId}
        OR resolution_models.unit_id = ANY (${actor.principals}::uuid[]))
    ORDER BY resolution_models.unit_id IS NOT NULL, resolution_models.name COLLATE "ro-x-icu", resolution_models.id
  `.execute(db);
  return rows.map(({ own, ...model }) => ({
    ...model,
    removable: mayRemove(actor, model.unit?.id ?? null, own),
  }));
}

const mayRemove = (actor: Actor, unitId: string | null, own: boolean) =>
  unitId === null ? own : mayInUnit(actor, 'case.assign', unitId);

/** Keeps a *rezoluție* for use again; for a unit only whoever leads it. Its id is the request's. */
export async function saveResolutionModel(
  deps: ResolutionModelDeps,
  actor: Actor,
  { requestId, ...body }: SaveResolutionModelRequest,
): Promise<ResolutionModel> {
  const unit = body.unit ? await requireLedUnit(deps, actor, body.unit) : null;
  const saved = { id: requestId.toLowerCase(), name: body.name, text: body.text, unit, removable: true };
  const at = deps.clock.now();
  const claim = { accountId: actor.accountId, requestId, action: 'resolution-model.saved', body, at };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, claim))) return;
    const { numAffectedRows } = await sql`
      INSERT INTO resolution_models (id, account_id, unit_id, name, text)
      VALUES (${saved.id}, ${actor.accountId}, ${unit?.id ?? null}, ${body.name}, ${body.text})
      ON CONFLICT DO NOTHING
    `.execute(tx);
    if (numAffectedRows === 0n) {
      const fields = [{ path: 'name', code: 'case-file.model-name-taken' as const }];
      throw new AppError('conflict', 'case-file.model-name-taken', { fields });
    }
    const acting = inNameOf(
      actor,
      (capacity) => unit === null || mayInUnit(capacity, 'case.assign', unit.id),
    );
    await recordEvent(tx, acting, {
      type: 'resolution-model.saved',
      at,
      subjectType: 'resolution-model',
      subjectId: saved.id,
      unitId: unit?.id ?? null,
    });
  });
  return saved;
}

async function requireLedUnit(
  { organisation }: ResolutionModelDeps,
  actor: Actor,
  code: string,
): Promise<CaseUnit> {
  const found = await organisation.findUnit(code);
  if (found === undefined) {
    const fields = [{ path: 'unit', code: 'case-file.unit-not-found' as const }];
    throw new AppError('validation', 'case-file.unit-not-found', { fields });
  }
  if (!mayInUnit(actor, 'case.assign', found.id)) throw new AppError('forbidden', 'identity.forbidden');
  const { id, name, shortName } = found;
  return { id, code: found.code, name, shortName };
}

/** Removes a model that the person may remove; removing it again changes nothing. */
export async function removeResolutionModel(
  { db, clock }: ResolutionModelDeps,
  actor: Actor,
  id: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ unit_id: string | null; own: boolean; removed: boolean }>`
      SELECT resolution_models.unit_id, resolution_models.account_id = ${actor.accountId} AS own,
        resolution_models.removed_at IS NOT NULL AS removed
      FROM resolution_models WHERE resolution_models.id = ${id} FOR UPDATE
    `.execute(tx);
    const [model] = rows;
    if (model === undefined || !mayRemove(actor, model.unit_id, model.own)) {
      throw new AppError('not-found', 'case-file.model-not-found');
    }
    if (model.removed) return;
    const at = clock.now();
    await sql`UPDATE resolution_models SET removed_at = ${at} WHERE resolution_models.id = ${id}`.execute(tx);
    await recordEvent(tx, actor, {
      type: 'resolution-model.removed',
      at,
      subjectType: 'resolution-model',
      subjectId: id,
      unitId: model.unit_id,
    });
  });
}
