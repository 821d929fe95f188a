import type { DocumentNotes, FileNotes, PartNotes } from '@opis/contracts';
import { type EntryKey, entryPath } from './entry-address.ts';
import { request } from './http.ts';

/** What there is to say of the documents of a case file, of those that may be read. */
export const noteCaseFile = (id: string, signal?: AbortSignal) =>
  request<DocumentNotes>(`/case-files/${id}/file-works`, { signal });

/** The same of the documents of an entry. */
export const noteEntry = (key: EntryKey, signal?: AbortSignal) =>
  request<DocumentNotes>(`${entryPath(key)}/file-works`, { signal });

/** The same of a file that waits to be registered. */
export const noteUpload = (id: string, signal?: AbortSignal) =>
  request<FileNotes>(`/uploads/${id}/file-works`, { signal });

/** The same of the files of a message. */
export const noteParts = (id: string, signal?: AbortSignal) =>
  request<PartNotes>(`/mail-intake/${id}/file-works`, { signal });
