import { Icon, IconButton } from '@opis/ui';
import { useSyncExternalStore } from 'react';
import { useText } from './text.tsx';

type Toast = { id: number; text: string; failed: boolean };

/** What was done stays ten seconds; what failed stays until it is closed. */
const life = 10_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Says at the bottom left that something was done, or that it failed. */
export function showToast(text: string, { failed = false } = {}) {
  lastId += 1;
  const toast = { id: lastId, text, failed };
  put([...toasts, toast]);
  if (!failed) setTimeout(() => closeToast(toast.id), life);
}

function closeToast(id: number) {
  put(toasts.filter((toast) => toast.id !== id));
}

function put(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** The place where they appear; a reader says them without losing its own place. */
export function Toasts() {
  const t = useText();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status">
      {shown.map((toast) => (
        <div className={toast.failed ? 'toast is-failed' : 'toast'} key={toast.id}>
          <Icon name={toast.failed ? 'error' : 'check'} />
          <span className="grow">{toast.text}</span>
          <IconButton icon="close" label={t('close')} onClick={() => closeToast(toast.id)} />
        </div>
      ))}
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
