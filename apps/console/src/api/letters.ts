import type {
  CreateLetterRequest,
  HandOverLetterRequest,
  LetterConflict,
  LetterConflictProblem,
  LetterCounts,
  LetterDetail,
  LetterEditors,
  LetterPage,
  LetterPreview,
  LetterQueue,
  LetterRouteChoices,
  Letters,
  LetterTemplate,
  LetterTemplates,
  LetterVersion,
  RecallLetterRequest,
  RecordLetterReturnRequest,
  RecordLetterSentRequest,
  RecordPaperSignaturesRequest,
  SaveLetterRequest,
  SaveLetterTemplateRequest,
  SaveTextModuleRequest,
  SealLettersRequest,
  SealLettersResponse,
  SendLetterOnRouteRequest,
  SigningBatch,
  SigningCredentials,
  TextModule,
  TextModules,
  WithdrawLetterRequest,
} from '@opis/contracts';
import { ProblemError, type Query, request } from './http.ts';

const patience = 30_000;

export const readLetter = (id: string, signal?: AbortSignal): Promise<LetterDetail> =>
  request(`/letters/${id}`, { signal });
/** The letter that somebody is asked to endorse or sign. */
export const readRoutedLetter = (routeId: string, signal?: AbortSignal): Promise<LetterDetail> =>
  request(`/letter-routes/${routeId}`, { signal });
export const listFileLetters = (fileId: string, signal?: AbortSignal): Promise<Letters> =>
  request(`/case-files/${fileId}/letters`, { signal });
export const listLetters = (queue: LetterQueue, after?: string, signal?: AbortSignal): Promise<LetterPage> =>
  request('/letters', { query: { queue, after }, signal });
export const countLetters = (signal?: AbortSignal): Promise<LetterCounts> =>
  request('/letters/counts', { signal });
export const createLetter = (fileId: string, body: CreateLetterRequest): Promise<LetterDetail> =>
  request(`/case-files/${fileId}/letters`, { method: 'POST', body, patience });
export const saveLetter = (id: string, body: SaveLetterRequest): Promise<LetterDetail> =>
  request(`/letters/${id}/draft`, { method: 'POST', body, patience });
export const tellEditing = (id: string): Promise<LetterEditors> =>
  request(`/letters/${id}/editing`, { method: 'POST', body: {} });
export const readVersion = (id: string, number: number): Promise<LetterVersion> =>
  request(`/letters/${id}/versions/${number}`);
export const readPreview = (id: string, signal?: AbortSignal): Promise<LetterPreview> =>
  request(`/letters/${id}/preview`, { signal });
export const readRouteChoices = (id: string, signal?: AbortSignal): Promise<LetterRouteChoices> =>
  request(`/letters/${id}/route`, { signal });

/** Every act on a letter, each with its own body; by its place in the API. */
export type LetterActs = {
  'send-on-route': SendLetterOnRouteRequest;
  recall: RecallLetterRequest;
  withdraw: WithdrawLetterRequest;
  'signed-paper': RecordPaperSignaturesRequest;
  'hand-over': HandOverLetterRequest;
  sent: RecordLetterSentRequest;
  returned: RecordLetterReturnRequest;
};

/** Does one act and gives the letter as it is afterwards. Repeating the same `requestId` has no second effect. */
export function actOnLetter<Kind extends keyof LetterActs>(
  id: string,
  kind: Kind,
  body: LetterActs[Kind],
): Promise<LetterDetail> {
  return request(`/letters/${id}/${kind}`, { method: 'POST', body, patience });
}

/** What others made of the letter meanwhile, when that is why an act was refused. */
export function letterConflictOf(error: unknown): LetterConflict | null {
  if (!(error instanceof ProblemError) || error.problem.code !== 'letter.changed-meanwhile') return null;
  return (error.problem as LetterConflictProblem).conflict ?? null;
}

/** Certificates that the person signs with. */
export const listCredentials = (signal?: AbortSignal): Promise<SigningCredentials> =>
  request('/signing/credentials', { signal });
/** Begins to sign; `readSigningBatch` tells how far it is. */
export const sealLetters = (body: SealLettersRequest): Promise<SealLettersResponse> =>
  request('/letters/seal', { method: 'POST', body, patience });
export const readSigningBatch = (id: string): Promise<SigningBatch> => request(`/signing-batches/${id}`);

export const listTemplates = (query: Query = {}, signal?: AbortSignal): Promise<LetterTemplates> =>
  request('/letter-templates', { query, signal });
export const saveTemplate = (body: SaveLetterTemplateRequest): Promise<LetterTemplate> =>
  request('/letter-templates', { method: 'POST', body });
export const listTextModules = (signal?: AbortSignal): Promise<TextModules> =>
  request('/text-modules', { signal });
export const saveTextModule = (body: SaveTextModuleRequest): Promise<TextModule> =>
  request('/text-modules', { method: 'POST', body });
