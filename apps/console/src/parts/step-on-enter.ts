import type { KeyboardEvent } from 'react';

/**
 * Enter goes to the next field, in the last one it finishes; Shift+Enter stays a new line. Fields of the way carry
 * `data-step`; from what is not on it (channel, check boxes) Enter goes to the next step after it.
 */
export function stepOnEnter(event: KeyboardEvent<HTMLFormElement>, finish: () => void) {
  if (
    event.key !== 'Enter' ||
    event.shiftKey ||
    event.ctrlKey ||
    event.metaKey ||
    event.nativeEvent.isComposing
  )
    return;
  const target = event.target;
  if (!(target instanceof HTMLElement) || target.closest('button, a, select')) return;
  event.preventDefault();
  const next = nextStep(event.currentTarget, target);
  if (!next) return finish();
  next.focus();
  // What this very Enter put into the next field (a category brings its unit) is drawn after it: typing replaces it too.
  if (next instanceof HTMLInputElement) queueMicrotask(() => next.select());
}

function nextStep(form: HTMLElement, from: HTMLElement): HTMLElement | undefined {
  const steps = [...form.querySelectorAll<HTMLElement>('[data-step]:not(:disabled)')];
  return steps.find((step) => from.compareDocumentPosition(step) & Node.DOCUMENT_POSITION_FOLLOWING);
}
