import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { getPreferences } from '../../parts/preferences.ts';
import { nameOfKey } from '../../parts/use-keys.ts';

type MovingFocus = { box: RefObject<HTMLElement | null>; count: number; scrollTo: (index: number) => void };

/** J, K, arrows, Home and End move the focus along rows of which only those in sight are drawn. */
export function useMovingFocus({ box, count, scrollTo }: MovingFocus) {
  // A row far off is drawn only after the scroll: the focus waits for it, however many drawings that takes.
  const wanted = useRef<number | undefined>(undefined);
  const last = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (wanted.current !== undefined && focusRow(box.current, wanted.current)) wanted.current = undefined;
    last.current = positionOf(document.activeElement) ?? last.current;
    // A closed entry gives the keys back to its row; a row that a wheel took out of sight, to the list.
    const lost = last.current !== undefined && document.activeElement === document.body;
    if (lost && !focusRow(box.current, last.current ?? 0)) box.current?.focus({ preventScroll: true });
  });
  return (event: KeyboardEvent) => {
    const current = wanted.current ?? positionOf(event.target) ?? last.current;
    const next = nextPosition(nameOfKey(event.nativeEvent), current, count);
    if (next === undefined) return;
    event.preventDefault();
    scrollTo(next);
    wanted.current = focusRow(box.current, next) ? undefined : next;
    last.current = next;
  };
}

function focusRow(box: HTMLElement | null, position: number): boolean {
  const link = box?.querySelector<HTMLElement>(`tr[data-position="${position}"] a.number`);
  link?.focus({ preventScroll: true });
  return link !== undefined && link !== null;
}

function nextPosition(key: string, current: number | undefined, count: number): number | undefined {
  const letters = getPreferences().letterKeys;
  if (key === 'ArrowDown' || (letters && key === 'j')) return Math.min((current ?? -1) + 1, count - 1);
  if (key === 'ArrowUp' || (letters && key === 'k')) return Math.max((current ?? 1) - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

function positionOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest('tr[data-position]') : null;
  return row instanceof HTMLElement ? Number(row.dataset.position) : undefined;
}

/** The list has the keys as soon as it stands; a closed entry gives them back to its row. */
export function useFocusOfList(box: RefObject<HTMLElement | null>, opened: number | undefined) {
  const last = useRef<number | undefined>(undefined);
  useEffect(() => {
    const nowhere = document.activeElement === document.body || document.activeElement?.id === 'main';
    const row = last.current === undefined ? 'tr[data-position]' : `tr[data-number="${last.current}"]`;
    if (opened === undefined && nowhere) {
      box.current?.querySelector<HTMLElement>(`${row} a.number`)?.focus({ preventScroll: true });
    }
    last.current = opened;
  }, [box, opened]);
}
