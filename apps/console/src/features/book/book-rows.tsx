import type { Register } from '@opis/contracts';
import { ButtonContent, buttonClass, EmptyStamp, SkeletonRows, StatePanel } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { FailureState } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { useInstitution, useToday } from '../../parts/use-institution.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { BookCards } from './book-cards.tsx';
import { BookHeadRows } from './book-head-rows.tsx';
import { type BookSearch, isFiltered } from './book-search.ts';
import { BookTable } from './book-table.tsx';
import type { Book } from './use-book.ts';

type BookRowsProps = {
  register: Register;
  year: number;
  search: BookSearch;
  book: Book;
  opened: number | undefined;
  narrow: boolean;
};

/** The rows, or the one sentence that says why there are none. */
export function BookRows({ register, year, search, book, opened, narrow }: BookRowsProps) {
  const t = useText();
  const slow = useSlow(book.loading);
  if (book.error) return <FailureState error={book.error} onRetry={book.retry} />;
  if (book.loading) return slow ? <Loading label={t('book.loading')} /> : <div className="book-scroll" />;
  if (book.rows.length === 0) {
    return isFiltered(search) ? (
      <NoneFound register={register} search={search} />
    ) : (
      <EmptyBook register={register} year={year} />
    );
  }
  const rows = { register: register.code, search, book };
  return narrow ? (
    <BookCards {...rows} />
  ) : (
    <BookTable
      {...rows}
      opened={opened}
      caption={t('book.caption', { name: register.name, year: String(year) })}
    />
  );
}

function Loading({ label }: { label: string }) {
  return (
    <div className="book-scroll" role="status" aria-label={label}>
      <table className="book-table">
        <BookHeadRows />
        <tbody>
          <SkeletonRows rows={16} columns={13} />
        </tbody>
      </table>
    </div>
  );
}

function NoneFound({ register, search }: { register: Register; search: BookSearch }) {
  const t = useText();
  const clear = (
    <Link
      className={buttonClass({})}
      to="/registre/$code"
      params={{ code: register.code }}
      search={search.an === undefined ? {} : { an: search.an }}
    >
      <ButtonContent keyHint="Esc">{t('book.clear')}</ButtonContent>
    </Link>
  );
  return (
    <div className="book-scroll is-state">
      <StatePanel title={t('book.none-title')} actions={clear}>
        <p>{t('book.none-body')}</p>
      </StatePanel>
    </div>
  );
}

function EmptyBook({ register, year }: { register: Register; year: number }) {
  const t = useText();
  const keyOf = useKeyLabels();
  const institution = useInstitution();
  const reads = useSession().permissions.includes('entry.read-book');
  const thisYear = String(year) === useToday().slice(0, 4);
  const act = register.canRegister && thisYear && (
    <Link className={buttonClass({ kind: 'primary' })} to="/ghiseu">
      <ButtonContent keyHint={keyOf('F2')}>{t('book.empty-act')}</ButtonContent>
    </Link>
  );
  if (!reads) {
    return (
      <div className="book-scroll is-state">
        <StatePanel title={t('book.no-works-title', { year: String(year) })}>
          <p>{t('book.no-works-body')}</p>
        </StatePanel>
      </div>
    );
  }
  return (
    <div className="book-scroll is-state">
      <StatePanel
        title={t('book.empty-title', { year: String(year) })}
        picture={<EmptyStamp institution={institution?.shortName ?? ''} />}
        actions={act}
      >
        {thisYear && <p>{t('book.empty-body')}</p>}
      </StatePanel>
    </div>
  );
}
