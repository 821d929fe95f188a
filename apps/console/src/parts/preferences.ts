import { useSyncExternalStore } from 'react';
import type { ReceiptFormat } from '../api/print-address.ts';
import type { OwnKeys } from './own-keys.ts';

/** What a person chose for this computer. Kept in the browser: a printer stands at a desk, not in an account. */
export type Preferences = {
  theme: 'light' | 'dark' | 'system';
  roomy: boolean;
  /** Off on a computer without printers: nothing is sent by itself, the buttons stay. */
  printing: boolean;
  printLabel: boolean;
  printReceipt: boolean;
  receiptFormat: ReceiptFormat;
  /** Single-letter keys may be turned off (WCAG 2.1.4). */
  letterKeys: boolean;
  /** The counter whose scanner stands at this desk; null: the office's own folder. */
  scanCounter: string | null;
  /** Keys that were moved, by the one that is ours. */
  ownKeys: OwnKeys;
};

const key = 'opis.preferences';
const defaults: Preferences = {
  theme: 'system',
  roomy: false,
  printing: true,
  printLabel: true,
  printReceipt: true,
  receiptFormat: 'a5',
  letterKeys: true,
  scanCounter: null,
  ownKeys: {},
};

const listeners = new Set<() => void>();
let current = read();

/** The choices now, and whenever they change. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences);
}

/** The choices now, outside a component. */
export function getPreferences(): Preferences {
  return current;
}

/** Keeps some choices and shows them at once. */
export function changePreferences(changes: Partial<Preferences>) {
  current = { ...current, ...changes };
  localStorage.setItem(key, JSON.stringify(current));
  applyAppearance(current);
  for (const listener of listeners) listener();
}

/** Theme and density stand on the root element, as theme.js puts them before the first paint. */
function applyAppearance({ theme, roomy }: Preferences) {
  const systemDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const root = document.documentElement;
  root.dataset.theme = theme === 'dark' || (theme === 'system' && systemDark) ? 'dark' : 'light';
  if (roomy) root.dataset.density = 'roomy';
  else delete root.dataset.density;
}

function read(): Preferences {
  try {
    return { ...defaults, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
  } catch {
    return defaults;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
