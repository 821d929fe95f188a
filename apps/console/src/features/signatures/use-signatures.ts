import type { CaseSignatures } from '@opis/contracts';
import { useQuery } from '@tanstack/react-query';
import { readCaseSignatures } from '../../api/signatures.ts';

export type SignedDocument = CaseSignatures['items'][number];

/** Signed documents of a file by their ids; empty until they are known: a page never waits for them. */
export function useSignatures(caseFileId: string): ReadonlyMap<string, SignedDocument> {
  const { data } = useQuery({
    queryKey: ['case-files', 'signatures', caseFileId],
    queryFn: ({ signal }) => readCaseSignatures(caseFileId, signal),
  });
  return new Map(data?.items.map((item) => [item.documentId, item]));
}
