import { type EntryKey, entryPath } from './entry-address.ts';
import { apiUrl } from './http.ts';

export type ReceiptFormat = 'a5' | 'roll80';

export function labelUrl(key: EntryKey): string {
  return apiUrl(`${entryPath(key)}/label.pdf`);
}

export function receiptUrl(key: EntryKey, format: ReceiptFormat): string {
  return apiUrl(`${entryPath(key)}/receipt.pdf`, { format });
}

/** Address of a document's bytes, to download. */
export function documentUrl(key: EntryKey, documentId: string): string {
  return apiUrl(`${entryPath(key)}/documents/${documentId}/content`);
}

/** Address of the picture of a document's page, from 1. */
export function documentPageUrl(key: EntryKey, documentId: string, page: number): string {
  return apiUrl(`${entryPath(key)}/documents/${documentId}/pages/${page}.png`);
}

/** Address of the picture of a waiting upload's page, from 1. */
export function uploadPageUrl(uploadId: string, page: number): string {
  return apiUrl(`/uploads/${uploadId}/pages/${page}.png`);
}
