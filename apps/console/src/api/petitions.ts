import type {
  ChangeCompetentBodyRequest,
  CloseAnonymousRequest,
  CompetentBodies,
  ExportPetitionReportRequest,
  ExtendPetitionRequest,
  JoinPetitionRequest,
  LongWork,
  PetitionFigureGroup,
  PetitionFiles,
  PetitionReport,
  PetitionView,
  RedirectRequest,
  RetireCompetentBodyRequest,
  SaveCompetentBodyRequest,
  SimilarPetitions,
  TriagePage,
  TriageRequest,
  TriageResult,
  WithdrawRedirectionRequest,
} from '@opis/contracts';
import { request } from './http.ts';

const patience = 20_000;

export const listTriage = (after: string | undefined, signal?: AbortSignal): Promise<TriagePage> =>
  request('/petitions/triage', { query: { after }, signal });

export const readPetition = (id: string, signal?: AbortSignal): Promise<PetitionView> =>
  request(`/petitions/${id}`, { signal });

export const listSimilarPetitions = (id: string, signal?: AbortSignal): Promise<SimilarPetitions> =>
  request(`/petitions/${id}/similar`, { signal });

export const triagePetition = (id: string, body: TriageRequest): Promise<TriageResult> =>
  request(`/petitions/${id}/triage`, { method: 'POST', body, patience });

/** Acts that answer with nothing: the page reads the petition anew. */
export type PetitionActs = {
  'close-anonymous': CloseAnonymousRequest;
  redirection: RedirectRequest;
  'redirection/withdrawal': WithdrawRedirectionRequest;
  joinder: JoinPetitionRequest;
  'close-repeat': JoinPetitionRequest;
  extension: ExtendPetitionRequest;
};

export const actOnPetition = <Verb extends keyof PetitionActs>(
  id: string,
  verb: Verb,
  body: PetitionActs[Verb],
): Promise<void> => request(`/petitions/${id}/${verb}`, { method: 'POST', body, patience });

export const listCompetentBodies = (signal?: AbortSignal): Promise<CompetentBodies> =>
  request('/competent-bodies', { signal });
export const saveCompetentBody = (body: SaveCompetentBodyRequest): Promise<void> =>
  request('/competent-bodies', { method: 'POST', body });
export const changeCompetentBody = (id: string, body: ChangeCompetentBodyRequest): Promise<void> =>
  request(`/competent-bodies/${id}`, { method: 'POST', body });
export const retireCompetentBody = (id: string, body: RetireCompetentBodyRequest): Promise<void> =>
  request(`/competent-bodies/${id}/retirement`, { method: 'POST', body });

type Half = { year: number; half: number };
export const readPetitionReport = (query: Half, signal?: AbortSignal): Promise<PetitionReport> =>
  request('/petitions/report', { query, signal });
export const listPetitionFiles = (
  query: Half & {
    group: PetitionFigureGroup;
    code: string;
    late?: boolean | undefined;
    after?: string | undefined;
  },
  signal?: AbortSignal,
): Promise<PetitionFiles> => request('/petitions/report/files', { query, signal });
export const exportPetitionReport = (body: ExportPetitionReportRequest): Promise<LongWork> =>
  request('/petitions/report/export', { method: 'POST', body });
