import { useEffect, useRef, useState } from 'react';
import { getPreferences } from '../../parts/preferences.ts';
import { isTypingPlace, meantKeyOf, nameOfKey } from '../../parts/use-keys.ts';
import { placeOf } from './letters.ts';

type NamingOptions = {
  /** How many may be named. */
  count: number;
  /** False while the last act is on its way or the people of the next file are not here yet. */
  ready: boolean;
  onName: (place: number) => void;
  /** R again, or Enter: the one who is chosen. */
  onChosen: () => void;
};

/**
 * R, then a letter. Hands are faster than a server: a letter pressed too early waits for the people of the file that it
 * was meant for, and nothing pressed is lost.
 */
export function useNaming(options: NamingOptions): { naming: boolean; stop: () => void; drop: () => void } {
  const [naming, setNaming] = useState(false);
  const now = useRef({ naming: false, options });
  now.current.options = options;
  const waiting = useRef<(() => void)[]>([]);
  const say = (on: boolean) => {
    now.current.naming = on;
    setNaming(on);
  };

  useEffect(() => {
    if (now.current.options.ready) waiting.current.shift()?.();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: bound once, it reads what is latest
  useEffect(() => {
    const soon = (act: () => void) => {
      say(false);
      if (now.current.options.ready && waiting.current.length === 0) act();
      else waiting.current.push(act);
    };
    const press = (event: KeyboardEvent) => {
      if (isElsewhere(event)) return;
      const act = now.current.naming ? meaningOf(event) : begin(meantKeyOf(event));
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    const begin = (key: string) => (key === 'r' ? () => say(true) : undefined);
    const meaningOf = (event: KeyboardEvent): (() => void) | undefined => {
      // A person's letter is theirs, wherever keys were moved.
      const key = nameOfKey(event);
      const place = placeOf(key);
      if (key === 'Escape') return () => say(false);
      if (place !== undefined && place < now.current.options.count)
        return () => soon(() => now.current.options.onName(place));
      return key === 'Enter' || meantKeyOf(event) === 'r'
        ? () => soon(() => now.current.options.onChosen())
        : undefined;
    };
    // Before the keys of the page: after R a letter is a person.
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
  const drop = () => {
    waiting.current = [];
  };
  return { naming, stop: () => say(false), drop };
}

function isElsewhere(event: KeyboardEvent): boolean {
  return (
    document.querySelector('dialog[open]') !== null ||
    isTypingPlace(event.target) ||
    !getPreferences().letterKeys
  );
}
