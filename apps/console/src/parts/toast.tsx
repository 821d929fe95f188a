import { Button, Icon, IconButton } from '@opis/ui';
import { useSyncExternalStore } from 'react';
import { useKeyLabels } from './key-hint.tsx';
import { useText } from './text.tsx';
import { useKeys } from './use-keys.ts';

type Toast = { id: number; text: string; failed: boolean; undo: (() => void) | undefined };
type ToastOptions = { failed?: boolean; undo?: (() => void) | undefined };

/** What was done stays ten seconds, and can be undone as long; what failed stays until it is closed. */
const life = 10_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Says at the bottom left that something was done, or that it failed. */
export function showToast(text: string, { failed = false, undo }: ToastOptions = {}) {
  lastId += 1;
  const toast = { id: lastId, text, failed, undo };
  // One thing can be undone: the last.
  put([...toasts.filter((one) => one.undo === undefined), toast]);
  if (!failed) setTimeout(() => closeToast(toast.id), life);
}

function closeToast(id: number) {
  put(toasts.filter((toast) => toast.id !== id));
}

function put(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** The place where they appear; a reader says them without losing its own place. Z undoes the last one that can be. */
export function Toasts() {
  const t = useText();
  const keyOf = useKeyLabels();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const undoable = shown.find((toast) => toast.undo);
  const undo = (toast: Toast) => {
    closeToast(toast.id);
    toast.undo?.();
  };
  useKeys({ z: undoable && (() => undo(undoable)) });
  return (
    <div className="toasts" role="status">
      {shown.map((toast) => (
        <div className={toast.failed ? 'toast is-failed' : 'toast'} key={toast.id}>
          <Icon name={toast.failed ? 'error' : 'check'} />
          <span className="grow">{toast.text}</span>
          {toast.undo && (
            <Button size="small" keyHint={keyOf('z')} onClick={() => undo(toast)}>
              {t('toast.undo')}
            </Button>
          )}
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
