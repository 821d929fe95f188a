import { AppError, type RecordVerbalRequest, type RecordVerbalResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import { closeWithin, lockCaseFiles } from '../case-files/index.ts';
import { type Actor, inNameOf } from '../identity/index.ts';
import { dispatchPlaces, lockBooks, registerDocument } from '../registry/index.ts';
import { tell } from './act-on-request.ts';
import { meetOnTheSpot } from './answer-term.ts';
import { type InformationDeps, requestProcedure } from './information-deps.ts';
import { informationText } from './information-text.ts';
import { findRequest, lockRequest } from './request-store.ts';

/**
 * A spoken request answered on the spot (art. 8, F2): it takes a number, its out columns say so, its file is closed as
 * answered and counted. The number comes first; a repeat after a crash between the two finishes the rest.
 */
export async function recordVerbalRequest(
  deps: InformationDeps,
  actor: Actor,
  command: RecordVerbalRequest,
): Promise<RecordVerbalResponse> {
  const { requestId, register, channel, sender, information, confirmGap } = command;
  const registered = await registerDocument(deps, actor, {
    ...{ requestId, register, channel, sender, subject: information, direction: 'in', sheets: 0, annexes: 0 },
    ...{ uploads: [], procedure: requestProcedure, confirmGap },
    ...((await hasSubRegister(deps, register)) && { subRegister: '544' }),
  });
  await answerOnTheSpot(deps, actor, { ...command, id: registered.id });
  return {
    id: registered.id,
    registrationNumber: registered.registrationNumber,
    registeredOn: registered.registeredOn,
    registeredTime: registered.registeredTime,
  };
}

async function hasSubRegister({ db }: InformationDeps, register: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM sub_registers JOIN registers ON registers.id = sub_registers.register_id
    WHERE registers.code = ${register} AND sub_registers.code = '544'
  `.execute(db);
  return rows.length > 0;
}

async function answerOnTheSpot(
  deps: InformationDeps,
  actor: Actor,
  { id, information, answer, domain, press, sender }: RecordVerbalRequest & { id: string },
): Promise<void> {
  const acting = inNameOf(actor, ({ scopes }) => scopes.has('entry.register'));
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const planned = await findRequest(tx, id);
    if (planned === undefined) throw new AppError('not-found', 'information-request.not-found');
    const books = await lockBooks(tx, [planned.bookId]);
    await lockCaseFiles(tx, [id]);
    const request = await lockRequest(tx, id);
    if (request.result !== null) return;
    const on = toLegalTime(at).date;
    await sql`
      UPDATE information_requests SET form = 'verbal', signed = false, press = ${press}, domain = ${domain},
        requester_kind = ${sender.kind === 'natural' ? 'natural' : 'legal'}, information = ${information},
        result = 'on-the-spot', result_on = ${on}::date, result_at = ${at}, result_words = ${answer},
        version = information_requests.version + 1
      WHERE information_requests.case_file_id = ${id}
    `.execute(tx);
    const out = { entryId: id, dispatchedOn: on, resolution: informationText('verbal.resolution') };
    await dispatchPlaces(tx, { ...deps, books }, acting, [{ ...out, addressee: request.issuer }]);
    await meetOnTheSpot(tx, deps, { acting, at, fileId: id });
    const closing = { id, outcome: 'answered' as const, text: informationText('verbal.closed') };
    await closeWithin(tx, deps, acting, closing);
    const data = { result: 'on-the-spot', press };
    await tell(tx, deps, acting, { id, type: 'information-request.answered', at, data });
  });
}
