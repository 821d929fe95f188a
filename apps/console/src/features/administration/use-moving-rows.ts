import type { KeyboardEvent } from 'react';

/** ↓ ↑ (and J K) move through what carries `data-row` inside the element; Home and End go to its ends. */
export function useMovingRows(): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
    const at = document.activeElement instanceof HTMLElement ? rows.indexOf(document.activeElement) : -1;
    if (at < 0) return;
    const target = rows[targetOf(event.key, at, rows.length)];
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
  };
}

function targetOf(key: string, at: number, length: number): number {
  if (key === 'ArrowDown' || key === 'j') return Math.min(at + 1, length - 1);
  if (key === 'ArrowUp' || key === 'k') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : -1;
}
