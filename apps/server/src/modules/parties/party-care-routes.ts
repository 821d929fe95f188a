import {
  AddContactRequest,
  AddRepresentationRequest,
  ChangeContactRequest,
  DuplicatePairs,
  DuplicatePairsQuery,
  EndRepresentationRequest,
  Id,
  MergePartyRequest,
  PartyDuplicates,
  PartyPage,
  TellApartRequest,
  UnmergePartyRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { addContact } from './contacts/add-contact.ts';
import { changeContact } from './contacts/change-contact.ts';
import { listDuplicatePairs, listDuplicates } from './duplicates/list-duplicates.ts';
import { mergeParties } from './merge/merge-parties.ts';
import { tellApart } from './merge/tell-apart.ts';
import { unmergeParties } from './merge/unmerge-parties.ts';
import { addRepresentation } from './representation/add-representation.ts';
import { endRepresentation } from './representation/end-representation.ts';
import { showParty } from './show-party.ts';
import type { PartyDeps } from './suggest-parties.ts';

const OneParty = z.strictObject({ id: Id });
const OneContact = z.strictObject({ id: Id, contactId: Id });
const OneRepresentation = z.strictObject({ id: Id, representationId: Id });
const one = '/api/v1/parties/:id';
const response = { 200: PartyPage };

/** Keeping the base of persons right: duplicates, merges and their undoing. Each act answers with the page after it. */
export function partyMergeRoutes(app: Http, deps: PartyDeps): void {
  app.get(
    '/api/v1/party-duplicates',
    { schema: { querystring: DuplicatePairsQuery, response: { 200: DuplicatePairs } } },
    (request) => listDuplicatePairs(deps, actorOf(request), request.query.after),
  );
  app.get(
    `${one}/duplicates`,
    { schema: { params: OneParty, response: { 200: PartyDuplicates } } },
    (request) => listDuplicates(deps, actorOf(request), request.params.id),
  );
  app.post(
    `${one}/merge`,
    { schema: { params: OneParty, body: MergePartyRequest, response } },
    async (request) => {
      const actor = actorOf(request);
      await mergeParties(deps, actor, { ...request.body, survivorId: request.params.id });
      return showParty(deps, actor, request.params.id);
    },
  );
  app.post(
    `${one}/unmerge`,
    { schema: { params: OneParty, body: UnmergePartyRequest, response } },
    async (request) => {
      const actor = actorOf(request);
      await unmergeParties(deps, actor, { ...request.body, survivorId: request.params.id });
      return showParty(deps, actor, request.params.id);
    },
  );
  app.post(
    `${one}/distinction`,
    { schema: { params: OneParty, body: TellApartRequest, response } },
    async (request) => {
      const actor = actorOf(request);
      await tellApart(deps, actor, { ...request.body, partyId: request.params.id });
      return showParty(deps, actor, request.params.id);
    },
  );
}

/** Contact points of a party, and who acts for whom. */
export function partyCareRoutes(app: Http, deps: PartyDeps): void {
  app.post(
    `${one}/contacts`,
    { schema: { params: OneParty, body: AddContactRequest, response } },
    async (request) => {
      const actor = actorOf(request);
      await addContact(deps, actor, { ...request.body, partyId: request.params.id });
      return showParty(deps, actor, request.params.id);
    },
  );
  app.post(
    `${one}/contacts/:contactId`,
    { schema: { params: OneContact, body: ChangeContactRequest, response } },
    async (request) => {
      const actor = actorOf(request);
      const { id, contactId } = request.params;
      await changeContact(deps, actor, { ...request.body, partyId: id, contactId });
      return showParty(deps, actor, id);
    },
  );
  app.post(
    `${one}/representations`,
    { schema: { params: OneParty, body: AddRepresentationRequest, response } },
    async (request) => {
      const actor = actorOf(request);
      await addRepresentation(deps, actor, { ...request.body, partyId: request.params.id });
      return showParty(deps, actor, request.params.id);
    },
  );
  app.post(
    `${one}/representations/:representationId/end`,
    { schema: { params: OneRepresentation, body: EndRepresentationRequest, response } },
    async (request) => {
      const actor = actorOf(request);
      const { id, representationId } = request.params;
      await endRepresentation(deps, actor, { ...request.body, partyId: id, representationId });
      return showParty(deps, actor, id);
    },
  );
}
