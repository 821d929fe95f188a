import {
  doubtsOf,
  formatRegistrationNumber,
  type InformationRequest,
  type InformationTerm,
  type InformationWindow,
} from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import { badgeOf, type LawSnapshot, listTerms, ruleOfTerm, type Term } from '../../deadlines/index.ts';
import { recordAccess } from '../../events/index.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { windowOf } from '../answer-term.ts';
import { complaintProcedure, type InformationDeps } from '../information-deps.ts';
import { informationActions, missingOf, rules } from '../request.ts';
import type { RequestRecord } from '../request-store.ts';
import { listCharges, listDecisions } from './list-decisions.ts';
import { listNotes } from './list-notes.ts';
import { findPublication, listComplaints, listCourtCases, listFileDocuments } from './list-remedies.ts';
import { requireRequest, standingOf } from './request-standing.ts';

/** Everything that the law ties to one request. Leaves an access record: it shows a person's data. */
export async function getRequest(
  deps: InformationDeps,
  actor: Actor,
  id: string,
): Promise<InformationRequest> {
  const { request } = await requireRequest(deps, actor, id);
  const { db, clock } = deps;
  const principal = (capacity: Actor) =>
    request.unitId === null || capacity.principals.includes(request.unitId);
  await recordAccess(db, inNameOf(actor, principal), {
    ...{ kind: 'viewed', at: clock.now(), subjectType: 'case-file', subjectId: id },
    purpose: 'information-request',
  });
  const { standing } = await standingOf(db, deps, actor, request);
  const isComplaint = request.procedure === complaintProcedure;
  const law = await deps.deadlines.read();
  const now = clock.now();
  const today = toLegalTime(now).date;
  const [terms, decisions, notes, charges, complaints, itself, courtCases, documents, publication] =
    await Promise.all([
      listTerms(db, [id]),
      listDecisions(db, id),
      listNotes(deps, id),
      listCharges(db, id),
      listComplaints(db, { requestId: id }),
      isComplaint ? listComplaints(db, { id }) : [],
      listCourtCases(db, id),
      listFileDocuments(db, id),
      findPublication(db, id),
    ]);
  const shown = terms.filter(({ status }) => status !== 'cancelled').map((term) => toTerm(law, term, now));
  const answer = shown.findLast(({ role }) => role === 'answer');
  return {
    ...toHead(request, standing.closed),
    missing: isComplaint ? [] : missingOf(request, request),
    terms: shown,
    windows: isComplaint
      ? []
      : windowsOf(law, request, { today, silentSince: answer }).filter(isOpenQuestion(shown)),
    result: request.result && {
      kind: request.result,
      on: request.resultOn ?? request.registeredOn,
      words: request.resultWords,
      late: answer?.state === 'met-late' || answer?.state === 'late',
    },
    ...{
      decisions,
      notes,
      charges,
      complaints,
      complaint: itself[0] ?? null,
      courtCases,
      documents,
      publication,
    },
    actions: informationActions(standing),
  };
}

// What was decided already has a term of its own: its window is no question any more.
const decidedBy: Partial<Record<InformationWindow['kind'], string>> = {
  refuse: 'refusal',
  redirect: 'redirect',
};
const isOpenQuestion =
  (terms: readonly InformationTerm[]) =>
  ({ kind }: InformationWindow): boolean =>
    kind === 'extend'
      ? !terms.some(({ role, rule }) => role === 'answer' && rule !== rules.answer)
      : !terms.some(({ role }) => role === decidedBy[kind]);

function toHead(request: RequestRecord, closed: boolean) {
  const { id, number, registeredOn, subject, issuer, version } = request;
  const { information, form, signed, answerBy, answerAddress, requesterKind, press, domain } = request;
  return {
    ...{ id, registeredOn, subject, issuer, closed, version },
    registrationNumber: formatRegistrationNumber(number, registeredOn),
    details: { information, form, signed, answerBy, answerAddress, requesterKind, press, domain },
  };
}

function toTerm(law: LawSnapshot, term: Term, now: Date): InformationTerm {
  const rule = law.rule(ruleOfTerm(term), term.startOn);
  const { name, act, article } = rule;
  return {
    ...{ id: term.id, role: term.role, rule: term.ruleId, name, act, article, on: term.dueOn },
    state: badgeOf(term, now).state,
    unverified: doubtsOf(rule).length > 0,
  };
}

// Until when each thing may still be done; of one that was answered only what is left: to complain of a refusal.
function windowsOf(
  law: LawSnapshot,
  request: RequestRecord,
  { today, silentSince }: { today: string; silentSince: InformationTerm | undefined },
): InformationWindow[] {
  const from = request.registeredOn;
  if (request.result === 'refused' || request.result === 'partial')
    return [
      windowOf(law, {
        kind: 'complain',
        rule: rules.complaintLodging,
        from: request.resultOn ?? from,
        today,
      }),
    ];
  if (request.result !== null) return [];
  const open = [
    windowOf(law, { kind: 'refuse', rule: rules.refusal, from, today }),
    windowOf(law, { kind: 'redirect', rule: rules.redirection, from, today }),
    windowOf(law, { kind: 'extend', rule: rules.answer, from, today }),
  ];
  if (silentSince?.state !== 'late') return open;
  return [
    ...open,
    windowOf(law, { kind: 'complain', rule: rules.complaintLodging, from: silentSince.on, today }),
  ];
}
