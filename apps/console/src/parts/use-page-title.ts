import { useEffect } from 'react';

/** Names the page in the browser's tab: what it is about first, the product last. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = title ? `${title} · Opis` : 'Opis';
  }, [title]);
}
