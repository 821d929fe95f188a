import type { LetterDetail, RecallLetterRequest, WithdrawLetterRequest } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { Acting, Actor } from '../../identity/index.ts';
import type { LetterState } from '../letter.ts';
import type { LetterDeps } from '../letter-deps.ts';
import { endRoute, readLetters, updateLetter } from '../letter-store.ts';
import { withdrawRoute } from '../neighbours.ts';
import { getLetter } from '../views/get-letter.ts';
import { actOnLetter, nothing, tell } from './act-on-letter.ts';

/** Takes a letter back to draft: what was asked about it is asked no more, signatures given stay with their sending. */
export async function recallLetter(
  deps: LetterDeps,
  actor: Actor,
  { id, requestId, version, reason }: RecallLetterRequest & { id: string },
): Promise<LetterDetail> {
  await actOnLetter(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'recall',
      event: 'letter.recalled',
      body: { reason },
      prepare: nothing,
      async write({ tx, acting, at, letter }) {
        await updateLetter(tx, id, { status: 'draft' }, at);
        await endSending(tx, deps, acting, { letter, reason, at });
      },
    },
  );
  return getLetter(deps, actor, id);
}

/** Gives a draft up, with the reason; it stays readable. */
export async function withdrawLetter(
  deps: LetterDeps,
  actor: Actor,
  { id, requestId, version, reason }: WithdrawLetterRequest & { id: string },
): Promise<LetterDetail> {
  await actOnLetter(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'withdraw',
      event: 'letter.withdrawn',
      body: { reason },
      prepare: nothing,
      write: ({ tx, at }) => updateLetter(tx, id, { status: 'withdrawn', withdrawnReason: reason }, at),
    },
  );
  return getLetter(deps, actor, id);
}

async function endSending(
  tx: Tx,
  deps: LetterDeps,
  acting: Acting,
  { letter, reason, at }: { letter: LetterState; reason: string; at: Date },
): Promise<void> {
  if (letter.route) await endRoute(tx, acting, { routeId: letter.route.id, as: 'recalled', reason }, at);
  await withdrawRoute(tx, deps, acting, { letter, reason });
}

const unsent: readonly LetterState['status'][] = ['draft', 'in-route', 'approved'];

/**
 * Gives up letters that another act began and took back, within its transaction: drafts, and those on their way that
 * nobody signed. One that is signed or gone stays. The file is locked by whoever calls.
 */
export async function withdrawLettersWithin(
  tx: Tx,
  deps: LetterDeps,
  acting: Acting,
  { ids, reason }: { ids: readonly string[]; reason: string },
): Promise<void> {
  const at = deps.clock.now();
  for (const letter of await readLetters(tx, sql`letters.id = ANY (${ids}::uuid[])`, { lock: true })) {
    if (!unsent.includes(letter.status)) continue;
    if (letter.status !== 'draft') {
      await updateLetter(tx, letter.id, { status: 'draft' }, at);
      await endSending(tx, deps, acting, { letter, reason, at });
    }
    await updateLetter(tx, letter.id, { status: 'withdrawn', withdrawnReason: reason }, at);
    await tell(tx, acting, { letter, event: 'letter.withdrawn', at });
  }
}
