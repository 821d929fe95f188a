import type { Tx } from '../../platform/db.ts';
import type { Acting } from '../identity/index.ts';
import type { LetterSubscriber, MovedLetter } from '../letters/index.ts';
import { tell } from './act-on-request.ts';
import { followAnswerRule, meetAnswer, unmeetAnswer } from './answer-term.ts';
import { saveVerdict } from './complaint-store.ts';
import { complaintProcedure, type InformationDeps, requestProcedure } from './information-deps.ts';
import { resultOf } from './request.ts';
import {
  listLeftLetters,
  lockRequest,
  type RequestRecord,
  readFileProcedure,
  saveResult,
} from './request-store.ts';

type Deps = Pick<InformationDeps, 'clock' | 'deadlines' | 'termFiles'>;

/**
 * What a letter does to its request when it leaves or comes back, in the same transaction: the notice of extension moves
 * the term, an answer is the answer, two letters are a redirection; a verdict decides a complaint.
 */
export function informationLetterSubscriber(deps: Deps): LetterSubscriber {
  const followAll = async (tx: Tx, acting: Acting, letters: readonly MovedLetter[]) => {
    for (const letter of letters) await follow(tx, deps, acting, letter);
  };
  return { left: followAll, returned: followAll };
}

async function follow(
  tx: Tx,
  deps: Deps,
  acting: Acting,
  { caseFileId: id, at }: MovedLetter,
): Promise<void> {
  const procedure = await readFileProcedure(tx, id);
  if (procedure !== requestProcedure && procedure !== complaintProcedure) return;
  const request = await lockRequest(tx, id);
  const place = { acting, at, request };
  if (procedure === complaintProcedure) await followVerdict(tx, deps, place);
  else await followResult(tx, deps, place);
}

type Place = { acting: Acting; at: Date; request: RequestRecord };

async function followResult(tx: Tx, deps: Deps, { acting, at, request }: Place): Promise<void> {
  const left = await listLeftLetters(tx, request.id);
  const result = resultOf(left);
  await followAnswerRule(tx, deps, { acting, at, request, left });
  if (request.result === 'on-the-spot' || (result?.letter.id ?? null) === request.resultLetterId) return;
  // Only what came back is taken back: an answer that another one completes has been given.
  if (request.resultLetterId !== null && !left.some(({ id }) => id === request.resultLetterId))
    await unmeetAnswer(tx, deps, { acting, at, fileId: request.id, causeId: request.resultLetterId });
  if (result && (result.kind === 'redirected' || result.kind === 'pointed'))
    await meetAnswer(tx, deps, { acting, at, fileId: request.id, causeId: result.letter.id });
  await saveResult(tx, request.id, result);
  const type = result ? 'information-request.answered' : 'information-request.answer-taken-back';
  await tell(tx, deps, acting, { id: request.id, type, at, data: { result: result?.kind ?? null } });
}

async function followVerdict(tx: Tx, deps: Deps, { acting, at, request }: Place): Promise<void> {
  const left = await listLeftLetters(tx, request.id);
  const verdict = await saveVerdict(tx, request.id, left.at(-1) ?? null);
  if (verdict === undefined) return;
  const type = verdict ? 'information-request.answered' : 'information-request.answer-taken-back';
  await tell(tx, deps, acting, { id: request.id, type, at, data: { result: verdict } });
}
