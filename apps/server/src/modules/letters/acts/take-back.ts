import type { LetterDetail, RecallLetterRequest, WithdrawLetterRequest } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import type { LetterDeps } from '../letter-deps.ts';
import { endRoute, updateLetter } from '../letter-store.ts';
import { withdrawRoute } from '../neighbours.ts';
import { getLetter } from '../views/get-letter.ts';
import { actOnLetter, nothing } from './act-on-letter.ts';

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
        if (letter.route)
          await endRoute(tx, acting, { routeId: letter.route.id, as: 'recalled', reason }, at);
        await updateLetter(tx, id, { status: 'draft' }, at);
        await withdrawRoute(tx, deps, acting, { letter, reason });
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
