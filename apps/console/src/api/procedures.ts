import type {
  AddCaseDocumentsRequest,
  CaseItem,
  CaseProcedure,
  DescribeDocumentRequest,
  MarkRequirementRequest,
  OrderOpisRequest,
  PetitionerView,
  ProcedureHistory,
  Procedures,
} from '@opis/contracts';
import { apiUrl, request } from './http.ts';

/** The newest version of every procedure. */
export function listProcedures(): Promise<Procedures> {
  return request('/procedures');
}

/** One procedure with its versions, for whoever sets the house up. */
export function readProcedure(code: string, signal?: AbortSignal): Promise<ProcedureHistory> {
  return request(`/procedures/${code}`, { signal });
}

/** Says that a document asked for is there, or is not. */
export function markRequirement(id: string, body: MarkRequirementRequest): Promise<CaseProcedure> {
  return request(`/case-files/${id}/requirements`, { method: 'POST', body });
}

type Opis = Promise<{ items: CaseItem[] }>;

export function addCaseDocuments(id: string, body: AddCaseDocumentsRequest): Opis {
  return request(`/case-files/${id}/documents`, { method: 'POST', body });
}

export function orderOpis(id: string, body: OrderOpisRequest): Opis {
  return request(`/case-files/${id}/opis/order`, { method: 'POST', body });
}

export function describeDocument(id: string, body: DescribeDocumentRequest): Opis {
  return request(`/case-files/${id}/opis/describe`, { method: 'POST', body });
}

/** What the petitioner of a file is shown. */
export function readAsPetitioner(id: string, signal?: AbortSignal): Promise<PetitionerView> {
  return request(`/case-files/${id}/as-petitioner`, { signal });
}

/** The page that they would open. */
export const petitionerPageUrl = (id: string) => apiUrl(`/case-files/${id}/as-petitioner/page`);
