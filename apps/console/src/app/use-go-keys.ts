import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { getPreferences } from '../parts/preferences.ts';
import type { Screens } from '../parts/session.tsx';
import { isTypingPlace, meantKeyOf, nameOfKey } from '../parts/use-keys.ts';

/** How long G waits for its letter. */
const patience = 1500;

/**
 * G and a letter go to a screen. The letter is taken before the page sees it: there the same letter may act on a row.
 */
export function useGoKeys(screens: Screens) {
  const navigate = useNavigate();
  const latest = useRef({ screens, navigate });
  latest.current = { screens, navigate };
  useEffect(() => {
    let pressedAt = 0;
    const acts = (event: KeyboardEvent) =>
      !event.defaultPrevented &&
      !isTypingPlace(event.target) &&
      getPreferences().letterKeys &&
      document.querySelector('dialog[open]') === null;
    // G is heard last: where the page took it as a letter of its own, it goes nowhere.
    const begin = (event: KeyboardEvent) => {
      pressedAt = acts(event) && meantKeyOf(event) === 'g' ? Date.now() : 0;
    };
    const go = (event: KeyboardEvent) => {
      if (Date.now() - pressedAt >= patience || !acts(event)) return;
      const to = addressOf(nameOfKey(event), latest.current.screens);
      if (!to) return;
      pressedAt = 0;
      event.preventDefault();
      event.stopImmediatePropagation();
      void latest.current.navigate({ to });
    };
    window.addEventListener('keydown', go, { capture: true });
    window.addEventListener('keydown', begin);
    return () => {
      window.removeEventListener('keydown', go, { capture: true });
      window.removeEventListener('keydown', begin);
    };
  }, []);
}

function addressOf(key: string, screens: Screens) {
  if (key === 'i' && screens.counter) return '/ghiseu';
  if (key === 'n' && screens.works) return '/intrari';
  if (key === 'l' && screens.works) return '/lucrari';
  if (key === 'a' && screens.assign) return '/de-repartizat';
  if (key === 'd' && screens.letters) return '/de-expediat';
  if (key === 'r' && screens.registers) return '/registre';
  return key === 'p' && screens.parties ? '/persoane' : undefined;
}
