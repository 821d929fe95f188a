import type { ResolutionModel, ResolutionModels, SaveResolutionModelRequest } from '@opis/contracts';
import { request } from './http.ts';

/** Kept resolutions: one's own and those that one's units share. */
export function listResolutionModels(): Promise<ResolutionModels> {
  return request('/resolution-models');
}

export function saveResolutionModel(body: SaveResolutionModelRequest): Promise<ResolutionModel> {
  return request('/resolution-models', { method: 'POST', body });
}

export function removeResolutionModel(id: string): Promise<void> {
  return request(`/resolution-models/${id}`, { method: 'DELETE' });
}
