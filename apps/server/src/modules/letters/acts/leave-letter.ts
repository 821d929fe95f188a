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
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { lockCaseFiles } from '../../case-files/index.ts';
import type { Acting, Actor } from '../../identity/index.ts';
import type { LetterState } from '../letter.ts';
import type { LetterDeps } from '../letter-deps.ts';
import { lockLetter, readLetters, updateLetter } from '../letter-store.ts';
import type { MovedLetter } from '../letter-subscriber.ts';
import { closeAnswered, meetByLetter, reopenAnswered, unmeetByLetter } from '../neighbours.ts';
import { getLetter } from '../views/get-letter.ts';
import { listDepartures } from '../views/letter-row.ts';
import { actOnLetter, type LetterPlace, nothing, tell } from './act-on-letter.ts';

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
        await depart(deps, place, departure);
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
        const { tx } = place;
        const departure = (await listDepartures(tx, id)).at(-1);
        if (departure === undefined) throw new AppError('conflict', 'letter.not-allowed');
        refuseDay(deps, on, departure.on);
        await comeBack(deps, place, { departureId: departure.id, how: departure.how, on, reason });
      },
    },
  );
  return getLetter(deps, actor, id);
}

/** Of an act on a letter, what leaving and coming back need. */
type MovingPlace = Pick<LetterPlace, 'tx' | 'acting' | 'letter' | 'at'>;

// Only now is a term met: by what left, not by what was drafted or signed.
async function depart(deps: LetterDeps, place: MovingPlace, departure: Departure): Promise<string> {
  const { tx, acting, letter, at } = place;
  const departureId = newId();
  await sql`
    INSERT INTO letter_departures (id, letter_id, how, left_on, received_by, note, at, account_id, on_behalf_of)
    VALUES (${departureId}, ${letter.id}, ${departure.how}, ${departure.on}::date, ${departure.receivedBy},
      ${departure.note}, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
  `.execute(tx);
  await updateLetter(tx, letter.id, { status: 'left' }, at);
  const moved = toMoved(place, { departureId, how: departure.how, on: departure.on });
  await meetByLetter(tx, deps, acting, moved);
  for (const subscriber of deps.letterSubscribers) await subscriber.left(tx, acting, [moved]);
  if (letter.closesFile)
    await closeAnswered(tx, deps, acting, { id: letter.caseFileId, text: texts('step.left') });
  return departureId;
}

async function comeBack(
  deps: LetterDeps,
  place: MovingPlace,
  { departureId, how, on, reason }: { departureId: string; how: LetterExit; on: string; reason: string },
) {
  const { tx, acting, letter, at } = place;
  await sql`
    INSERT INTO letter_returns (departure_id, returned_on, reason, at, account_id, on_behalf_of)
    VALUES (${departureId}, ${on}::date, ${reason}, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
  `.execute(tx);
  await updateLetter(tx, letter.id, { status: 'ready' }, at);
  if (letter.closesFile) {
    const text = texts('step.returned', { reason });
    await reopenAnswered(tx, deps, acting, { id: letter.caseFileId, text });
  }
  const moved = toMoved(place, { departureId, how, on });
  await unmeetByLetter(tx, deps, acting, moved);
  for (const subscriber of deps.letterSubscribers) await subscriber.returned(tx, acting, [moved]);
}

/** A letter that a server took, or gave back; `acting`: who sent it. */
export type MailedLetter = { readonly letterId: string; readonly acting: Acting; readonly at: Date };

/**
 * A mail server took the letter: it has left, in the caller's transaction, and its terms are met. Gives the departure;
 * undefined for one that is not there to leave.
 */
export async function leaveByEmail(
  tx: Tx,
  deps: LetterDeps,
  { letterId, acting, at, note }: MailedLetter & { note: string },
): Promise<string | undefined> {
  const letter = await lockLetterWithFile(tx, letterId);
  if (letter.status !== 'ready') return undefined;
  const departure = { how: 'email' as const, on: toLegalTime(at).date, receivedBy: null, note };
  const departureId = await depart(deps, { tx, acting, letter, at }, departure);
  await tell(tx, acting, { letter, event: 'letter.left', at });
  return departureId;
}

/**
 * A report says that this departure arrived nowhere: the letter is back and its terms run again. False when it came back
 * before, or has left in another way since.
 */
export async function comeBackByReport(
  tx: Tx,
  deps: LetterDeps,
  { letterId, departureId, acting, at, reason }: MailedLetter & { departureId: string; reason: string },
): Promise<boolean> {
  const letter = await lockLetterWithFile(tx, letterId);
  const departure = (await listDepartures(tx, letterId)).at(-1);
  if (letter.status !== 'left' || departure?.id !== departureId) return false;
  const on = toLegalTime(at).date;
  await comeBack(deps, { tx, acting, letter, at }, { departureId, how: departure.how, on, reason });
  await tell(tx, acting, { letter, event: 'letter.came-back', at });
  return true;
}

/** A letter under its lock, its file before it, as every act on letters. Throws `letter.not-found`. */
export async function lockLetterWithFile(tx: Tx, letterId: string): Promise<LetterState> {
  const [letter] = await readLetters(tx, sql`letters.id = ${letterId}`);
  if (letter === undefined) throw new AppError('not-found', 'letter.not-found');
  await lockCaseFiles(tx, [letter.caseFileId]);
  return lockLetter(tx, letterId);
}

const toMoved = (
  { letter: { id, caseFileId, kind }, at }: MovingPlace,
  departure: Pick<MovedLetter, 'departureId' | 'how' | 'on'>,
): MovedLetter => ({ id, caseFileId, kind, at, ...departure });

function refuseDay({ clock }: LetterDeps, day: string, earliest: string) {
  if (earliest <= day && day <= toLegalTime(clock.now()).date) return;
  const fields = [{ path: 'on', code: 'letter.day-out-of-range' as const }];
  throw new AppError('validation', 'letter.day-out-of-range', { fields });
}
