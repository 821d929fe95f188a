import {
  HandOverMessageRequest,
  Id,
  IntakeConflictProblem,
  IntakeCount,
  IntakeDetail,
  IntakePage,
  IntakeRules,
  ListIntakeQuery,
  RefuseMessagesRequest,
  RegisterMessageRequest,
  RegisterMessageResponse,
  ReopenMessageRequest,
  RetireIntakeRuleRequest,
  ReturnDispatchRequest,
  RuleTrial,
  SaveIntakeRuleRequest,
  SettleLeftMessageRequest,
  TryIntakeRuleRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import type { OutgoingMailDeps } from '../outgoing-mail/index.ts';
import { handOverMessage } from './decide/hand-over-message.ts';
import type { IntakeDeps } from './decide/intake-deps.ts';
import { refuseMessages } from './decide/refuse-messages.ts';
import { registerMessage } from './decide/register-message.ts';
import { reopenMessage } from './decide/reopen-message.ts';
import { returnDispatch } from './decide/return-dispatch.ts';
import { settleLeftMessage } from './decide/settle-left.ts';
import { listIntakeRules } from './rules/list-rules.ts';
import { retireIntakeRule, saveIntakeRule } from './rules/rule-acts.ts';
import { tryIntakeRule } from './rules/try-rule.ts';
import { getIntake } from './views/get-intake.ts';
import { countWaiting, listIntake } from './views/list-intake.ts';

const params = z.object({ id: Id });
const done = { 204: z.null() };
const decided = { ...done, 409: IntakeConflictProblem };
const queue = '/api/v1/mail-intake';
const rules = '/api/v1/intake-rules';

/** The queue of incoming mail: what is proposed, and what people decide. */
export function intakeRoutes(app: Http, deps: IntakeDeps & OutgoingMailDeps) {
  app.get(queue, { schema: { querystring: ListIntakeQuery, response: { 200: IntakePage } } }, (request) =>
    listIntake(deps, actorOf(request), request.query),
  );
  app.get(`${queue}/count`, { schema: { response: { 200: IntakeCount } } }, (request) =>
    countWaiting(deps, actorOf(request)),
  );
  app.get(`${queue}/:id`, { schema: { params, response: { 200: IntakeDetail } } }, (request) =>
    getIntake(deps, actorOf(request), request.params.id),
  );
  app.post(
    `${queue}/:id/registration`,
    {
      schema: {
        params,
        body: RegisterMessageRequest,
        response: { 201: RegisterMessageResponse, 409: IntakeConflictProblem },
      },
    },
    async (request, reply) => {
      const command = { ...request.body, id: request.params.id };
      return reply.code(201).send(await registerMessage(deps, actorOf(request), command));
    },
  );
  app.post(
    `${queue}/refusal`,
    { schema: { body: RefuseMessagesRequest, response: decided } },
    async (request, reply) => {
      await refuseMessages(deps, actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${queue}/:id/return`,
    { schema: { params, body: ReopenMessageRequest, response: decided } },
    async (request, reply) => {
      await reopenMessage(deps, actorOf(request), { ...request.body, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${queue}/:id/hand-over`,
    { schema: { params, body: HandOverMessageRequest, response: decided } },
    async (request, reply) => {
      await handOverMessage(deps, actorOf(request), { ...request.body, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${queue}/:id/bounce`,
    { schema: { params, body: ReturnDispatchRequest, response: decided } },
    async (request, reply) => {
      await returnDispatch(deps, actorOf(request), { ...request.body, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${queue}/left/:id/settlement`,
    { schema: { params, body: SettleLeftMessageRequest, response: done } },
    async (request, reply) => {
      await settleLeftMessage(deps, actorOf(request), { ...request.body, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
  ruleRoutes(app, deps);
}

function ruleRoutes(app: Http, deps: IntakeDeps) {
  app.get(rules, { schema: { response: { 200: IntakeRules } } }, (request) =>
    listIntakeRules(deps, actorOf(request)),
  );
  app.post(
    `${rules}/trial`,
    { schema: { body: TryIntakeRuleRequest, response: { 200: RuleTrial } } },
    (request) => tryIntakeRule(deps, actorOf(request), request.body),
  );
  app.post(
    `${rules}/:id`,
    { schema: { params, body: SaveIntakeRuleRequest, response: done } },
    async (request, reply) => {
      await saveIntakeRule(deps, actorOf(request), { ...request.body, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${rules}/:id/retirement`,
    { schema: { params, body: RetireIntakeRuleRequest, response: done } },
    async (request, reply) => {
      await retireIntakeRule(deps, actorOf(request), { ...request.body, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
