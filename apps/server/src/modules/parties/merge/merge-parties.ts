import { AppError, type MergePartyRequest } from '@opis/contracts';
import { DatabaseError } from 'pg';
import { claimCommand } from '../../../platform/claim-command.ts';
import { type FieldKeys, openField } from '../../../platform/crypto/field-crypto.ts';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { requirePartyPermission } from '../party-policy.ts';
import { sealCnp } from '../party-row.ts';
import { requireParty, sightOf } from '../require-party.ts';
import type { PartyDeps } from '../suggest-parties.ts';
import { type Columns, type MergeSide, planMerge } from './merge-fields.ts';
import { lockSides, writeMerge } from './merge-store.ts';

/**
 * Declares that two parties are one. The merged one keeps its row and its entries, and from now on the other stands for
 * it; `unmergeParty` takes it back. Throws not-found for what the actor may not know of, conflict across the border of a
 * confidential register, between a person and a body, or when one of them was merged already.
 */
export async function mergeParties(
  deps: Omit<PartyDeps, 'entries'>,
  actor: Actor,
  command: MergePartyRequest & { survivorId: string },
): Promise<void> {
  requirePartyPermission(actor, 'party.merge');
  const { requestId, ...body } = command;
  const { survivorId, mergedId, reason } = command;
  const at = deps.clock.now();
  const sight = await sightOf(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    for (const id of [survivorId, mergedId]) await requireParty(tx, id, sight);
    const claim = { accountId: actor.accountId, requestId, action: 'party.merge', body, at };
    if (!(await claimCommand(tx, claim))) return;
    const { survivor, merged } = await requireSides(tx, { survivorId, mergedId });
    const { before, after } = planMerge(survivor, merged, { take: command.take, reason });
    const id = newId();
    const merge = {
      id,
      mergedId,
      survivorId,
      before,
      after: sealedFor(deps.keys, { survivor, merged, after }),
    };
    await writeMerge(tx, merge, { at, by: actor.accountId, reason: reason ?? null });
    await recordEvent(tx, actor, {
      type: 'party.merged',
      at,
      subjectType: 'party',
      subjectId: survivorId,
      data: { merge: id, merged: mergedId, fields: Object.keys(after).join(',') },
    });
  });
}

async function requireSides(tx: Tx, given: { survivorId: string; mergedId: string }) {
  const sides = await lockSides(tx, [given.survivorId, given.mergedId]);
  const [survivor, merged] = [sides.get(given.survivorId), sides.get(given.mergedId)];
  if (survivor === undefined || merged === undefined) throw new AppError('not-found', 'party.not-found');
  return { survivor, merged };
}

// A sealed CNP is bound to the party that has it.
function sealedFor(
  keys: FieldKeys,
  { survivor, merged, after }: { survivor: MergeSide; merged: MergeSide; after: Columns },
): Columns {
  if (!('cnp_hash' in after) || merged.cnp_sealed === null) return after;
  const cnp = openField(keys.cnpKey, merged.id, Buffer.from(merged.cnp_sealed.slice(2), 'hex'));
  return { ...after, ...sealCnp(keys, survivor.id, cnp) };
}

/** Says what a unique index said: a CNP or CUI is of another party. */
export function toTaken(error: unknown): unknown {
  const taken = error instanceof DatabaseError && error.code === '23505';
  return taken ? new AppError('conflict', 'party.identifier-taken', { cause: error }) : error;
}
