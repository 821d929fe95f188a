import {
  AddSubRegisterRequest,
  AdministeredRegisters,
  Code,
  CreateRegisterRequest,
  RegisterMemberRequest,
  RegisterMembers,
} from '@opis/contracts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { addMember, listMembers, removeMember } from './register-members.ts';
import type { RegisterDirectory } from './registers.ts';
import { addSubRegister, listAdministeredRegisters, setUpRegister } from './set-up-register.ts';

type Deps = { db: Db; clock: Clock; registers: RegisterDirectory };
const ofRegister = z.object({ code: Code });
const nothing = { 204: z.null() };

/** Registers as the administrator sets them up, and who is named on a confidential one, for whoever is named. */
export function registerSetupRoutes(app: Http, deps: Deps) {
  app.get(
    '/api/v1/administration/registers',
    { schema: { response: { 200: AdministeredRegisters } } },
    async (request) => ({ items: await listAdministeredRegisters(deps, actorOf(request)) }),
  );
  app.post(
    '/api/v1/administration/registers',
    { schema: { body: CreateRegisterRequest, response: nothing } },
    async (request, reply) => {
      await setUpRegister(deps, actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/administration/registers/:code/sub-registers',
    { schema: { params: ofRegister, body: AddSubRegisterRequest, response: nothing } },
    async (request, reply) => {
      await addSubRegister(deps, actorOf(request), { ...request.body, register: request.params.code });
      return reply.code(204).send(null);
    },
  );
  memberRoutes(app, deps);
}

function memberRoutes(app: Http, deps: Deps) {
  app.get(
    '/api/v1/registers/:code/members',
    { schema: { params: ofRegister, response: { 200: RegisterMembers } } },
    (request) => listMembers(deps, actorOf(request), request.params.code),
  );
  for (const [path, act] of [
    ['members', addMember],
    ['members/removal', removeMember],
  ] as const) {
    app.post(
      `/api/v1/registers/:code/${path}`,
      { schema: { params: ofRegister, body: RegisterMemberRequest, response: nothing } },
      async (request, reply) => {
        await act(deps, actorOf(request), { ...request.body, register: request.params.code });
        return reply.code(204).send(null);
      },
    );
  }
}
