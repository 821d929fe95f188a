/** Something that was opened: its number or the name of a page, never the name of a person. */
export type Recent = { href: string; label: string; kind: 'entry' | 'place' };

const most = 6;
const keyOf = (accountId: string) => `opis.recent.${accountId}`;

/** What this account opened in this tab, newest first; it goes with the tab and with the account. */
export function listRecent(accountId: string): readonly Recent[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(accountId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, most) : [];
  } catch {
    return [];
  }
}

export function keepRecent(accountId: string, one: Recent) {
  const others = listRecent(accountId).filter(({ href }) => href !== one.href);
  sessionStorage.setItem(keyOf(accountId), JSON.stringify([one, ...others].slice(0, most)));
}

/** Leaves nothing of any account in the tab. */
export function forgetRecent() {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith('opis.recent.')) sessionStorage.removeItem(key);
}

function isRecent(one: unknown): one is Recent {
  return (
    typeof one === 'object' &&
    one !== null &&
    'href' in one &&
    typeof one.href === 'string' &&
    one.href.startsWith('/') &&
    !one.href.startsWith('//') &&
    'label' in one &&
    typeof one.label === 'string' &&
    'kind' in one
  );
}
