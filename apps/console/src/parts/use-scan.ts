import { parseLabelCode } from '@opis/contracts';
import { useEffect, useRef } from 'react';
import { isTypingPlace } from './use-keys.ts';

/** A reader of bar codes types faster than hands: no longer than this between two characters. */
const burstMs = 30;
const slowestStart = 60;

/**
 * Hears a label that a reader types anywhere on the page, ending with Enter. What hands type is left alone; a burst that
 * is no label goes where the focus is.
 */
export function useScan(onLabel: (code: string) => void) {
  const latest = useRef(onLabel);
  latest.current = onLabel;
  useEffect(() => {
    let typed = '';
    let last = 0;
    const end = (event: KeyboardEvent, quick: boolean) => {
      const code = typed;
      typed = '';
      if (!quick || parseLabelCode(code) === undefined) return;
      take(event);
      latest.current(code);
    };
    const press = (event: KeyboardEvent) => {
      const now = event.timeStamp;
      const quick = now - last <= (typed.length < 2 ? slowestStart : burstMs);
      last = now;
      if (event.key === 'Enter') return end(event, quick);
      if (!isCharacter(event)) return;
      typed = quick ? typed + event.key : event.key;
      // From its second character on a burst is no key of the page: „G” and „P” of a label lead nowhere.
      if (typed.length > 1 && !isTypingPlace(event.target)) take(event);
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
}

const isCharacter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  key.length === 1 && !ctrlKey && !metaKey && !altKey;

/** Nobody else hears of it. */
function take(event: KeyboardEvent) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
