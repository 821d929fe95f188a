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
    const press = (event: KeyboardEvent) => {
      if (isTypingPlace(event.target) || !getPreferences().letterKeys) return;
      if (document.querySelector('dialog[open]')) return;
      const waited = Date.now() - pressedAt < patience;
      pressedAt = meantKeyOf(event) === 'g' && !waited ? Date.now() : 0;
      const to = waited ? addressOf(nameOfKey(event), latest.current.screens) : undefined;
      if (!to) return;
      event.preventDefault();
      event.stopPropagation();
      void latest.current.navigate({ to });
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
}

function addressOf(key: string, screens: Screens) {
  if (key === 'i' && screens.counter) return '/ghiseu';
  if (key === 'n' && screens.works) return '/intrari';
  if (key === 'l' && screens.works) return '/lucrari';
  if (key === 'a' && screens.assign) return '/de-repartizat';
  if (key === 'r' && screens.registers) return '/registre';
  return key === 'p' && screens.parties ? '/persoane' : undefined;
}
