import type {
  Assignees,
  CaseAccesses,
  CaseFileDetail,
  CaseFileRef,
  Chronology,
  ListChronologyQuery,
  ReturnPlaces,
} from '@opis/contracts';
import { type EntryKey, entryPath } from './entry-address.ts';
import { request } from './http.ts';

/** Everything about one file; leaves an access record. */
export function readCaseFile(id: string, signal?: AbortSignal): Promise<CaseFileDetail> {
  return request(`/case-files/${id}`, { signal });
}

/** One page of what happened to a file, newest first. */
export function readChronology(
  id: string,
  query: Partial<ListChronologyQuery>,
  signal?: AbortSignal,
): Promise<Chronology> {
  return request(`/case-files/${id}/chronology`, { query, signal });
}

/** One page of who looked, newest first. */
export function listCaseAccesses(id: string, after?: string, signal?: AbortSignal): Promise<CaseAccesses> {
  return request(`/case-files/${id}/accesses`, { query: { after }, signal });
}

/** Who may receive a file, with their load, and the units that it may go to. */
export function listAssignees(id: string, signal?: AbortSignal): Promise<Assignees> {
  return request(`/case-files/${id}/assignees`, { signal });
}

/** Who had a file before and may have it again. */
export function listReturnPlaces(id: string, signal?: AbortSignal): Promise<ReturnPlaces> {
  return request(`/case-files/${id}/return-places`, { signal });
}

/** The file that holds an entry of a book. */
export function findCaseFile(key: EntryKey, signal?: AbortSignal): Promise<CaseFileRef> {
  return request(`${entryPath(key)}/case-file`, { signal });
}
