import type { SimilarEntriesRequest } from '@opis/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { findSimilarEntries } from '../../api/find-similar-entries.ts';
import type { CounterForm } from './counter-form.ts';

/** How long registering waits for the answer, and how long a notice must have stood to count as seen. */
const patience = 700;
const noticeable = 600;

type SimilarInput = { register: string; form: CounterForm; uploads: string[] };

/**
 * Was this paper registered already? Asked while the hands type; shown before the number is given; never in the way
 * twice.
 */
export function useSimilar(input: SimilarInput) {
  const queries = useQueryClient();
  const question = toQuestion(input);
  const settled = useSettled(question, 400);
  const { data } = useQuery({ ...similarQuery(input.register, settled), enabled: settled !== null });
  const items = settled !== null && data && sameQuestion(settled, question) ? data.items : [];
  const shown = useRef({ key: '', at: 0 });
  const stoppedFor = useRef('');
  const key = items.map((item) => item.registrationNumber).join(' ');
  useEffect(() => {
    shown.current = { key, at: Date.now() };
  }, [key]);

  /** True when something is there that nobody can have seen yet: registering stops once, for it to be read. */
  const hasUnseen = async (form: CounterForm): Promise<boolean> => {
    const asked = toQuestion({ ...input, form });
    if (asked === null) return false;
    const answer = queries.fetchQuery(similarQuery(input.register, asked)).catch(() => undefined);
    const found = await Promise.race([answer, after(patience)]);
    const foundKey = found?.items.map((item) => item.registrationNumber).join(' ') ?? '';
    const seen = shown.current.key === foundKey && Date.now() - shown.current.at >= noticeable;
    if (foundKey === '' || seen || stoppedFor.current === foundKey) return false;
    stoppedFor.current = foundKey;
    return true;
  };
  return { items, hasUnseen };
}

function similarQuery(register: string, question: SimilarEntriesRequest | null) {
  return {
    queryKey: ['similar', register, question],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      findSimilarEntries(register, question ?? { subject: '', senderName: '', uploads: [] }, signal),
    staleTime: 15_000,
    retry: false,
  };
}

/** Null while there is too little to compare. */
function toQuestion({ form, uploads }: SimilarInput): SimilarEntriesRequest | null {
  const { sender, subject } = form;
  const named = sender.party !== null || sender.isNew;
  if (uploads.length === 0 && (!named || subject.trim().length < 5)) return null;
  return {
    subject,
    senderName: sender.text,
    uploads,
    ...(sender.party && { partyId: sender.party.id }),
  };
}

function sameQuestion(a: SimilarEntriesRequest, b: SimilarEntriesRequest | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function useSettled<Value>(value: Value, delay: number): Value {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the value
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [key, delay]);
  return settled;
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}
