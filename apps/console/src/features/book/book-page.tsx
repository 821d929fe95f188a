import type { Register } from '@opis/contracts';
import { Icon, Tag } from '@opis/ui';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { FailureState } from '../../parts/problem-view.tsx';
import { useRegisters } from '../../parts/reference-lists.ts';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { useNarrow } from '../../parts/use-narrow.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { HistoryNote } from '../history/history-note.tsx';
import { BookActs } from './book-acts.tsx';
import { BookFilters } from './book-filters.tsx';
import { BookFoot, BookSealed } from './book-foot.tsx';
import { BookRows } from './book-rows.tsx';
import './book.css';
import { useBook } from './use-book.ts';

/** A register's book: the thirteen legal columns, whoever asks sees only their rows; an opened entry stands beside. */
export function BookPage() {
  const { code } = useParams({ from: '/registre/$code' });
  const { data, error, refetch } = useRegisters();
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const register = data.items.find((one) => one.code === code);
  return register ? <Book key={code} register={register} registers={data.items} /> : <NotFoundPage />;
}

function Book({ register, registers }: { register: Register; registers: readonly Register[] }) {
  const t = useText();
  const search = useSearch({ from: '/registre/$code' });
  const opened = useParams({ strict: false });
  const narrow = useNarrow();
  const reads = useSession().permissions.includes('entry.read-book');
  const thisYear = Number(useToday().slice(0, 4));
  const year = search.an ?? thisYear;
  const book = useBook(register.code, search, year);
  const openedNumber = opened.year === String(year) ? Number(opened.number) : undefined;
  usePageTitle(t('book.caption', { name: register.name, year: String(year) }));
  // On a phone the entry is a page of its own.
  if (narrow && opened.number !== undefined) return <Outlet />;
  return (
    <div className={opened.number === undefined ? 'book-layout' : 'book-layout has-panel'}>
      <section className="book" aria-label={register.name}>
        <div className="page-head">
          <BookHead register={register} registers={registers} year={year} thisYear={thisYear} />
          {reads && <HistoryNote code={register.code} year={year} />}
          <span className="grow" />
          <BookSealed summary={book.summary} />
          {(reads || register.confidential) && <BookActs register={register} search={search} year={year} />}
        </div>
        <BookFilters register={register} search={search} />
        <BookRows
          register={register}
          year={year}
          search={search}
          book={book}
          opened={openedNumber}
          narrow={narrow}
        />
        <BookFoot summary={book.summary} search={search} />
      </section>
      <Outlet />
    </div>
  );
}

type BookHeadProps = { register: Register; registers: readonly Register[]; year: number; thisYear: number };

function BookHead({ register, registers, year, thisYear }: BookHeadProps) {
  const t = useText();
  const navigate = useNavigate();
  const reads = useSession().permissions.includes('entry.read-book');
  const years = [...new Set([thisYear, year, ...register.years])].sort((a, b) => b - a);
  return (
    <>
      <h1>{reads ? register.name : t('registers.works-title')}</h1>
      {!reads && <span className="second">{register.name}</span>}
      {register.confidential && (
        <Tag tone="conf" icon="confidential">
          {t('registers.confidential')}
        </Tag>
      )}
      {registers.length > 1 && (
        <label className="select-shell">
          <span className="visually-hidden">{t('book.register')}</span>
          <select
            value={register.code}
            onChange={(event) =>
              void navigate({ to: '/registre/$code', params: { code: event.target.value } })
            }
          >
            {registers.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </label>
      )}
      <label className="select-shell">
        <span className="visually-hidden">{t('book.year')}</span>
        <select
          value={year}
          onChange={(event) =>
            void navigate({
              to: '/registre/$code',
              params: { code: register.code },
              search: { an: Number(event.target.value) },
            })
          }
        >
          {years.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </label>
    </>
  );
}
