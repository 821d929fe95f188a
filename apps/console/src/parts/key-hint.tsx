import { Kbd } from '@opis/ui';
import { ownKeyOf } from './own-keys.ts';
import { usePreferences } from './preferences.ts';

/** One of our keys (`F9`, `r`) as this person has to press it. */
export function KeyHint({ of }: { of: string }) {
  return <Kbd>{useKeyLabel(of)}</Kbd>;
}

/** The same as text, for a button that shows its key by itself. */
export function useKeyLabel(of: string): string {
  const key = ownKeyOf(of, usePreferences().ownKeys);
  return key.length === 1 ? key.toUpperCase() : key;
}
