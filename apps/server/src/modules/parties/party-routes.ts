import {
  Id,
  PartyAccesses,
  PartyEntries,
  PartyEntriesQuery,
  PartyPage,
  PartyQuery,
  PartySuggestions,
  RevealCnpRequest,
  RevealCnpResponse,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { partyCareRoutes, partyMergeRoutes } from './party-care-routes.ts';
import { listPartyAccesses, listPartyEntries } from './party-views.ts';
import { revealCnp } from './reveal-cnp.ts';
import { showParty } from './show-party.ts';
import { type PartyDeps, suggestParties } from './suggest-parties.ts';

const OneParty = z.strictObject({ id: Id });

/** Search while typing, a party's page with its entries and who looked, the reveal of a CNP, and the care of the base. */
export function partyRoutes(app: Http, deps: PartyDeps): void {
  // What is sought goes in the body: an address is written into logs, and a CNP may be sought.
  app.post(
    '/api/v1/parties/search',
    { schema: { body: PartyQuery, response: { 200: PartySuggestions } } },
    async (request) => ({ items: await suggestParties(deps, actorOf(request), request.body.q) }),
  );
  app.get(
    '/api/v1/parties/:id',
    { schema: { params: OneParty, response: { 200: PartyPage } } },
    async (request) => showParty(deps, actorOf(request), request.params.id),
  );
  app.get(
    '/api/v1/parties/:id/entries',
    { schema: { params: OneParty, querystring: PartyEntriesQuery, response: { 200: PartyEntries } } },
    (request) => listPartyEntries(deps, actorOf(request), { ...request.query, partyId: request.params.id }),
  );
  app.get(
    '/api/v1/parties/:id/accesses',
    { schema: { params: OneParty, response: { 200: PartyAccesses } } },
    (request) => listPartyAccesses(deps, actorOf(request), request.params.id),
  );
  partyMergeRoutes(app, deps);
  partyCareRoutes(app, deps);
  app.post(
    '/api/v1/parties/:id/reveal',
    { schema: { params: OneParty, body: RevealCnpRequest, response: { 200: RevealCnpResponse } } },
    async (request) => revealCnp(deps, actorOf(request), { ...request.body, partyId: request.params.id }),
  );
}
