import { useEffect, useRef } from 'react';
import { meantKey } from './own-keys.ts';
import { getPreferences } from './preferences.ts';

/** What a key does: `F9`, `Ctrl+Enter`, `?`, `j`. Letters are lower case. */
export type KeyMap = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>;

/**
 * Binds keys for as long as the component stands. Single characters never act inside a field, with a modifier, or when
 * turned off; Ctrl+Alt is left alone, because it is AltGr and types „ ” on Romanian layouts. Nothing acts while a
 * dialog is open. The names are ours: a key that the person moved acts where they put it.
 */
export function useKeys(map: KeyMap) {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = latest.current[meantKeyOf(event)];
      if (!act || event.defaultPrevented || isBlocked(event)) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Our name of the key that was pressed, wherever the person moved it. */
export function meantKeyOf(event: KeyboardEvent): string {
  return meantKey(nameOfKey(event), getPreferences().ownKeys);
}

/** `Ctrl+Enter`, `F9`, `j`; by what the key writes, so that every layout has its own place for it. */
export function nameOfKey(event: KeyboardEvent): string {
  if (event.altKey || event.getModifierState?.('AltGraph')) return '';
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${control}${key}`;
}

function isBlocked(event: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]')) return true;
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return false;
  return isTypingPlace(event.target) || !getPreferences().letterKeys;
}

/** True where a letter is text: fields, and lists that find by first letter. A box to tick takes no letters. */
export function isTypingPlace(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type)) return false;
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
