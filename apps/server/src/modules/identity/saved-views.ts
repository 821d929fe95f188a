import { AppError, type SavedView, type SaveViewRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Tx } from '../../platform/db.ts';
import type { Actor } from './actor.ts';
import type { IdentityDeps } from './identity-deps.ts';

type SavedViewDeps = Pick<IdentityDeps, 'db' | 'clock' | 'recordEvent'>;

/** More than nine have no key; more than twenty no place. */
const mostViews = 20;

/** The account's own views, in the order in which they were saved. */
export async function listSavedViews(deps: Pick<SavedViewDeps, 'db'>, actor: Actor): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`
    SELECT saved_views.id, saved_views.list, saved_views.name, saved_views.query FROM saved_views
    WHERE saved_views.account_id = ${actor.accountId} AND saved_views.removed_at IS NULL
    ORDER BY saved_views.created_at, saved_views.id
  `.execute(deps.db);
  return rows;
}

/** Keeps the filters of a list under a name that the account does not use yet; the view's id is the request's. */
export async function saveView(
  deps: SavedViewDeps,
  actor: Actor,
  { requestId, ...view }: SaveViewRequest,
): Promise<SavedView> {
  const saved: SavedView = { id: requestId, ...view };
  const at = deps.clock.now();
  const claim = { accountId: actor.accountId, requestId, action: 'identity.view-saved', body: view, at };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, claim))) return;
    await insertView(tx, actor, { ...saved, at });
    await deps.recordEvent(tx, actor, {
      type: 'identity.view-saved',
      at,
      subjectType: 'saved-view',
      subjectId: saved.id,
    });
  });
  return saved;
}

async function insertView(tx: Tx, actor: Actor, view: SavedView & { at: Date }): Promise<void> {
  // The account's own row is the lock: two windows that save at once do not pass the limit together.
  await sql`SELECT accounts.id FROM accounts WHERE accounts.id = ${actor.accountId} FOR NO KEY UPDATE`.execute(
    tx,
  );
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM saved_views
    WHERE saved_views.account_id = ${actor.accountId} AND saved_views.removed_at IS NULL
  `.execute(tx);
  if ((rows[0]?.count ?? 0) >= mostViews) throw new AppError('limit-exceeded', 'identity.too-many-views');
  const { numAffectedRows } = await sql`
    INSERT INTO saved_views (id, account_id, list, name, query, created_at)
    VALUES (${view.id}, ${actor.accountId}, ${view.list}, ${view.name}, ${view.query}, ${view.at})
    ON CONFLICT DO NOTHING
  `.execute(tx);
  if (numAffectedRows === 1n) return;
  const fields = [{ path: 'name', code: 'identity.view-name-taken' as const }];
  throw new AppError('conflict', 'identity.view-name-taken', { fields });
}

/** Removes one of the account's own views; removing it again changes nothing. */
export async function removeView(deps: SavedViewDeps, actor: Actor, id: string): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      UPDATE saved_views SET removed_at = coalesce(saved_views.removed_at, greatest(${at}, saved_views.created_at))
      WHERE saved_views.id = ${id} AND saved_views.account_id = ${actor.accountId} RETURNING saved_views.id
    `.execute(tx);
    if (rows.length === 0) throw new AppError('not-found', 'identity.view-not-found');
    await deps.recordEvent(tx, actor, {
      type: 'identity.view-removed',
      at,
      subjectType: 'saved-view',
      subjectId: id,
    });
  });
}
