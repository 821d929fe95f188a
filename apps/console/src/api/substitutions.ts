import type {
  ChangeSubstitutionRequest,
  Colleague,
  DeclareSubstitutionRequest,
  ListSubstitutionsQuery,
  Substitution,
} from '@opis/contracts';
import { request } from './http.ts';

/** Absences with their substitutes: one's own, or of the people for whom one may declare. */
export function listSubstitutions(
  whose: ListSubstitutionsQuery['whose'],
  signal?: AbortSignal,
): Promise<{ items: Substitution[] }> {
  return request('/substitutions', { query: { whose }, signal });
}

/** Whoever works here today, by name. */
export function listColleagues(signal?: AbortSignal): Promise<{ items: Colleague[] }> {
  return request('/colleagues', { signal });
}

/** Declares an absence. Repeating the same `requestId` has no second effect. */
export function declareSubstitution(body: DeclareSubstitutionRequest): Promise<Substitution> {
  return request('/substitutions', { method: 'POST', body, patience: 20_000 });
}

/** Puts another declaration in its place. */
export function changeSubstitution(id: string, body: ChangeSubstitutionRequest): Promise<Substitution> {
  return request(`/substitutions/${id}/change`, { method: 'POST', body, patience: 20_000 });
}

/** Takes the rights back now. */
export function endSubstitution(id: string, requestId: string): Promise<Substitution> {
  return request(`/substitutions/${id}/end`, { method: 'POST', body: { requestId }, patience: 20_000 });
}
