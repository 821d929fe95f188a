import { useSyncExternalStore } from 'react';

const query = '(max-width: 40em)';

/** True on a phone, where rows become cards and panels become pages. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

function subscribe(listener: () => void): () => void {
  const list = matchMedia(query);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
}
