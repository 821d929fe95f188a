import type { EntryRow } from '@opis/contracts';
import { Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { showDate, toClockTime } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import type { BookSearch } from './book-search.ts';
import { MoreRows } from './more-rows.tsx';
import type { Book } from './use-book.ts';

/** On a phone a row is a card: number, state, two lines, where it is. */
export function BookCards({ search, book }: { search: BookSearch; book: Book }) {
  const end = useRef<HTMLDivElement>(null);
  const { loadMore, moreFailed } = book;
  useEffect(() => {
    const watched = end.current;
    if (!watched) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && !moreFailed && loadMore(), {
      rootMargin: '600px',
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [loadMore, moreFailed]);
  return (
    <>
      <ul className="book-cards">
        {book.rows.map((row) => (
          <Card key={row.number} row={row} search={search} />
        ))}
      </ul>
      <div ref={end}>
        <MoreRows book={book} />
      </div>
    </>
  );
}

function Card({ row, search }: { row: EntryRow; search: BookSearch }) {
  const t = useText();
  const { annulment } = row;
  return (
    <li className={annulment ? 'book-card is-annulled' : 'book-card'}>
      <p className="book-card-head">
        <Link
          className="number"
          to="/registre/$code/$year/$number"
          params={{ code: row.register, year: String(row.year), number: String(row.number) }}
          search={search}
        >
          {row.number}
        </Link>
        <span className="second">
          {showDate(row.registeredOn)}, {row.registeredTime}
        </span>
        <span className="grow" />
        {annulment && (
          <Tag tone="late" icon="annulled">
            {t('book.annulled')}
          </Tag>
        )}
      </p>
      <p className="book-card-words">
        <b className="strong">{row.issuer}</b>, {row.subject}
      </p>
      <p className="meta">
        {annulment
          ? t('book.annulled-by', {
              time: toClockTime(annulment.at),
              by: annulment.by,
              reason: annulment.reason,
            })
          : row.unit?.name}
      </p>
    </li>
  );
}
