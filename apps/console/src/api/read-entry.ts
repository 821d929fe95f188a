import type { EntryDetail } from '@opis/contracts';
import { type EntryKey, entryPath } from './entry-address.ts';
import { request } from './http.ts';

export function readEntry(key: EntryKey, signal?: AbortSignal): Promise<EntryDetail> {
  return request(entryPath(key), { signal });
}
