import { Kbd } from '@opis/ui';
import { ownKeyOf } from './own-keys.ts';
import { usePreferences } from './preferences.ts';

/** One of our keys (`F9`, `r`) as this person has to press it. */
export function KeyHint({ of }: { of: string }) {
  return <Kbd>{useKeyLabels()(of)}</Kbd>;
}

/** The same as text, for buttons that show their key by themselves. */
export function useKeyLabels(): (of: string) => string {
  const { ownKeys } = usePreferences();
  return (of) => {
    const key = ownKeyOf(of, ownKeys);
    return key.length === 1 ? key.toUpperCase() : key;
  };
}
