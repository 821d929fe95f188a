import { useState } from 'react';

/**
 * Words for each file, kept while the hands go on to another. A phrase taken from a model stays for the next file; what
 * was typed for one is never said of another.
 */
export function useResolutions(id: string, phrases: readonly string[]) {
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const [phrase, setPhrase] = useState('');
  return {
    text: own[id] ?? phrase,
    /** The words of a file that is no longer under the hands. */
    of: (other: string | undefined) => own[other ?? id] ?? phrase,
    change: (text: string) => {
      setPhrase(phrases.includes(text) ? text : '');
      setOwn((now) => ({ ...now, [id]: text }));
    },
    sent: (ids: readonly string[]) =>
      setOwn((now) => Object.fromEntries(Object.entries(now).filter(([one]) => !ids.includes(one)))),
  };
}
