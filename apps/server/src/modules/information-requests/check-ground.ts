import {
  type AddGroundRequest,
  AppError,
  type CheckGroundRequest,
  type RefusalGround,
} from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { recordEvent } from '../events/index.ts';
import { type Actor, requirePermission } from '../identity/index.ts';
import type { InformationDeps } from './information-deps.ts';
import { listGrounds } from './views/list-grounds.ts';

type Deps = Pick<InformationDeps, 'db' | 'clock'>;

/**
 * A lawyer vouches for a ground of refusal, with name and day, or takes it back. Throws `identity.forbidden`,
 * `information-request.ground-unknown`, `.ground-checked-meanwhile`.
 */
export async function checkGround(
  deps: Deps,
  actor: Actor,
  { requestId, ...body }: CheckGroundRequest & { code: string; validFrom: string },
): Promise<RefusalGround[]> {
  requirePermission(actor, 'rules.check', null);
  const at = deps.clock.now();
  const today = toLegalTime(at).date;
  const { accountId } = actor;
  const command = { accountId, requestId, action: 'refusal-ground.checked', body, at };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, command))) return;
    const { code, validFrom, checked, version } = body;
    await requireVersion(tx, body);
    // Who checked first, and when, stays.
    await sql`
      UPDATE refusal_grounds SET version = refusal_grounds.version + 1,
        checked_on = CASE WHEN ${checked} THEN coalesce(refusal_grounds.checked_on, ${today}::date) END,
        checked_by = CASE WHEN ${checked} THEN coalesce(refusal_grounds.checked_by, ${accountId}::uuid) END
      WHERE refusal_grounds.code = ${code} AND refusal_grounds.valid_from = ${validFrom}
    `.execute(tx);
    await recordEvent(tx, actor, {
      ...{ type: checked ? 'refusal-ground.checked' : 'refusal-ground.unchecked', at },
      ...{ subjectType: 'refusal-ground', subjectId: newId() },
      data: { code, validFrom, version: version + 1 },
    });
  });
  return listGrounds(deps.db, today);
}

async function requireVersion(
  tx: Tx,
  { code, validFrom, version }: { code: string; validFrom: string; version: number },
) {
  const { rows } = await sql<{ version: number }>`
    SELECT refusal_grounds.version FROM refusal_grounds
    WHERE refusal_grounds.code = ${code} AND refusal_grounds.valid_from = ${validFrom} FOR UPDATE`.execute(
    tx,
  );
  const [found] = rows;
  if (found === undefined) throw new AppError('not-found', 'information-request.ground-unknown');
  if (found.version !== version)
    throw new AppError('conflict', 'information-request.ground-checked-meanwhile');
}

/**
 * Adds a ground that another act gives, from today on; in doubt until somebody vouches for it as for any other. Throws
 * `identity.forbidden`, `information-request.ground-already-there` for an act and article that hold already.
 */
export async function addGround(
  deps: Deps,
  actor: Actor,
  { requestId, ...ground }: AddGroundRequest,
): Promise<RefusalGround[]> {
  requirePermission(actor, 'rules.check', null);
  const at = deps.clock.now();
  const today = toLegalTime(at).date;
  const command = { accountId: actor.accountId, requestId, action: 'refusal-ground.added', body: ground, at };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, command))) return;
    // Two at once must not take one code: there is no row yet that either could lock.
    await sql`SELECT pg_advisory_xact_lock(hashtext('refusal_grounds'))`.execute(tx);
    const { rows } = await sql<{ act: string; article: string; code: string }>`
      SELECT refusal_grounds.act, refusal_grounds.article, refusal_grounds.code FROM refusal_grounds`.execute(
      tx,
    );
    if (rows.some(({ act, article }) => act === ground.act && article === ground.article))
      throw alreadyThere();
    const code = `inst-${rows.filter((row) => row.code.startsWith('inst-')).length + 1}`;
    await sql`
      INSERT INTO refusal_grounds (code, valid_from, position, name, act, article, sentence, report_group, certainty, source,
        origin, added_on, added_by)
      VALUES (${code}, ${today}, ${rows.length + 1}, ${ground.name}, ${ground.act}, ${ground.article}, ${ground.sentence},
        ${ground.group}, 'K', ${ground.source}, 'institution', ${today}, ${actor.accountId})
    `.execute(tx);
    await recordEvent(tx, actor, {
      ...{ type: 'refusal-ground.added', at, subjectType: 'refusal-ground', subjectId: newId() },
      data: { code, validFrom: today, group: ground.group },
    });
  });
  return listGrounds(deps.db, today);
}

const alreadyThere = () =>
  new AppError('validation', 'information-request.ground-already-there', {
    fields: [{ path: 'article', code: 'information-request.ground-already-there' }],
  });
