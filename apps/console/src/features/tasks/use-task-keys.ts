import type { CaseTask } from '@opis/contracts';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { getPreferences } from '../../parts/preferences.ts';
import { isTypingPlace, meantKeyOf } from '../../parts/use-keys.ts';

/** A list of tasks under the hands: the one that they are on, those that were ticked, and what the keys do. */
export type TaskHands = {
  current: CaseTask | undefined;
  chosen: readonly CaseTask[];
  isChosen: (id: string) => boolean;
  /** What an act is about: the ticked ones, or the one under the hands. */
  meant: readonly CaseTask[];
  toggle: (id: string) => void;
  goTo: (id: string) => void;
  /** The one after those that leave takes their place. */
  leave: (gone: readonly CaseTask[]) => void;
  onKeyDown: (event: KeyboardEvent, acts: Readonly<Record<string, () => void>>) => void;
};

type TaskKeys = { box: RefObject<HTMLElement | null>; rows: readonly CaseTask[]; onEnd: () => void };

export function useTaskKeys({ box, rows, onEnd }: TaskKeys): TaskHands {
  const [currentId, setCurrentId] = useState<string>();
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const lastPlace = useRef(0);
  const found = rows.findIndex((row) => row.id === currentId);
  const place = found >= 0 ? found : Math.min(lastPlace.current, rows.length - 1);
  const current = rows[place];
  useEffect(() => {
    lastPlace.current = Math.max(place, 0);
    if (current && current.id !== currentId) setCurrentId(current.id);
  }, [place, current, currentId]);
  useFocusOnTask(box, current?.id);
  const chosen = rows.filter(({ id }) => chosenIds.has(id));

  const goTo = (id: string) => {
    setCurrentId(id);
    focusTask(box.current, id);
  };
  const move = (step: number) => {
    const next = rows[Math.min(Math.max(place + step, 0), rows.length - 1)];
    if (place + step > rows.length - 1) onEnd();
    if (next) goTo(next.id);
  };
  const toggle = (id: string) =>
    setChosenIds((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const leave = (gone: readonly CaseTask[]) => {
    const ids = new Set(gone.map(({ id }) => id));
    setChosenIds(new Set());
    const after = rows.slice(place).find(({ id }) => !ids.has(id)) ?? rows.findLast(({ id }) => !ids.has(id));
    setCurrentId(after?.id);
  };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Home: () => move(-rows.length),
    End: () => move(rows.length),
    ...(chosen.length > 0 && { Escape: () => setChosenIds(new Set()) }),
  };
  const letters: Readonly<Record<string, () => void>> = {
    j: () => move(1),
    k: () => move(-1),
    x: () => current && toggle(current.id),
  };
  const onKeyDown: TaskHands['onKeyDown'] = (event, acts) => {
    if (event.defaultPrevented || isTypingPlace(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const key = meantKeyOf(event.nativeEvent);
    // Enter on a button presses it; on the list it opens the file.
    if (key === 'Enter' && !(event.target instanceof Element && event.target.matches('.task-open'))) return;
    const byLetter = key.length === 1 && !getPreferences().letterKeys;
    const act = byLetter ? undefined : (moves[key] ?? letters[key] ?? acts[key]);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return {
    current,
    chosen,
    isChosen: (id) => chosenIds.has(id),
    meant: chosen.length > 0 ? chosen : current ? [current] : [],
    toggle,
    goTo,
    leave,
    onKeyDown,
  };
}

/** The list has the keys as soon as it stands, and whenever what had them is gone. */
function useFocusOnTask(box: RefObject<HTMLElement | null>, currentId: string | undefined) {
  useEffect(() => {
    const active = document.activeElement;
    const nowhere = active === null || active === document.body || active.id === 'main';
    const other = active?.matches('.task-open') && active.closest<HTMLElement>('[data-task]')?.dataset.task;
    const lost = nowhere || (other !== undefined && other !== false && other !== currentId);
    if (lost && currentId && !document.querySelector('dialog[open]')) focusTask(box.current, currentId);
  });
}

function focusTask(box: HTMLElement | null, id: string) {
  const row = box?.querySelector<HTMLElement>(`[data-task="${id}"]`);
  row?.querySelector<HTMLElement>('.task-open')?.focus({ preventScroll: true });
  row?.scrollIntoView?.({ block: 'nearest' });
}
