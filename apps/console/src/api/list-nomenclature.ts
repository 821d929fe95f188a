import { request } from './http.ts';

/** Rows of the *nomenclator arhivistic*. */
export function listNomenclature(): Promise<{ items: { code: string; title: string }[] }> {
  return request('/nomenclature');
}
