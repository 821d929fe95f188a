import { PetitionerView } from '@opis/contracts';
import { renderCaseStatus } from '@opis/portal';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { type PortalFrames, sendPage } from '../../../platform/http/portal-pages.ts';
import { actorOf } from '../../identity/index.ts';
import type { CasePageDeps } from '../views/get-case-file.ts';
import { viewAsPetitioner } from './petitioner-view.ts';

export type PetitionerRoutesDeps = CasePageDeps & { frames: PortalFrames };

const page = '/api/v1/case-files/:id/as-petitioner';
const params = z.object({ id: z.uuid() });

/** A file as its petitioner sees it: what is told, and the very page that they would open. */
export function petitionerRoutes(app: Http, deps: PetitionerRoutesDeps) {
  app.get(page, { schema: { params, response: { 200: PetitionerView } } }, (request) =>
    viewAsPetitioner(deps, actorOf(request), request.params.id),
  );
  app.get(
    `${page}/page`,
    { schema: { produces: ['text/html'], params, response: { 200: z.string() } } },
    async (request, reply) => {
      const view = await viewAsPetitioner(deps, actorOf(request), request.params.id);
      return sendPage(reply, renderCaseStatus(await deps.frames(), view));
    },
  );
}
