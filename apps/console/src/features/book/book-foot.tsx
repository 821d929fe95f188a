import type { BookSummary } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { type BookSearch, isFiltered } from './book-search.ts';

/** Counts of what the filters show, and whether the series stands without a gap. */
export function BookFoot({ summary, search }: { summary: BookSummary | undefined; search: BookSearch }) {
  const t = useText();
  return (
    <div className="book-foot" role="status">
      {summary && (
        <>
          <span className="strong">{t('book.count', { count: summary.count })}</span>
          {summary.annulled > 0 && <span>{t('book.count-annulled', { count: summary.annulled })}</span>}
          {summary.count > 0 && <span>{t('book.count-sheets', { count: summary.sheets })}</span>}
          {summary.count > 0 && <span>{t('book.count-annexes', { count: summary.annexes })}</span>}
          <span className="grow" />
          <Series summary={summary} filtered={isFiltered(search)} />
        </>
      )}
    </div>
  );
}

function Series({ summary, filtered }: { summary: BookSummary; filtered: boolean }) {
  const t = useText();
  const { first, last, unbroken } = summary;
  if (first === null || last === null) return null;
  const ends = { first: String(first), last: String(last) };
  if (unbroken === true) {
    return (
      <span className="series">
        {t('book.unbroken', ends)} <Icon name="check" />
      </span>
    );
  }
  if (unbroken === false) {
    return (
      <span className="series is-broken">
        <Icon name="warning" /> {t('book.broken', ends)}
      </span>
    );
  }
  return filtered ? <span className="series">{t('book.filtered')}</span> : null;
}

/** The last number under a signed head: from there back nobody can change anything unseen. */
export function BookSealed({ summary }: { summary: BookSummary | undefined }) {
  const t = useText();
  if (!summary?.sealed) return null;
  const { number, at } = summary.sealed;
  return (
    <span className="book-sealed">
      <Icon name="verified" />
      {t('book.sealed', { number: String(number), at: showInstant(at) })}
    </span>
  );
}
