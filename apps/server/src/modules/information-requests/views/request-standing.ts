import { AppError, type InformationDecision, type LetterStatus } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { type FileStanding, readFileStandings } from '../../case-files/index.ts';
import { type Actor, holds } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import { complaintProcedure, type InformationDeps } from '../information-deps.ts';
import type { RequestStanding } from '../request.ts';
import { findRequest, type RequestRecord } from '../request-store.ts';

/** A request by the eyes of somebody who may read its file. */
export type SeenRequest = { readonly request: RequestRecord; readonly file: FileStanding };

type ReadDeps = Pick<InformationDeps, 'db' | 'clock' | 'registers'>;

/** A request or complaint whose file the person may read; not-found for the rest, in the same words. */
export async function requireRequest(deps: ReadDeps, actor: Actor, id: string): Promise<SeenRequest> {
  const file = await findStanding(deps.db, deps, actor, id);
  const request = file?.reader ? await findRequest(deps.db, id) : undefined;
  if (request === undefined || file === undefined)
    throw new AppError('not-found', 'information-request.not-found');
  return { request, file };
}

/** The same for whoever sees the row of the book: at the counter they register what is said about it. */
export async function requireRequestRow(deps: ReadDeps, actor: Actor, id: string): Promise<SeenRequest> {
  const file = await findStanding(deps.db, deps, actor, id);
  const request = file && (await findRequest(deps.db, id));
  if (request === undefined || file === undefined)
    throw new AppError('not-found', 'information-request.not-found');
  return { request, file };
}

async function findStanding(db: Db | Tx, { registers, clock }: ReadDeps, actor: Actor, id: string) {
  const reach = await readEntryReach({ registers }, actor);
  return (await readFileStandings(db, { reach, clock, actor }, [id])).get(id);
}

type Facts = {
  answer_due: string | null;
  notice_under_way: boolean;
  clarification_drafted: boolean;
  unpaid: boolean;
  published: boolean;
  verdict_under_way: boolean;
  tied: boolean;
};

/** How a request stands for the policy, read on the same connection as the act that asks. */
export async function standingOf(
  db: Db | Tx,
  deps: ReadDeps,
  actor: Actor,
  request: RequestRecord,
): Promise<{ standing: RequestStanding; file: FileStanding }> {
  const file = await findStanding(db, deps, actor, request.id);
  if (file === undefined) throw new AppError('not-found', 'information-request.not-found');
  const facts = await readFacts(db, request.id);
  const today = toLegalTime(deps.clock.now()).date;
  const may = (action: (typeof file.actions)[number]) => file.actions.includes(action);
  const silent = request.result === null && facts.answer_due !== null && facts.answer_due < today;
  return {
    file,
    standing: {
      isComplaint: request.procedure === complaintProcedure,
      closed: file.status === 'closed',
      mayEdit: may('edit'),
      mayDecide: may('ask'),
      mayReopen: may('reopen'),
      mayRegister: holds(actor, 'entry.register', file.registerUnitId),
      answered: request.result !== null,
      refusedOrLate: request.result === 'refused' || request.result === 'partial' || silent,
      extended: facts.notice_under_way,
      clarifying: facts.clarification_drafted,
      unpaid: facts.unpaid,
      published: facts.published,
      decided: facts.verdict_under_way,
      tied: facts.tied,
    },
  };
}

async function readFacts(db: Db | Tx, id: string): Promise<Facts> {
  const { rows } = await sql<Facts>`
    SELECT
      (SELECT terms.due_on FROM terms WHERE terms.case_file_id = ${id} AND terms.role = 'answer'
        AND terms.status <> 'cancelled' ORDER BY terms.started_at DESC, terms.id DESC LIMIT 1) AS answer_due,
      ${decisionUnderWay(id, ['extension'])} AS notice_under_way,
      ${decisionUnderWay(id, ['clarification'], ['withdrawn', 'left'])} AS clarification_drafted,
      EXISTS (SELECT FROM copy_charges JOIN information_decisions ON information_decisions.id = copy_charges.decision_id
        WHERE information_decisions.case_file_id = ${id} AND copy_charges.paid_on IS NULL) AS unpaid,
      EXISTS (SELECT FROM information_publications WHERE information_publications.case_file_id = ${id}
        AND information_publications.withdrawn_on IS NULL) AS published,
      ${decisionUnderWay(id, ['complaint-upheld', 'complaint-rejected'])} AS verdict_under_way,
      EXISTS (SELECT FROM information_complaints WHERE information_complaints.case_file_id = ${id}) AS tied
  `.execute(db);
  const [facts] = rows;
  if (facts === undefined) throw new Error('a row of facts is always there');
  return facts;
}

// A decision whose letter was taken away is no decision any more.
const decisionUnderWay = (
  id: string,
  kinds: readonly InformationDecision[],
  past: readonly LetterStatus[] = ['withdrawn'],
) => sql<boolean>`EXISTS (
  SELECT FROM information_decisions
  JOIN information_decision_letters ON information_decision_letters.decision_id = information_decisions.id
  JOIN letters ON letters.id = information_decision_letters.letter_id
  WHERE information_decisions.case_file_id = ${id} AND information_decisions.kind = ANY (${kinds}::text[])
    AND letters.status <> ALL (${past}::text[]))`;
