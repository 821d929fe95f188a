import type {
  AddGroundRequest,
  CheckGroundRequest,
  CopyTariff,
  ExportInformationRequest,
  InformationComplaint,
  InformationRegisterPage,
  InformationReport,
  InformationReportFiles,
  InformationRequest,
  LongWork,
  RecordVerbalRequest,
  RecordVerbalResponse,
  RefusalGround,
  RefusalGrounds,
  SetCopyTariffRequest,
  SimilarInformationRequests,
} from '@opis/contracts';
import { request } from './http.ts';

const root = '/information-requests';

export const readInformationRequest = (id: string, signal?: AbortSignal): Promise<InformationRequest> =>
  request(`${root}/${id}`, { signal });

/** Earlier requests that ask nearly the same, the likest first. */
export const listSimilarRequests = (id: string, signal?: AbortSignal): Promise<SimilarInformationRequests> =>
  request(`${root}/${id}/similar`, { signal });

/** Does one act, by its place in the API; repeating the same `requestId` has no second effect. */
export const actOnInformation = (id: string, place: string, body: object): Promise<InformationRequest> =>
  request(`${root}/${id}/${place}`, { method: 'POST', body, patience: 20_000 });

/** Registers a complaint about a request; it takes a number of its own. */
export const lodgeComplaint = (id: string, body: object): Promise<InformationComplaint> =>
  request(`${root}/${id}/complaints`, { method: 'POST', body, patience: 20_000 });

/** The lawyer vouches for a ground of refusal, or takes it back. */
export const checkGround = (
  { code, validFrom }: { code: string; validFrom: string },
  body: CheckGroundRequest,
): Promise<RefusalGrounds> =>
  request(`/information-requests/grounds/${code}/${validFrom}/check`, { method: 'POST', body });

/** Adds a ground that another act gives. */
export const addGround = (body: AddGroundRequest): Promise<RefusalGrounds> =>
  request('/information-requests/grounds', { method: 'POST', body });

export const listRefusalGrounds = (signal?: AbortSignal): Promise<{ items: RefusalGround[] }> =>
  request(`${root}/grounds`, { signal });
export const listCopyTariffs = (signal?: AbortSignal): Promise<{ items: CopyTariff[] }> =>
  request('/copy-tariffs', { signal });
/** Sets a price from a day on; answers with every price. */
export const setCopyTariff = (body: SetCopyTariffRequest): Promise<{ items: CopyTariff[] }> =>
  request('/copy-tariffs', { method: 'POST', body });

export const recordVerbal = (body: Partial<RecordVerbalRequest>): Promise<RecordVerbalResponse> =>
  request(`${root}/verbal`, { method: 'POST', body, patience: 20_000 });

export const listInformationRequests = (
  query: { year: number; result?: string | undefined; after?: string | undefined },
  signal?: AbortSignal,
): Promise<InformationRegisterPage> => request(root, { query, signal });

export const readInformationReport = (year: number, signal?: AbortSignal): Promise<InformationReport> =>
  request(`${root}/report/${year}`, { signal });
export const listInformationReportFiles = (
  year: number,
  line: string,
  signal?: AbortSignal,
): Promise<InformationReportFiles> => request(`${root}/report/${year}/lines/${line}`, { signal });
export const answerInformationReport = (
  year: number,
  line: string,
  value: string,
): Promise<InformationReport> =>
  request(`${root}/report/${year}/answers`, {
    method: 'POST',
    body: { requestId: crypto.randomUUID(), answers: [{ line, value }] },
  });
export const exportInformation = (
  what: 'register' | 'report',
  year: number,
  format: ExportInformationRequest['format'],
): Promise<LongWork> =>
  request(`${root}/${what}/${year}/exports`, {
    method: 'POST',
    body: { requestId: crypto.randomUUID(), format },
  });
