import {
  CaseConflictProblem,
  CaseFileRow,
  CaseProcedure,
  ChangeProcedureRequest,
  Code,
  MarkRequirementRequest,
  ProcedureHistory,
  Procedures,
  SetCaseFieldsRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf, requirePermission } from '../../identity/index.ts';
import { type ChangeProcedureDeps, changeProcedure } from './change-procedure.ts';
import type { CaseProcedureDeps } from './describe-case-procedure.ts';
import { markRequirement } from './mark-requirement.ts';
import { getProcedureHistory } from './procedure-history.ts';
import { setCaseFields } from './set-case-fields.ts';

export type ProcedureRoutesDeps = ChangeProcedureDeps & CaseProcedureDeps;

const file = '/api/v1/case-files/:id';
const params = z.object({ id: z.uuid() });

/** Procedures, and what one file says by its own. */
export function procedureRoutes(app: Http, deps: ProcedureRoutesDeps) {
  app.get('/api/v1/procedures', { schema: { response: { 200: Procedures } } }, async (request) => {
    actorOf(request);
    return { items: [...(await deps.procedures.list())] };
  });
  app.get(
    '/api/v1/procedures/:code',
    { schema: { params: z.object({ code: Code }), response: { 200: ProcedureHistory } } },
    (request) => {
      requirePermission(actorOf(request), 'organisation.manage', null);
      return getProcedureHistory(deps, request.params.code);
    },
  );
  const response = { 200: CaseFileRow, 409: CaseConflictProblem };
  app.post(`${file}/procedure`, { schema: { params, body: ChangeProcedureRequest, response } }, (request) =>
    changeProcedure(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${file}/fields`, { schema: { params, body: SetCaseFieldsRequest, response } }, (request) =>
    setCaseFields(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(
    `${file}/requirements`,
    { schema: { params, body: MarkRequirementRequest, response: { 200: CaseProcedure } } },
    (request) => markRequirement(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
}
