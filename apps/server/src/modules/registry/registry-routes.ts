import {
  AnnulEntryRequest,
  BookSummary,
  ClassifyEntryRequest,
  CorrectEntryRequest,
  DispatchEntryRequest,
  EntryDetail,
  EntryPage,
  JoinEntryRequest,
  ListEntriesQuery,
  RegisterDocumentRequest,
  RegisterDocumentResponse,
  Registers,
  RouteEntryRequest,
  SimilarEntries,
  SimilarEntriesRequest,
} from '@opis/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import type { OrganisationDirectory } from '../organisation/index.ts';
import type { AmendDeps, EntryKey } from './amend/amend-entry.ts';
import { annulEntry } from './amend/annul-entry.ts';
import { classifyEntry } from './amend/classify-entry.ts';
import { correctEntry } from './amend/correct-entry.ts';
import { dispatchEntry } from './amend/dispatch-entry.ts';
import { joinEntry, toJoinCommand } from './amend/join-entry.ts';
import { routeEntry } from './amend/route-entry.ts';
import { listRegisters } from './list-registers.ts';
import { type RegisterDocumentDeps, registerDocument } from './register-document.ts';
import { findSimilarEntries } from './similar-entries.ts';
import { getEntryDetail } from './views/get-entry-detail.ts';
import { listEntries } from './views/list-entries.ts';
import { summariseBook } from './views/summarise-book.ts';

export type RegistryRoutesDeps = RegisterDocumentDeps & {
  subscribers: AmendDeps['subscribers'];
  trustHour: boolean;
  db: Db;
  clock: Clock;
  organisation: OrganisationDirectory;
};

// Not held to the form of a code: a register that cannot exist is not found, like one that does not.
const RegisterCode = z.string().max(200);
const RegisterParams = z.object({ code: RegisterCode });
/** Path of one entry. */
export const EntryParams = z.object({
  code: RegisterCode,
  year: z.coerce.number().int().min(1990).max(2200),
  number: z.coerce.number().int().min(1).max(999_999_999),
});

const entries = '/api/v1/registers/:code/entries';
const entry = `${entries}/:year/:number`;

/** What a path names, in the words of the commands. */
export const keyOf = (params: z.infer<typeof EntryParams>) => ({
  register: params.code,
  year: params.year,
  number: params.number,
});

/** The registry's door for the API and the console. */
export function registryRoutes(app: Http, deps: RegistryRoutesDeps) {
  app.get('/api/v1/registers', { schema: { response: { 200: Registers } } }, (request) =>
    listRegisters(deps, actorOf(request)),
  );

  app.post(
    entries,
    {
      schema: {
        params: RegisterParams,
        body: RegisterDocumentRequest,
        response: { 201: RegisterDocumentResponse },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, register: request.params.code };
      return reply.code(201).send(await registerDocument(deps, actorOf(request), command));
    },
  );

  app.get(
    entries,
    { schema: { params: RegisterParams, querystring: ListEntriesQuery, response: { 200: EntryPage } } },
    async (request) => {
      const actor = actorOf(request);
      return listEntries(
        deps,
        actor,
        await deps.registers.require(actor, request.params.code),
        request.query,
      );
    },
  );

  app.get(
    '/api/v1/registers/:code/summary',
    { schema: { params: RegisterParams, querystring: ListEntriesQuery, response: { 200: BookSummary } } },
    async (request) => {
      const actor = actorOf(request);
      return summariseBook(
        deps,
        actor,
        await deps.registers.require(actor, request.params.code),
        request.query,
      );
    },
  );

  // Whether a register exists is told by the same words here as everywhere.
  app.post(
    `${entries}/similar`,
    { schema: { params: RegisterParams, body: SimilarEntriesRequest, response: { 200: SimilarEntries } } },
    async (request) => {
      await deps.registers.require(actorOf(request), request.params.code);
      return findSimilarEntries(deps, actorOf(request), request.body);
    },
  );

  app.get(entry, { schema: { params: EntryParams, response: { 200: EntryDetail } } }, (request) =>
    getEntryDetail(deps, actorOf(request), keyOf(request.params)),
  );

  amendmentRoutes(app, deps);
}

function amendmentRoutes(app: Http, deps: RegistryRoutesDeps) {
  const response = { 200: EntryDetail };
  const params = EntryParams;
  /** Does the act, then shows the row as it stands after it. */
  const after = async (
    request: FastifyRequest<{ Params: z.infer<typeof EntryParams> }>,
    act: (actor: Actor, key: EntryKey) => Promise<void>,
  ) => {
    const actor = actorOf(request);
    const key = keyOf(request.params);
    await act(actor, key);
    return getEntryDetail(deps, actor, key);
  };
  app.post(`${entry}/annulment`, { schema: { params, body: AnnulEntryRequest, response } }, (request) =>
    after(request, (actor, key) => annulEntry(deps, actor, { ...key, ...request.body })),
  );
  app.post(`${entry}/correction`, { schema: { params, body: CorrectEntryRequest, response } }, (request) =>
    after(request, (actor, key) => correctEntry(deps, actor, { ...key, ...request.body })),
  );
  app.post(`${entry}/joinder`, { schema: { params, body: JoinEntryRequest, response } }, (request) =>
    after(request, (actor, key) => joinEntry(deps, actor, toJoinCommand(key, request.body))),
  );
  app.post(`${entry}/routing`, { schema: { params, body: RouteEntryRequest, response } }, (request) =>
    after(request, (actor, key) => routeEntry(deps, actor, { ...key, ...request.body })),
  );
  app.post(`${entry}/dispatch`, { schema: { params, body: DispatchEntryRequest, response } }, (request) =>
    after(request, (actor, key) => dispatchEntry(deps, actor, { ...key, ...request.body })),
  );
  app.post(
    `${entry}/classification`,
    { schema: { params, body: ClassifyEntryRequest, response } },
    (request) => after(request, (actor, key) => classifyEntry(deps, actor, { ...key, ...request.body })),
  );
}
