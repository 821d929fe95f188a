import type { EntryDetail } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type AmendmentKind, type Amendments, amendEntry } from '../../api/amend-entry.ts';
import type { EntryKey } from '../../api/entry-address.ts';
import { NoAnswerError, ProblemError } from '../../api/http.ts';
import { readEntry } from '../../api/read-entry.ts';
import { keepEntry } from './use-entry.ts';

/** What an act says, without what the console adds: the id that makes it once, and the version it was decided on. */
export type AmendmentFields<Kind extends AmendmentKind> = Omit<Amendments[Kind], 'requestId' | 'version'>;

export type Amendment<Kind extends AmendmentKind> = {
  act: (fields: AmendmentFields<Kind>) => Promise<void>;
  pending: boolean;
  error: unknown;
  /** The entry as somebody else left it meanwhile; null while nobody did. */
  theirs: EntryDetail | null;
};

/**
 * Does one act to an entry. The id stays until the server has answered, so that a broken line cannot make two answers
 * or two annulments; a changed entry is shown before anything is written over it.
 */
export function useAmendment<Kind extends AmendmentKind>(
  kind: Kind,
  { key, entry, onDone }: { key: EntryKey; entry: EntryDetail; onDone: (entry: EntryDetail) => void },
): Amendment<Kind> {
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<EntryDetail | null>(null);
  const requestId = useRef(crypto.randomUUID());
  const busy = useRef(false);

  const settle = async (failure: unknown) => {
    const code = failure instanceof ProblemError ? failure.problem.code : undefined;
    const answered = failure instanceof ProblemError && failure.problem.status < 500;
    if (answered) requestId.current = crypto.randomUUID();
    if (code === 'registry.changed-meanwhile' || code === 'request.id-reused') {
      const now = await readEntry(key).catch(() => null);
      if (now) {
        keepEntry(queries, key, now);
        setTheirs(now);
      }
    }
    setError(failure);
  };

  const act = async (fields: AmendmentFields<Kind>) => {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    setError(null);
    try {
      const version = (theirs ?? entry).version;
      const body = { ...fields, requestId: requestId.current, version } as Amendments[Kind];
      const after = await amendEntry(key, kind, body);
      keepEntry(queries, key, after);
      onDone(after);
    } catch (failure) {
      if (!(failure instanceof ProblemError || failure instanceof NoAnswerError)) throw failure;
      await settle(failure);
    } finally {
      busy.current = false;
      setPending(false);
    }
  };
  return { act, pending, error, theirs };
}
