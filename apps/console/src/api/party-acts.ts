import type {
  AddContactRequest,
  AddRepresentationRequest,
  ChangeContactRequest,
  DuplicatePairs,
  EndRepresentationRequest,
  MergePartyRequest,
  PartyAccesses,
  PartyDuplicates,
  PartyEntries,
  PartyPage,
  TellApartRequest,
  UnmergePartyRequest,
} from '@opis/contracts';
import { request } from './http.ts';

/** An act on a party's page: where it is sent below `/parties/:id`, and what. Each answers with the page after it. */
export type PartyAct =
  | { path: 'merge'; body: MergePartyRequest }
  | { path: 'unmerge'; body: UnmergePartyRequest }
  | { path: 'distinction'; body: TellApartRequest }
  | { path: 'contacts'; body: AddContactRequest }
  | { path: `contacts/${string}`; body: ChangeContactRequest }
  | { path: 'representations'; body: AddRepresentationRequest }
  | { path: `representations/${string}/end`; body: EndRepresentationRequest };

export function actOnParty(id: string, act: PartyAct): Promise<PartyPage> {
  return request(`/parties/${id}/${act.path}`, { method: 'POST', body: act.body });
}

export function listPartyEntries(id: string, after: string, signal?: AbortSignal): Promise<PartyEntries> {
  return request(`/parties/${id}/entries`, { query: { after }, signal });
}

export function listPartyAccesses(id: string, signal?: AbortSignal): Promise<PartyAccesses> {
  return request(`/parties/${id}/accesses`, { signal });
}

export function listPartyDuplicates(id: string, signal?: AbortSignal): Promise<PartyDuplicates> {
  return request(`/parties/${id}/duplicates`, { signal });
}

export function listDuplicatePairs(after: string | undefined, signal?: AbortSignal): Promise<DuplicatePairs> {
  return request('/party-duplicates', { query: { after }, signal });
}
