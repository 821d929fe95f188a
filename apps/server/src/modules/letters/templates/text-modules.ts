import {
  AppError,
  type CaseUnit,
  type RichText,
  type SaveTextModuleRequest,
  type TextModule,
} from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import { recordEvent } from '../../events/index.ts';
import { type Actor, holds } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { knownFields, takesUnknown } from './known-fields.ts';
import type { TemplateDeps } from './save-template.ts';

export type TextModuleDeps = TemplateDeps & { organisation: OrganisationDirectory };

type Row = {
  id: string;
  name: string;
  body: RichText;
  scope: TextModule['scope'];
  unit: CaseUnit | null;
  own: boolean;
};

/** One's own texts, those of one's units, those of the institution; by name. */
export async function listTextModules({ db }: Pick<TemplateDeps, 'db'>, actor: Actor): Promise<TextModule[]> {
  const { rows } = await sql<Row>`
    SELECT text_modules.id, text_modules.name, text_modules.body, text_modules.scope,
      CASE WHEN units.id IS NULL THEN NULL ELSE json_build_object('id', units.id, 'code', units.code,
        'name', units.name, 'shortName', units.short_name) END AS unit,
      text_modules.account_id = ${actor.accountId} AS own
    FROM text_modules LEFT JOIN units ON units.id = text_modules.unit_id
    WHERE text_modules.removed_at IS NULL AND (text_modules.scope = 'institution'
      OR text_modules.scope = 'own' AND text_modules.account_id = ${actor.accountId}
      OR text_modules.scope = 'unit' AND text_modules.unit_id = ANY (${actor.principals}::uuid[]))
    ORDER BY text_modules.name COLLATE "ro-x-icu", text_modules.id
  `.execute(db);
  return rows.map(({ own, ...row }) => ({
    ...row,
    removable: row.scope === 'own' ? own : mayShare(actor, row.scope, row.unit?.id ?? null),
  }));
}

// What all of a unit write, its head decides; what everybody writes, whoever sets the institution up.
function mayShare(actor: Actor, scope: TextModule['scope'], unitId: string | null): boolean {
  if (scope === 'own') return true;
  if (scope === 'institution') return holds(actor, 'organisation.manage', null);
  return unitId !== null && actor.principals.includes(unitId) && holds(actor, 'case.assign', unitId);
}

/** Keeps a text for use again, in files of any procedure: with none of their own fields. Its id is the request's. */
export async function saveTextModule(
  deps: TextModuleDeps,
  actor: Actor,
  { requestId, ...body }: SaveTextModuleRequest,
): Promise<TextModule> {
  if (takesUnknown(body.body, knownFields([]))) {
    const fields = [{ path: 'body', code: 'letter.unknown-field' as const }];
    throw new AppError('validation', 'letter.unknown-field', { fields });
  }
  const unit = await unitOf(deps, actor, body);
  const at = deps.clock.now();
  const id = requestId.toLowerCase();
  const command = { accountId: actor.accountId, requestId, action: 'text-module.saved', body, at };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, command))) return;
    const { numAffectedRows = 0n } = await sql`
      INSERT INTO text_modules (id, name, body, scope, account_id, unit_id, saved_at)
      VALUES (${id}, ${body.name}, ${JSON.stringify(body.body)}::jsonb, ${body.scope}, ${actor.accountId},
        ${unit?.id ?? null}, ${at})
      ON CONFLICT DO NOTHING
    `.execute(tx);
    if (numAffectedRows === 0n) {
      const fields = [{ path: 'name', code: 'letter.text-module-taken' as const }];
      throw new AppError('conflict', 'letter.text-module-taken', { fields });
    }
    await recordEvent(tx, actor, {
      ...{
        type: 'text-module.saved',
        at,
        subjectType: 'text-module',
        subjectId: id,
        unitId: unit?.id ?? null,
      },
    });
  });
  return { id, name: body.name, body: body.body, scope: body.scope, unit, removable: true };
}

async function unitOf(
  { organisation }: TextModuleDeps,
  actor: Actor,
  { scope, unit }: Pick<SaveTextModuleRequest, 'scope' | 'unit'>,
): Promise<CaseUnit | null> {
  const found = scope === 'unit' && unit ? await organisation.findUnit(unit) : undefined;
  if (scope === 'unit' && found === undefined) {
    const fields = [{ path: 'unit', code: 'case-file.unit-not-found' as const }];
    throw new AppError('validation', 'case-file.unit-not-found', { fields });
  }
  if (!mayShare(actor, scope, found?.id ?? null)) throw new AppError('forbidden', 'identity.forbidden');
  return found ? { id: found.id, code: found.code, name: found.name, shortName: found.shortName } : null;
}

/** Removes a text that the person may remove; removing it again changes nothing. */
export async function removeTextModule(
  { db, clock }: Pick<TemplateDeps, 'db' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      scope: TextModule['scope'];
      unit_id: string | null;
      own: boolean;
      removed: boolean;
    }>`
      SELECT text_modules.scope, text_modules.unit_id, text_modules.account_id = ${actor.accountId} AS own,
        text_modules.removed_at IS NOT NULL AS removed
      FROM text_modules WHERE text_modules.id = ${id} FOR UPDATE
    `.execute(tx);
    const [module] = rows;
    const may =
      module && (module.scope === 'own' ? module.own : mayShare(actor, module.scope, module.unit_id));
    if (!may) throw new AppError('not-found', 'letter.text-module-not-found');
    if (module.removed) return;
    const at = clock.now();
    await sql`UPDATE text_modules SET removed_at = ${at} WHERE text_modules.id = ${id}`.execute(tx);
    await recordEvent(tx, actor, {
      ...{
        type: 'text-module.removed',
        at,
        subjectType: 'text-module',
        subjectId: id,
        unitId: module.unit_id,
      },
    });
  });
}
