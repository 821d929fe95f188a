import { AppError, Code, HandOverWorkRequest, OpenWork, WorkHandedOver } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf, requirePermission } from '../../identity/index.ts';
import { findStaffId } from '../../organisation/index.ts';
import { type HandOverDeps, handOverWork } from './hand-over-work.ts';
import { listOpenWork } from './list-open-work.ts';

const people = '/api/v1/administration/people';
const params = z.object({ code: Code });

/** What a person has open, and its handing over when they go. */
export function availabilityRoutes(app: Http, deps: HandOverDeps) {
  app.get(
    `${people}/:code/open-work`,
    { schema: { params, response: { 200: OpenWork } } },
    async (request) => {
      requirePermission(actorOf(request), 'organisation.manage', null);
      const id = await findStaffId(deps.db, request.params.code);
      if (id === undefined) throw new AppError('not-found', 'identity.staff-not-found');
      return listOpenWork(deps, id);
    },
  );
  app.post(
    `${people}/:code/open-work/hand-over`,
    { schema: { params, body: HandOverWorkRequest, response: { 200: WorkHandedOver } } },
    (request) => handOverWork(deps, actorOf(request), { ...request.body, person: request.params.code }),
  );
}
