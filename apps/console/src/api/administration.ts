import type {
  AccountRights,
  AdministeredAccount,
  AdministeredRegister,
  AdministrationAct,
  ApplyImportRequest,
  ChangeOrganisationRequest,
  EntryReaders,
  GrantRequest,
  HandOverWorkRequest,
  Holiday,
  ImportPreview,
  OpenAccountRequest,
  OpenWork,
  OrganisationView,
  PasswordLink,
  PreviewImportRequest,
  ReorganisationOutcome,
  ReorganisationPreview,
  ReorganiseRequest,
  RevertOutcome,
  WorkHandedOver,
} from '@opis/contracts';
import { apiUrl, request } from './http.ts';

const at = '/administration';
const post = <Answer>(path: string, body: object) => request<Answer>(path, { method: 'POST', body });

export const readOrganisation = () => request<OrganisationView>(`${at}/organisation`);
export const changeOrganisation = (body: ChangeOrganisationRequest) => post<void>(`${at}/changes`, body);

export type ActsPage = { items: AdministrationAct[]; next: string | null };
export const listActs = (query: { before?: string | undefined; about?: string | undefined }) =>
  request<ActsPage>(`${at}/acts`, { query });
export const revertAct = (id: string, requestId: string) =>
  post<RevertOutcome>(`${at}/acts/${id}/revert`, { requestId });

export const exportAddress = (format: 'yaml' | 'csv') => apiUrl(`${at}/export`, { format });
export const previewImport = (body: PreviewImportRequest) =>
  post<ImportPreview>(`${at}/import/preview`, body);
export const applyImport = (body: ApplyImportRequest) => post<void>(`${at}/import`, body);

type Reorganisation = Omit<ReorganiseRequest, 'requestId'>;
export const previewReorganisation = (body: Reorganisation) =>
  post<ReorganisationPreview>(`${at}/reorganisations/preview`, body);
export const reorganise = (body: ReorganiseRequest) =>
  post<ReorganisationOutcome>(`${at}/reorganisations`, body);

export const listAccounts = () => request<{ items: AdministeredAccount[] }>(`${at}/accounts`);
export const readAccountRights = (id: string) => request<AccountRights>(`${at}/accounts/${id}`);
export const openAccount = (body: OpenAccountRequest) => post<PasswordLink>(`${at}/accounts`, body);
export const resetPassword = (id: string, requestId: string) =>
  post<PasswordLink>(`${at}/accounts/${id}/password`, { requestId });
export const setAccountOpen = (id: string, { open, requestId }: { open: boolean; requestId: string }) =>
  post<void>(`${at}/accounts/${id}/${open ? 'reopening' : 'closing'}`, { requestId });
export const giveRole = (id: string, body: GrantRequest) => post<void>(`${at}/accounts/${id}/grants`, body);
export const takeRole = (id: string, body: GrantRequest) =>
  post<void>(`${at}/accounts/${id}/grants/withdrawal`, body);
export const listEntryReaders = (query: { register: string; year: number; number: number }) =>
  request<EntryReaders>(`${at}/readers`, { query });

export const listAdministeredRegisters = () => request<{ items: AdministeredRegister[] }>(`${at}/registers`);
export const setUpRegister = (body: { requestId: string; name: string; unit: string | null }) =>
  post<void>(`${at}/registers`, body);
export const addSubRegister = (register: string, body: { requestId: string; code: string; name: string }) =>
  post<void>(`${at}/registers/${register}/sub-registers`, body);

export const listHolidays = (year: number) =>
  request<{ year: number; items: Holiday[] }>('/holidays', { query: { year } });

/** Chooses a password by a link; nobody is signed in. */
export const usePasswordLink = (body: { secret: string; password: string }) =>
  request<void>('/password', { method: 'POST', body, beforeSignIn: true });

/** What a person has open, by their mark. */
export function readOpenWork(code: string, signal?: AbortSignal): Promise<OpenWork> {
  return request(`/administration/people/${encodeURIComponent(code)}/open-work`, { signal });
}

/** Hands all of it over to another; repeating it goes on where it stopped. */
export function handOverWork(code: string, body: HandOverWorkRequest): Promise<WorkHandedOver> {
  const path = `/administration/people/${encodeURIComponent(code)}/open-work/hand-over`;
  return request(path, { method: 'POST', body, patience: 120_000 });
}
