import type { KeyboardEvent } from 'react';

/** Arrows move among the buttons of a list. */
export function moveInList(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.model')];
  const position =
    document.activeElement instanceof HTMLButtonElement ? buttons.indexOf(document.activeElement) : -1;
  event.preventDefault();
  buttons[(position + step + buttons.length) % buttons.length]?.focus();
}
