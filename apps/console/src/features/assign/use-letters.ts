import { type KeyboardEvent, useEffect, useRef } from 'react';
import { isTypingPlace } from '../../parts/use-keys.ts';
import { placeOf } from './letters.ts';

/** Letters of people inside a dialog. Hands are faster than a server: a letter waits until the people are here. */
export function useLetters({ ready, onName }: { ready: boolean; onName: (place: number) => void }) {
  const early = useRef<number>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the people are here
  useEffect(() => {
    if (ready && early.current !== undefined) onName(early.current);
  }, [ready]);
  return (event: KeyboardEvent) => {
    const place = placeOf(event.key);
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTypingPlace(event.target)) return;
    event.preventDefault();
    if (ready) onName(place);
    else early.current = place;
  };
}
