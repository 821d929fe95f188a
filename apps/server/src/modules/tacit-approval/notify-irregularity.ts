import { AppError, type NotifyIrregularityRequest, type TacitStanding } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Actor } from '../identity/index.ts';
import { findAddressee, planDraft, readLetterFacts, writeDraft } from '../letters/index.ts';
import { getTacitStanding, readTacitPlace, type TacitPlace } from './get-tacit-standing.ts';
import type { TacitDeps } from './tacit-approval-deps.ts';

/**
 * Begins the letter that tells of irregularities, inside its window alone (OUG 27/2003 art. 6 (4)). The term grows when
 * it leaves. Errors: `tacit.does-not-apply`, `tacit.too-late`, `tacit.already-notified`, `letter.not-allowed`.
 */
export async function notifyIrregularity(
  deps: TacitDeps,
  actor: Actor,
  { id, requestId }: NotifyIrregularityRequest & { id: string },
): Promise<TacitStanding> {
  const at = deps.clock.now();
  const command = {
    ...{ accountId: actor.accountId, requestId, action: 'tacit-approval.irregularity', at },
    body: { id },
  };
  const facts = await readLetterFacts(deps.db, id);
  const planned =
    facts &&
    (await planDraft(deps, facts, {
      kind: 'irregularity',
      addressee: await findAddressee(deps, actor, facts),
    }));
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, command))) return;
    const place = await readTacitPlace({ ...deps, db: tx }, actor, id);
    const window = requireWindow(place);
    if (planned === undefined) throw new AppError('not-found', 'case-file.not-found');
    const acting = place.file.actingFor('note');
    const letterId = await writeDraft(tx, acting, { ...planned, unitId: place.file.unitId }, at);
    await sql`
      INSERT INTO irregularity_notices (case_file_id, letter_id, until_on, adds_days, begun_at)
      VALUES (${id}, ${letterId}, ${window.until}, ${window.addsDays}, ${at})
    `.execute(tx);
  });
  return getTacitStanding(deps, actor, id);
}

function requireWindow({ tacit, window, today, file }: TacitPlace) {
  if (!file.actions.includes('note')) throw new AppError('forbidden', 'letter.not-allowed');
  if (window === null || !tacit.running) throw new AppError('conflict', 'tacit.does-not-apply');
  if (tacit.letterId !== null || tacit.extended) throw new AppError('conflict', 'tacit.already-notified');
  if (today > window.until) {
    throw new AppError('conflict', 'tacit.too-late', {
      details: { until: window.until.split('-').reverse().join('.') },
    });
  }
  return window;
}
