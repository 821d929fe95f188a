import { SystemReport } from '@opis/contracts';
import type { Http } from '../../platform/http/http.ts';
import { actorOf, requirePermission } from '../identity/index.ts';
import type { OperationsDeps } from './house.ts';
import { readSystem } from './read-system.ts';

/** The system page's door: for whoever sets the institution up. */
export function operationsRoutes(app: Http, deps: Pick<OperationsDeps, 'db' | 'clock' | 'house'>): void {
  // The page asks again by itself: that does not prolong a session.
  app.get(
    '/api/v1/system',
    { config: { unattended: true }, schema: { response: { 200: SystemReport } } },
    async (request) => {
      requirePermission(actorOf(request), 'organisation.manage', null);
      return readSystem(deps);
    },
  );
}
