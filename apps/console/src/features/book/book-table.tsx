import type { EntryRow } from '@opis/contracts';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { getPreferences } from '../../parts/preferences.ts';
import { nameOfKey } from '../../parts/use-keys.ts';
import { BookHeadRows } from './book-head-rows.tsx';
import { BookRow } from './book-row.tsx';
import type { BookSearch } from './book-search.ts';
import { MoreRows } from './more-rows.tsx';
import type { Book } from './use-book.ts';
import { useWindowed } from './use-windowed.ts';

/** Rows from the end at which the next page is asked for. */
const ahead = 60;

type BookTableProps = {
  register: string;
  search: BookSearch;
  book: Book;
  opened: number | undefined;
  caption: string;
};

/** The book as the law draws it. J, K and arrows move along it, Enter opens the row. */
export function BookTable({ search, book, opened, caption }: BookTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(box);
  const { rows } = book;
  const { start, end, above, below, scrollTo } = useWindowed(box, rows.length, rowHeight);
  const move = useMovingFocus(box, rows, scrollTo);
  const { loadMore, moreFailed } = book;
  useEffect(() => {
    if (end > rows.length - ahead && !moreFailed) loadMore();
  }, [end, rows.length, loadMore, moreFailed]);
  useFocusOfList(box, opened);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the links inside
    <div className="book-scroll" ref={box} onKeyDown={move}>
      <table className="book-table" aria-rowcount={(book.summary?.count ?? rows.length) + 3}>
        <caption className="visually-hidden">{caption}</caption>
        <BookHeadRows />
        <tbody>
          <Spacer height={above} />
          {rows.slice(start, end).map((row, index) => (
            <BookRow
              key={row.number}
              row={row}
              search={search}
              position={start + index}
              opened={row.number === opened}
            />
          ))}
          <Spacer height={below} />
        </tbody>
      </table>
      <MoreRows book={book} />
    </div>
  );
}

function Spacer({ height }: { height: number }) {
  if (height === 0) return null;
  return (
    <tr className="book-spacer">
      <td colSpan={13} style={{ height }} />
    </tr>
  );
}

/** Row height follows the reader's own text size: it is measured, not assumed. */
function useRowHeight(box: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(32);
  useLayoutEffect(() => {
    const row = box.current?.querySelector('tr[data-position]');
    if (row) setHeight(row.getBoundingClientRect().height || 32);
  }, [box]);
  return height;
}

function useMovingFocus(
  box: RefObject<HTMLElement | null>,
  rows: readonly EntryRow[],
  scrollTo: (index: number) => void,
) {
  const [wanted, setWanted] = useState<{ index: number } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    linkOfRow(box.current, wanted.index)?.focus({ preventScroll: true });
  }, [box, wanted]);
  return (event: KeyboardEvent) => {
    const current = positionOf(event.target);
    const next = nextPosition(nameOfKey(event.nativeEvent), current, rows.length);
    if (next === undefined) return;
    event.preventDefault();
    scrollTo(next);
    const link = linkOfRow(box.current, next);
    link?.focus({ preventScroll: true });
    // A row further off is drawn after the scroll; the focus follows it.
    if (!link) requestAnimationFrame(() => setWanted({ index: next }));
  };
}

function linkOfRow(box: HTMLElement | null, position: number) {
  return box?.querySelector<HTMLElement>(`tr[data-position="${position}"] a.number`);
}

function nextPosition(key: string, current: number | undefined, count: number): number | undefined {
  const letters = getPreferences().letterKeys;
  if (key === 'ArrowDown' || (letters && key === 'j')) return Math.min((current ?? -1) + 1, count - 1);
  if (key === 'ArrowUp' || (letters && key === 'k')) return Math.max((current ?? 1) - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

function positionOf(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest('tr[data-position]') : null;
  return row instanceof HTMLElement ? Number(row.dataset.position) : undefined;
}

/** The list has the keys as soon as it stands; a closed entry gives them back to its row. */
function useFocusOfList(box: RefObject<HTMLElement | null>, opened: number | undefined) {
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
