import {
  CaseConflictProblem,
  ChangeCompetentBodyRequest,
  CloseAnonymousRequest,
  CompetentBodies,
  ExportPetitionReportRequest,
  ExtendPetitionRequest,
  HalfYear,
  JoinPetitionRequest,
  ListTriageQuery,
  LongWork,
  PetitionFiles,
  PetitionFilesQuery,
  PetitionReport,
  PetitionView,
  RedirectRequest,
  RetireCompetentBodyRequest,
  SaveCompetentBodyRequest,
  SimilarPetitions,
  TriagePage,
  TriageRequest,
  TriageResult,
  WithdrawRedirectionRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import { decideAnonymous } from './acts/decide-anonymous.ts';
import { extendPetition } from './acts/extend-petition.ts';
import { closeRepeat, joinPetition } from './acts/join-petition.ts';
import { redirectPetition, withdrawRedirection } from './acts/redirect-petition.ts';
import { triagePetition } from './acts/triage-petition.ts';
import {
  changeCompetentBody,
  listCompetentBodies,
  retireCompetentBody,
  saveCompetentBody,
} from './bodies/competent-bodies.ts';
import type { PetitionDeps } from './petition-deps.ts';
import { requestPetitionReport } from './report/export-report.ts';
import { listPetitionFiles, readPetitionReport } from './report/read-report.ts';
import { getPetition } from './views/get-petition.ts';
import { listSimilar } from './views/list-similar.ts';
import { listTriage } from './views/list-triage.ts';

const one = '/api/v1/petitions/:id';
const bodies = '/api/v1/competent-bodies';
const params = z.object({ id: z.uuid() });
const done = { 204: z.null() };

/** Recognising papers, and what the law of petitions says and asks of one. */
export function petitionRoutes(app: Http, deps: PetitionDeps) {
  app.get(
    '/api/v1/petitions/triage',
    { schema: { querystring: ListTriageQuery, response: { 200: TriagePage } } },
    (request) => listTriage(deps, actorOf(request), request.query),
  );
  app.get(one, { schema: { params, response: { 200: PetitionView } } }, (request) =>
    getPetition(deps, actorOf(request), request.params.id),
  );
  app.get(`${one}/similar`, { schema: { params, response: { 200: SimilarPetitions } } }, (request) =>
    listSimilar(deps, actorOf(request), request.params.id),
  );
  app.post(
    `${one}/triage`,
    { schema: { params, body: TriageRequest, response: { 200: TriageResult, 409: CaseConflictProblem } } },
    (request) => triagePetition(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  act(app, deps, { verb: 'close-anonymous', body: CloseAnonymousRequest, perform: decideAnonymous });
  act(app, deps, { verb: 'redirection', body: RedirectRequest, perform: redirectPetition });
  act(app, deps, {
    verb: 'redirection/withdrawal',
    body: WithdrawRedirectionRequest,
    perform: withdrawRedirection,
  });
  act(app, deps, { verb: 'joinder', body: JoinPetitionRequest, perform: joinPetition });
  act(app, deps, { verb: 'close-repeat', body: JoinPetitionRequest, perform: closeRepeat });
  act(app, deps, { verb: 'extension', body: ExtendPetitionRequest, perform: extendPetition });
  bodyRoutes(app, deps);
  reportRoutes(app, deps);
}

type Act<Body> = {
  verb: string;
  body: z.ZodType<Body>;
  perform(deps: PetitionDeps, actor: Actor, command: Body & { id: string }): Promise<void>;
};

/** An act on one petition that answers with nothing: the page reads it anew. */
function act<Body extends object>(app: Http, deps: PetitionDeps, { verb, body, perform }: Act<Body>) {
  app.post(
    `${one}/${verb}`,
    { schema: { params, body, response: { ...done, 409: CaseConflictProblem } } },
    async (request, reply) => {
      await perform(deps, actorOf(request), { ...(request.body as Body), id: request.params.id });
      return reply.code(204).send(null);
    },
  );
}

function bodyRoutes(app: Http, deps: PetitionDeps) {
  app.get(bodies, { schema: { response: { 200: CompetentBodies } } }, (request) =>
    listCompetentBodies(deps, actorOf(request)),
  );
  app.post(bodies, { schema: { body: SaveCompetentBodyRequest, response: done } }, async (request, reply) => {
    await saveCompetentBody(deps, actorOf(request), request.body);
    return reply.code(204).send(null);
  });
  app.post(
    `${bodies}/:id`,
    { schema: { params, body: ChangeCompetentBodyRequest, response: done } },
    async (request, reply) => {
      await changeCompetentBody(deps, actorOf(request), { ...request.body, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${bodies}/:id/retirement`,
    { schema: { params, body: RetireCompetentBodyRequest, response: done } },
    async (request, reply) => {
      await retireCompetentBody(deps, actorOf(request), { ...request.body, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
}

/** The half-yearly report (PET-14) and the files behind each figure. */
function reportRoutes(app: Http, deps: PetitionDeps) {
  const report = '/api/v1/petitions/report';
  app.get(report, { schema: { querystring: HalfYear, response: { 200: PetitionReport } } }, (request) =>
    readPetitionReport(deps, actorOf(request), request.query),
  );
  app.get(
    `${report}/files`,
    { schema: { querystring: PetitionFilesQuery, response: { 200: PetitionFiles } } },
    (request) => listPetitionFiles(deps, actorOf(request), request.query),
  );
  app.post(
    `${report}/export`,
    { schema: { body: ExportPetitionReportRequest, response: { 202: LongWork } } },
    async (request, reply) => {
      const work = await requestPetitionReport(deps, actorOf(request), request.body);
      return reply.code(202).send(work);
    },
  );
}
