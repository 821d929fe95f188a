import type {
  EmergencySheetDetail,
  EmergencySheets,
  EnterEmergencyLineRequest,
  MakeEmergencySheetRequest,
  Offices,
  RegisterDocumentResponse,
  VoidEmergencyLinesRequest,
} from '@opis/contracts';
import { apiUrl, request } from './http.ts';

const sheets = '/emergency/sheets';

export function listSheets(): Promise<EmergencySheets> {
  return request(sheets);
}

export function readSheet(id: string, signal?: AbortSignal): Promise<EmergencySheetDetail> {
  return request(`${sheets}/${id}`, { signal });
}

export function makeSheet(body: MakeEmergencySheetRequest): Promise<EmergencySheetDetail> {
  return request(sheets, { method: 'POST', body });
}

export const sheetUrl = (id: string) => apiUrl(`${sheets}/${id}/sheet.pdf`);

/** Registers what stands on a line; asked again with the same id it answers with the same number. */
export function enterLine(
  place: { sheetId: string; number: number },
  body: EnterEmergencyLineRequest,
): Promise<RegisterDocumentResponse> {
  const path = `${sheets}/${place.sheetId}/lines/${place.number}/entry`;
  return request(path, { method: 'POST', body, patience: 10_000 });
}

export function voidLines(sheetId: string, body: VoidEmergencyLinesRequest): Promise<EmergencySheetDetail> {
  return request(`${sheets}/${sheetId}/void`, { method: 'POST', body });
}

export function listOffices(): Promise<typeof Offices._output> {
  return request('/offices');
}
