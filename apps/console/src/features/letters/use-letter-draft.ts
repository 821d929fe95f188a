import type { LetterConflict, LetterContent, LetterDetail } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { letterConflictOf, saveLetter } from '../../api/letters.ts';
import { keepLetter } from './letter-keys.ts';

/** How the draft stands between the page and the server. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed';

const restMs = 900;
const againMs = 5_000;

/**
 * The draft as it is written: saved by itself after a rest, one saving at a time, tried again when the line is down. What
 * somebody else saved meanwhile stops it, with both texts, until the person chooses.
 */
export function useLetterDraft(letter: LetterDetail) {
  const queries = useQueryClient();
  const [content, setContent] = useState(letter.content);
  const [state, setState] = useState<SaveState>('saved');
  const [conflict, setConflict] = useState<LetterConflict | null>(null);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef({ content: letter.content, version: letter.version, saved: letter.content });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const busy = useRef<Promise<LetterDetail | null> | null>(null);

  const send = useCallback(
    async (keep: boolean): Promise<LetterDetail | null> => {
      const sent = latest.current.content;
      setState('saving');
      try {
        const after = await saveLetter(letter.id, { version: latest.current.version, content: sent, keep });
        latest.current = { ...latest.current, version: after.version, saved: sent };
        keepLetter(queries, after);
        setError(null);
        setState(latest.current.content === sent ? 'saved' : 'unsaved');
        return after;
      } catch (failure) {
        const other = letterConflictOf(failure);
        if (other) setConflict(other);
        setError(other ? null : failure);
        setState(other ? 'unsaved' : 'failed');
        return null;
      }
    },
    [letter.id, queries],
  );

  /** Saves now; gives the letter as saved, or null when it could not be. */
  const save = useCallback(
    async ({ keep = false } = {}): Promise<LetterDetail | null> => {
      clearTimeout(timer.current);
      await busy.current;
      const work = send(keep);
      busy.current = work;
      return work;
    },
    [send],
  );

  const change = useCallback(
    (part: Partial<LetterContent>) => {
      const next = { ...latest.current.content, ...part };
      latest.current = { ...latest.current, content: next };
      setContent(next);
      setState('unsaved');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), restMs);
    },
    [save],
  );

  useEffect(() => {
    if (state !== 'failed') return;
    const again = setTimeout(() => void save(), againMs);
    return () => clearTimeout(again);
  }, [state, save]);

  // Whoever leaves the page in the middle of a word loses nothing of it.
  useEffect(
    () => () => {
      if (latest.current.content !== latest.current.saved) void save();
    },
    [save],
  );

  const settle = (choice: 'mine' | 'theirs') => {
    if (!conflict) return;
    latest.current = { ...latest.current, version: conflict.version };
    setConflict(null);
    if (choice === 'mine') return void save();
    latest.current = { ...latest.current, content: conflict.content, saved: conflict.content };
    setContent(conflict.content);
    setState('saved');
  };

  return { content, state, conflict, error, change, save, settle };
}
