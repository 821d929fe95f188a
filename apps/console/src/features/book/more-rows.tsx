import { Button } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import type { Book } from './use-book.ts';

/** The way to further rows for who does not scroll, and what happened when they did not come. */
export function MoreRows({ book }: { book: Book }) {
  const t = useText();
  if (!book.hasMore) return null;
  return (
    <div className="book-more">
      {book.moreFailed && <span className="is-failed">{t('book.more-failed')}</span>}
      <Button size="small" onClick={book.loadMore} aria-disabled={book.loadingMore}>
        {t(book.loadingMore ? 'book.loading-more' : 'book.more')}
      </Button>
    </div>
  );
}
