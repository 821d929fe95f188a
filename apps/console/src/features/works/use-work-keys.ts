import type { CaseFileAction, CaseFileRow } from '@opis/contracts';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { getPreferences } from '../../parts/preferences.ts';
import { isTypingPlace, meantKeyOf } from '../../parts/use-keys.ts';
import { actOfKey } from './acts/case-acts.ts';

/** A list of works under the hands: the row that they are on, the rows that were ticked, and what the keys do. */
export type WorkList = {
  current: CaseFileRow | undefined;
  chosen: readonly CaseFileRow[];
  isChosen: (id: string) => boolean;
  /** What an act is about: the ticked rows, or the one under the hands. */
  meant: readonly CaseFileRow[];
  toggle: (id: string) => void;
  clear: () => void;
  goTo: (id: string) => void;
  /** The row after those that leave takes their place. */
  leave: (gone: readonly CaseFileRow[]) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

type WorkKeys = {
  box: RefObject<HTMLElement | null>;
  rows: readonly CaseFileRow[];
  onAct: (action: CaseFileAction, rows: readonly CaseFileRow[]) => void;
  onDigit?: (digit: number) => void;
  onEnd?: () => void;
};

export function useWorkKeys({ box, rows, onAct, onDigit, onEnd }: WorkKeys): WorkList {
  const [currentId, setCurrentId] = useState<string>();
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const current = useCurrent(rows, currentId, setCurrentId);
  const chosen = rows.filter((row) => chosenIds.has(row.id));
  const meant = chosen.length > 0 ? chosen : current ? [current] : [];
  useFocusOnRow(box, current?.id);

  const goTo = (id: string) => {
    setCurrentId(id);
    focusRow(box.current, id);
  };
  const choose = (ids: readonly string[]) => setChosenIds((now) => new Set([...now, ...ids]));
  const move = (step: number, extending: boolean) => {
    const from = current ? rows.indexOf(current) : -1;
    const next = rows[Math.min(Math.max(from + step, 0), rows.length - 1)];
    if (from + step > rows.length - 1) onEnd?.();
    if (!next) return;
    if (extending && current) choose([current.id, next.id]);
    goTo(next.id);
  };
  const toggle = (id: string) =>
    setChosenIds((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const leave = (gone: readonly CaseFileRow[]) => {
    const ids = new Set(gone.map(({ id }) => id));
    setChosenIds((now) => new Set([...now].filter((id) => !ids.has(id))));
    const from = current ? rows.indexOf(current) : 0;
    const after = rows.slice(from).find(({ id }) => !ids.has(id)) ?? rows.findLast(({ id }) => !ids.has(id));
    setCurrentId(after?.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isTypingPlace(event.target)) return;
    const key = meantKeyOf(event.nativeEvent);
    const act = keyAct(key, event.shiftKey);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    Home: -rows.length,
    End: rows.length,
    ...(getPreferences().letterKeys && { j: 1, k: -1 }),
  };
  const keyAct = (key: string, extending: boolean): (() => void) | undefined => {
    const step = steps[key];
    if (step !== undefined) return () => move(step, extending);
    if (key === 'Escape' && chosen.length > 0) return () => setChosenIds(new Set());
    return getPreferences().letterKeys ? letterAct(key) : undefined;
  };
  const letterAct = (key: string): (() => void) | undefined => {
    if (key === 'x' && current) return () => toggle(current.id);
    if (/^[1-9]$/.test(key) && onDigit) return () => onDigit(Number(key));
    const action = actOfKey(key, meant);
    return action && (() => onAct(action, meant));
  };
  return {
    current,
    chosen,
    isChosen: (id) => chosenIds.has(id),
    meant,
    toggle,
    clear: () => setChosenIds(new Set()),
    goTo,
    leave,
    onKeyDown,
  };
}

/** The row under the hands; when it is gone, the one that took its place: nothing moves under them. */
function useCurrent(
  rows: readonly CaseFileRow[],
  currentId: string | undefined,
  pin: (id: string | undefined) => void,
): CaseFileRow | undefined {
  const lastPlace = useRef(0);
  const found = rows.findIndex((row) => row.id === currentId);
  const place = found >= 0 ? found : Math.min(lastPlace.current, rows.length - 1);
  const current = rows[place];
  useEffect(() => {
    lastPlace.current = Math.max(place, 0);
    if (current && current.id !== currentId) pin(current.id);
  }, [place, current, currentId, pin]);
  return current;
}

/** The list has the keys as soon as it stands, and whenever what had them is gone: a row that left, a closed dialog. */
function useFocusOnRow(box: RefObject<HTMLElement | null>, currentId: string | undefined) {
  useEffect(() => {
    const active = document.activeElement;
    const nowhere = active === null || active === document.body || active.id === 'main';
    const lost = nowhere || isOnAnotherRow(active, currentId);
    if (lost && currentId && !document.querySelector('dialog[open]')) focusRow(box.current, currentId);
  });
}

function isOnAnotherRow(active: Element, currentId: string | undefined): boolean {
  const row = active.matches('.work-focus') ? active.closest<HTMLElement>('[data-work]') : null;
  return row !== null && row.dataset.work !== currentId;
}

function focusRow(box: HTMLElement | null, id: string) {
  const row = box?.querySelector<HTMLElement>(`[data-work="${id}"]`);
  row?.querySelector<HTMLElement>('.work-focus')?.focus({ preventScroll: true });
  row?.scrollIntoView?.({ block: 'nearest' });
}
