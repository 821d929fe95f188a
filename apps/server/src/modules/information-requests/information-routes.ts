import {
  AddGroundRequest,
  ChargeCopiesRequest,
  CheckGroundRequest,
  ClarifyInformationRequest,
  Code,
  CopyTariffs,
  DecideComplaintRequest,
  DraftInformationAnswerRequest,
  ExtendInformationRequest,
  InformationComplaint,
  InformationConflictProblem,
  InformationRegisterPage,
  InformationRequest,
  ListInformationQuery,
  LodgeComplaintRequest,
  PlainDate,
  PointInformationRequest,
  PublishInformationRequest,
  RecordCopyPaymentRequest,
  RecordCourtCaseRequest,
  RecordVerbalRequest,
  RecordVerbalResponse,
  RedirectInformationRequest,
  RefusalGrounds,
  RefuseInformationRequest,
  SetCopyTariffRequest,
  SetInformationDetailsRequest,
  SimilarInformationRequests,
  TieComplaintRequest,
  WithdrawPublicationRequest,
} from '@opis/contracts';
import { z } from 'zod';
import { toLegalTime } from '../../platform/clock.ts';
import type { Http } from '../../platform/http/http.ts';
import { actorOf, requirePermission } from '../identity/index.ts';
import { askClarification } from './ask-clarification.ts';
import { chargeCopies, recordCopyPayment } from './charge-copies.ts';
import { addGround, checkGround } from './check-ground.ts';
import { listCopyTariffs, setCopyTariff } from './copy-tariffs.ts';
import { decideComplaint } from './decide-complaint.ts';
import { draftAnswer } from './draft-answer.ts';
import { extendRequest } from './extend-request.ts';
import type { InformationDeps } from './information-deps.ts';
import { lodgeComplaint } from './lodge-complaint.ts';
import { publishAnswer, withdrawPublication } from './publish-answer.ts';
import { publishedRoutes } from './published-routes.ts';
import { recordCourtCase } from './record-court-case.ts';
import { recordVerbalRequest } from './record-verbal.ts';
import { pointRequest, redirectRequest } from './redirect-request.ts';
import { refuseRequest } from './refuse-request.ts';
import { informationReportRoutes } from './report/report-routes.ts';
import { setInformationDetails } from './set-details.ts';
import { tieComplaint } from './tie-complaint.ts';
import { getRequest } from './views/get-request.ts';
import { listGrounds } from './views/list-grounds.ts';
import { listRegister } from './views/list-register.ts';
import { listSimilarRequests } from './views/list-similar-requests.ts';

const root = '/api/v1/information-requests';
const one = `${root}/:id`;
const params = z.object({ id: z.uuid() });
const response = { 200: InformationRequest, 409: InformationConflictProblem };

/** The door of requests for public information (Legea 544/2001). Each act answers with the request as it stands after it. */
export function informationRoutes(app: Http, deps: InformationDeps & Parameters<typeof publishedRoutes>[1]) {
  listRoutes(app, deps);
  decisionRoutes(app, deps);
  costRoutes(app, deps);
  remedyRoutes(app, deps);
  informationReportRoutes(app, deps);
  publishedRoutes(app, deps);
}

const groundParams = z.object({ code: Code, validFrom: PlainDate });

