import type { DocumentNotes, FileNotes } from '@opis/contracts';
import { useQuery } from '@tanstack/react-query';
import type { EntryKey } from '../../api/entry-address.ts';
import { noteCaseFile, noteEntry, noteParts, noteUpload } from '../../api/file-works.ts';

const everyMs = 4_000;

/** Asked again while something is under way. */
function useNotes<Notes>(
  key: readonly unknown[],
  {
    read,
    filesOf,
    enabled = true,
  }: {
    read: (signal: AbortSignal) => Promise<Notes>;
    filesOf: (notes: Notes) => readonly FileNotes[];
    enabled?: boolean;
  },
) {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read(signal),
    enabled,
    refetchInterval: ({ state }) =>
      state.data !== undefined && filesOf(state.data).some(isBusy) ? everyMs : false,
  });
}

const isBusy = ({ lines }: FileNotes) => lines.some(({ tone }) => tone === 'busy');

/** What is said of documents, by their ids. Of one that is not in it there is nothing to say. */
export type NotesById = ReadonlyMap<string, FileNotes>;

const byDocument = (notes: DocumentNotes | undefined): NotesById =>
  new Map(notes?.items.map((item) => [item.documentId, item]));

/** Of the documents of a case file. */
export const useFileWorks = (caseFileId: string): NotesById =>
  byDocument(
    useNotes(['case-files', 'file-works', caseFileId], {
      read: (signal) => noteCaseFile(caseFileId, signal),
      filesOf: ({ items }) => items,
    }).data,
  );

/** Of the documents of an entry; undefined until it is known. Not asked about what may not be read. */
export function useEntryWorks(key: EntryKey, enabled: boolean): NotesById | undefined {
  const { data, isError } = useNotes(['entries', 'file-works', key.register, key.year, key.number], {
    read: (signal) => noteEntry(key, signal),
    filesOf: ({ items }) => items,
    enabled,
  });
  return data || isError ? byDocument(data) : undefined;
}

/** Of a file that waits to be registered; undefined until it is known. */
export function useUploadWorks(uploadId: string | undefined): FileNotes | undefined {
  const { data, isError } = useNotes(['uploads', 'file-works', uploadId], {
    read: (signal) => noteUpload(uploadId ?? '', signal),
    filesOf: (notes) => [notes],
    enabled: uploadId !== undefined,
  });
  return isError ? nothingKnown : data;
}

/** Of the files of a message, by their place in it; undefined until it is known. */
export function usePartWorks(messageId: string) {
  const { data } = useNotes(['mail-intake', 'file-works', messageId], {
    read: (signal) => noteParts(messageId, signal),
    filesOf: ({ items }) => items,
  });
  return data && new Map(data.items.map((item) => [item.ordinal, item]));
}

const nothingKnown: FileNotes = { lines: [], openable: true };
