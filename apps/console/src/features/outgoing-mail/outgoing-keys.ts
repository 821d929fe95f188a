import type { OutgoingMessageDetail } from '@opis/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { letterKeys } from '../letters/letter-keys.ts';
import { refreshCaseFiles } from '../works/keep-case-file.ts';

/** Names of what is kept of outgoing messages. */
export const outgoingKeys = {
  all: ['outgoing'],
  queue: (queue: string) => ['outgoing', 'queue', queue],
  counts: ['outgoing', 'counts'],
  letter: (letterId: string) => ['outgoing', 'letter', letterId],
  message: (id: string) => ['outgoing', 'message', id],
  batch: (workId: string) => ['outgoing', 'batch', workId],
  work: (workId: string) => ['outgoing', 'work', workId],
} as const;

/** Something of a message changed: lists are read again, its letter and its file too. */
export function refreshMessages(queries: QueryClient, message?: Pick<OutgoingMessageDetail, 'letterId'>) {
  void queries.invalidateQueries({ queryKey: outgoingKeys.all });
  if (message?.letterId !== null) void queries.invalidateQueries({ queryKey: letterKeys.all });
  refreshCaseFiles(queries);
}
