import type { RegisterDocumentRequest, RegisterDocumentResponse } from '@opis/contracts';
import { request } from './http.ts';

/** A number is given in milliseconds; whoever waits longer has lost the line and is told so. */
const patience = 20_000;

/** Registers one document. The same `requestId` and body again return the number of the first time. */
export function registerDocument(
  register: string,
  body: RegisterDocumentRequest,
): Promise<RegisterDocumentResponse> {
  return request(`/registers/${register}/entries`, { method: 'POST', body, patience });
}