function listRoutes(app: Http, deps: InformationDeps) {
  app.get(
    root,
    { schema: { querystring: ListInformationQuery, response: { 200: InformationRegisterPage } } },
    (request) => listRegister(deps, actorOf(request), request.query),
  );
  app.get(`${root}/grounds`, { schema: { response: { 200: RefusalGrounds } } }, async (request) => {
    actorOf(request);
    return { items: await listGrounds(deps.db, toLegalTime(deps.clock.now()).date) };
  });
  app.post(
    `${root}/grounds`,
    { schema: { body: AddGroundRequest, response: { 200: RefusalGrounds } } },
    async (request) => ({ items: await addGround(deps, actorOf(request), request.body) }),
  );
  app.post(
    `${root}/grounds/:code/:validFrom/check`,
    { schema: { params: groundParams, body: CheckGroundRequest, response: { 200: RefusalGrounds } } },
    async (request) => ({
      items: await checkGround(deps, actorOf(request), { ...request.body, ...request.params }),
    }),
  );
  app.post(
    `${root}/verbal`,
    { schema: { body: RecordVerbalRequest, response: { 201: RecordVerbalResponse } } },
    async (request, reply) =>
      reply.code(201).send(await recordVerbalRequest(deps, actorOf(request), request.body)),
  );
  app.get(one, { schema: { params, response: { 200: InformationRequest } } }, (request) =>
    getRequest(deps, actorOf(request), request.params.id),
  );
  app.get(
    `${one}/similar`,
    { schema: { params, response: { 200: SimilarInformationRequests } } },
    (request) => listSimilarRequests(deps, actorOf(request), request.params.id),
  );
}

function decisionRoutes(app: Http, deps: InformationDeps) {
  app.post(
    `${one}/details`,
    { schema: { params, body: SetInformationDetailsRequest, response } },
    (request) => setInformationDetails(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${one}/extension`, { schema: { params, body: ExtendInformationRequest, response } }, (request) =>
    extendRequest(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${one}/refusal`, { schema: { params, body: RefuseInformationRequest, response } }, (request) =>
    refuseRequest(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(
    `${one}/redirection`,
    { schema: { params, body: RedirectInformationRequest, response } },
    (request) => redirectRequest(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${one}/pointing`, { schema: { params, body: PointInformationRequest, response } }, (request) =>
    pointRequest(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(
    `${one}/answer`,
    { schema: { params, body: DraftInformationAnswerRequest, response } },
    (request) => draftAnswer(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(
    `${one}/clarification`,
    { schema: { params, body: ClarifyInformationRequest, response } },
    (request) => askClarification(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
}

function costRoutes(app: Http, deps: InformationDeps) {
  app.get('/api/v1/copy-tariffs', { schema: { response: { 200: CopyTariffs } } }, async (request) => {
    actorOf(request);
    return { items: await listCopyTariffs(deps.db) };
  });
  app.post(
    '/api/v1/copy-tariffs',
    { schema: { body: SetCopyTariffRequest, response: { 200: CopyTariffs } } },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'organisation.manage', null);
      return { items: await setCopyTariff(deps, actor, request.body) };
    },
  );
  app.post(`${one}/charges`, { schema: { params, body: ChargeCopiesRequest, response } }, (request) =>
    chargeCopies(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(
    `${one}/charges/:charge/payment`,
    { schema: { params: params.extend({ charge: z.uuid() }), body: RecordCopyPaymentRequest, response } },
    (request) => recordCopyPayment(deps, actorOf(request), { ...request.body, ...request.params }),
  );
}

function remedyRoutes(app: Http, deps: InformationDeps) {
  app.post(
    `${one}/complaints`,
    { schema: { params, body: LodgeComplaintRequest, response: { 201: InformationComplaint } } },
    async (request, reply) =>
      reply
        .code(201)
        .send(await lodgeComplaint(deps, actorOf(request), { ...request.body, id: request.params.id })),
  );
  app.post(`${one}/complaint-of`, { schema: { params, body: TieComplaintRequest, response } }, (request) =>
    tieComplaint(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${one}/verdict`, { schema: { params, body: DecideComplaintRequest, response } }, (request) =>
    decideComplaint(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${one}/court-cases`, { schema: { params, body: RecordCourtCaseRequest, response } }, (request) =>
    recordCourtCase(deps, actorOf(request), { ...request.body, caseFileId: request.params.id }),
  );
  app.post(
    `${one}/publication`,
    { schema: { params, body: PublishInformationRequest, response } },
    (request) => publishAnswer(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(
    `${one}/publication/withdrawal`,
    { schema: { params, body: WithdrawPublicationRequest, response } },
    (request) => withdrawPublication(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
}
