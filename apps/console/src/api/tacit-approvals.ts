import type { DecideTacitRequest, TacitFindings, TacitStanding } from '@opis/contracts';
import { request } from './http.ts';

const of = (id: string) => `/case-files/${id}/tacit-approval`;

export const readTacitStanding = (id: string, signal?: AbortSignal): Promise<TacitStanding> =>
  request(of(id), { signal });

export const notifyIrregularity = (id: string, requestId: string): Promise<TacitStanding> =>
  request(`${of(id)}/irregularity`, { method: 'POST', body: { requestId } });

export const decideTacitEffect = (id: string, body: DecideTacitRequest): Promise<TacitStanding> =>
  request(`${of(id)}/decision`, { method: 'POST', body });

/** Files whose term passed with no answer, those that nobody examined first. */
export const listTacitFindings = (signal?: AbortSignal): Promise<TacitFindings> =>
  request('/tacit-approvals', { signal });
