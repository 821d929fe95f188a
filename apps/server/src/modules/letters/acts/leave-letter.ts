import {
  AppError,
  type HandOverLetterRequest,
  type LetterDetail,
  type LetterExit,
  type RecordLetterReturnRequest,
  type RecordLetterSentRequest,
} from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import { sql } from 'kysely';
import messages from '../../../../messages/letter-words.ro.json' with { type: 'json' };
import { toLegalTime } from '../../../platform/clock.ts';
import { newId } from '../../../platform/ids.ts';
import type { Actor } from '../../identity/index.ts';
import type { LetterDeps } from '../letter-deps.ts';
import { updateLetter } from '../letter-store.ts';
import type { MovedLetter } from '../letter-subscriber.ts';
import { closeAnswered, meetByLetter, reopenAnswered, unmeetByLetter } from '../neighbours.ts';
import { getLetter } from '../views/get-letter.ts';
import { listDepartures } from '../views/letter-row.ts';
import { actOnLetter, type LetterPlace, nothing } from './act-on-letter.ts';

const texts = openTexts(messages);

/** Given to the addressee by hand, against signature. */
export const handOverLetter = (
  deps: LetterDeps,
  actor: Actor,
  { receivedBy, note, on, ...command }: HandOverLetterRequest & { id: string },
): Promise<LetterDetail> =>
  leave(deps, actor, { ...command, departure: { how: 'hand', on, receivedBy, note: note || null } });

/** Left in another way: how, and on which day. */
export const recordLetterSent = (
  deps: LetterDeps,
  actor: Actor,
  { how, note, on, ...command }: RecordLetterSentRequest & { id: string },
): Promise<LetterDetail> =>
  leave(deps, actor, { ...command, departure: { how, on, receivedBy: null, note: note || null } });

type Departure = { how: LetterExit; on: string; receivedBy: string | null; note: string | null };

// Only now is a term met: by what left, not by what was drafted or signed.
async function leave(
  deps: LetterDeps,
  actor: Actor,
  {
    id,
    requestId,
    version,
    departure,
  }: { id: string; requestId: string; version: number; departure: Departure },
): Promise<LetterDetail> {
  await actOnLetter(
    deps,
    actor,
    { id, requestId, version },
    {
      action: departure.how === 'hand' ? 'hand-over' : 'record-sent',
      event: 'letter.left',
      body: departure,
      async prepare({ state }) {
        refuseDay(deps, departure.on, state.datedOn ?? departure.on);
        return null;
      },
      async write(place) {
        const { tx, acting, letter, at } = place;
        const departureId = newId();
        await sql`
          INSERT INTO letter_departures (id, letter_id, how, left_on, received_by, note, at, account_id, on_behalf_of)
          VALUES (${departureId}, ${id}, ${departure.how}, ${departure.on}::date, ${departure.receivedBy},
            ${departure.note}, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
        `.execute(tx);
        await updateLetter(tx, id, { status: 'left' }, at);
        const moved = toMoved(place, { departureId, how: departure.how, on: departure.on });
        await meetByLetter(tx, deps, acting, moved);
        for (const subscriber of deps.letterSubscribers) await subscriber.left(tx, acting, [moved]);
        if (letter.closesFile)
          await closeAnswered(tx, deps, acting, { id: letter.caseFileId, text: texts('step.left') });
      },
    },
  );
  return getLetter(deps, actor, id);
}

/** Came back undelivered: a returned answer is no answer. Its terms run again, and the file that it closed is open. */
export async function recordLetterReturn(
  deps: LetterDeps,
  actor: Actor,
  { id, requestId, version, on, reason }: RecordLetterReturnRequest & { id: string },
): Promise<LetterDetail> {
  await actOnLetter(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'record-return',
      event: 'letter.came-back',
      body: { on, reason },
      prepare: nothing,
      async write(place) {
        const { tx, acting, letter, at } = place;
        const departure = (await listDepartures(tx, id)).at(-1);
        if (departure === undefined) throw new AppError('conflict', 'letter.not-allowed');
        refuseDay(deps, on, departure.on);
        await sql`
          INSERT INTO letter_returns (departure_id, returned_on, reason, at, account_id, on_behalf_of)
          VALUES (${departure.id}, ${on}::date, ${reason}, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
        `.execute(tx);
        await updateLetter(tx, id, { status: 'ready' }, at);
        const moved = toMoved(place, { departureId: departure.id, how: departure.how, on });
        if (letter.closesFile) {
          const text = texts('step.returned', { reason });
          await reopenAnswered(tx, deps, acting, { id: letter.caseFileId, text });
        }
        await unmeetByLetter(tx, deps, acting, moved);
        for (const subscriber of deps.letterSubscribers) await subscriber.returned(tx, acting, [moved]);
      },
    },
  );
  return getLetter(deps, actor, id);
}

const toMoved = (
  { letter: { id, caseFileId, kind }, at }: LetterPlace,
  departure: Pick<MovedLetter, 'departureId' | 'how' | 'on'>,
): MovedLetter => ({ id, caseFileId, kind, at, ...departure });

function refuseDay({ clock }: LetterDeps, day: string, earliest: string) {
  if (earliest <= day && day <= toLegalTime(clock.now()).date) return;
  const fields = [{ path: 'on', code: 'letter.day-out-of-range' as const }];
  throw new AppError('validation', 'letter.day-out-of-range', { fields });
}
