import { CaseConflictProblem, CaseFileRow, SetComplaintRequest } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../../identity/index.ts';
import type { AssignDeps } from '../acts/assign-case-files.ts';
import { setComplaint } from './set-complaint.ts';

const params = z.object({ id: z.uuid() });

/** Whom a petition is about (PET-11). */
export function complaintRoutes(app: Http, deps: AssignDeps) {
  app.post(
    '/api/v1/case-files/:id/complaint',
    {
      schema: { params, body: SetComplaintRequest, response: { 200: CaseFileRow, 409: CaseConflictProblem } },
    },
    (request) => setComplaint(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
}
