import {
  AccountActRequest,
  AccountRights,
  AdministeredAccounts,
  EntryReaders,
  GrantRequest,
  Id,
  OpenAccountRequest,
  PasswordLink,
  ReadersQuery,
  UsePasswordLinkRequest,
} from '@opis/contracts';
import { z } from 'zod';
import { toLegalTime } from '../../platform/clock.ts';
import type { Http } from '../../platform/http/http.ts';
import { actorOf, requirePermission, usePasswordLink } from '../identity/index.ts';
import { listAdministeredAccounts } from './account-views.ts';
import {
  closePersonAccount,
  giveRole,
  openPersonAccount,
  reopenPersonAccount,
  resetPassword,
  takeRole,
} from './administer-accounts.ts';
import type { AdministrationDeps } from './administration-deps.ts';
import { explainRights } from './explain-rights.ts';
import { listEntryReaders } from './list-entry-readers.ts';

const nothing = { 204: z.null() };
const ofAccount = z.object({ id: Id });

/** Who may come in, what they may and why. */
export function accountRoutes(app: Http, deps: AdministrationDeps) {
  app.get(
    '/api/v1/administration/accounts',
    { schema: { response: { 200: AdministeredAccounts } } },
    async (request) => {
      requirePermission(actorOf(request), 'accounts.manage', null);
      const now = deps.clock.now();
      return { items: await listAdministeredAccounts(deps.db, { now, today: toLegalTime(now).date }) };
    },
  );
  app.get(
    '/api/v1/administration/accounts/:id',
    { schema: { params: ofAccount, response: { 200: AccountRights } } },
    (request) => explainRights(deps, actorOf(request), request.params),
  );
  app.get(
    '/api/v1/administration/readers',
    { schema: { querystring: ReadersQuery, response: { 200: EntryReaders } } },
    (request) => listEntryReaders(deps, actorOf(request), request.query),
  );
  linkRoutes(app, deps);
  actRoutes(app, deps);
}

function linkRoutes(app: Http, deps: AdministrationDeps) {
  app.post(
    '/api/v1/administration/accounts',
    { schema: { body: OpenAccountRequest, response: { 201: PasswordLink } } },
    async (request, reply) =>
      reply.code(201).send(await openPersonAccount(deps, actorOf(request), request.body)),
  );
  app.post(
    '/api/v1/administration/accounts/:id/password',
    { schema: { params: ofAccount, body: AccountActRequest, response: { 201: PasswordLink } } },
    async (request, reply) => {
      const command = { ...request.body, id: request.params.id };
      return reply.code(201).send(await resetPassword(deps, actorOf(request), command));
    },
  );
  app.post(
    '/api/v1/password',
    { config: { public: true }, schema: { body: UsePasswordLinkRequest, response: nothing } },
    async (request, reply) => {
      await usePasswordLink(deps.identity, request.body);
      return reply.code(204).send(null);
    },
  );
}

function actRoutes(app: Http, deps: AdministrationDeps) {
  for (const [path, act] of [
    ['closing', closePersonAccount],
    ['reopening', reopenPersonAccount],
  ] as const) {
    app.post(
      `/api/v1/administration/accounts/:id/${path}`,
      { schema: { params: ofAccount, body: AccountActRequest, response: nothing } },
      async (request, reply) => {
        await act(deps, actorOf(request), { ...request.body, id: request.params.id });
        return reply.code(204).send(null);
      },
    );
  }
  for (const [path, act] of [
    ['grants', giveRole],
    ['grants/withdrawal', takeRole],
  ] as const) {
    app.post(
      `/api/v1/administration/accounts/:id/${path}`,
      { schema: { params: ofAccount, body: GrantRequest, response: nothing } },
      async (request, reply) => {
        await act(deps, actorOf(request), { ...request.body, id: request.params.id });
        return reply.code(204).send(null);
      },
    );
  }
}
