import { useRouter } from '@tanstack/react-router';
import { type MouseEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { BookHeadRows } from './book-head-rows.tsx';
import { BookRow } from './book-row.tsx';
import type { BookSearch } from './book-search.ts';
import { MoreRows } from './more-rows.tsx';
import type { Book } from './use-book.ts';
import { useFocusOfList, useMovingFocus } from './use-moving-focus.ts';
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
export function BookTable({ register, search, book, opened, caption }: BookTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(box);
  const { rows } = book;
  const { start, end, above, below, scrollTo } = useWindowed(box, rows.length, rowHeight);
  const move = useMovingFocus({ box, count: rows.length, scrollTo });
  const openLink = useOpeningLinks();
  const suffix = useRouter().buildLocation({
    to: '/registre/$code',
    params: { code: register },
    search,
  }).searchStr;
  const { loadMore, moreFailed } = book;
  useEffect(() => {
    if (end > rows.length - ahead && !moreFailed) loadMore();
  }, [end, rows.length, loadMore, moreFailed]);
  useFocusOfList(box, opened);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the links inside
    <div className="book-scroll" ref={box} tabIndex={-1} onKeyDown={move} onClick={openLink}>
      <table className="book-table" aria-rowcount={(book.summary?.count ?? rows.length) + 3}>
        <caption className="visually-hidden">{caption}</caption>
        <BookHeadRows />
        <tbody>
          <Spacer height={above} />
          {rows.slice(start, end).map((row, index) => (
            <BookRow
              key={row.number}
              row={row}
              suffix={suffix}
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

/** Opens a row's link in this window; a new tab stays a new tab. */
function useOpeningLinks() {
  const router = useRouter();
  return (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.number') : null;
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(link.pathname + link.search);
  };
}
