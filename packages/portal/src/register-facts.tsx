import { formatRegistrationNumber } from '@opis/contracts';
import { texts } from './portal-texts.ts';
import { SummaryList, type SummaryRow } from './summary-list.tsx';
import type { FoundEntry, VerifiedContents, VerifiedEntry } from './verification.ts';

/** „Ce scrie în registru”: without the code no personal data at all. */
export function RegisterFacts({ entry, contents }: Pick<FoundEntry, 'entry' | 'contents'>) {
  const rows = [...toEntryRows(entry), ...(contents ? toContentRows(contents) : [])];
  return (
    <section className="sheet">
      <h2>{texts('register.heading')}</h2>
      <SummaryList rows={rows} />
      {!contents && (
        <p className="after-list">
          <a href="/v">{texts('register.with-code')}</a>
        </p>
      )}
    </section>
  );
}

function toEntryRows(entry: VerifiedEntry): SummaryRow[] {
  const number = formatRegistrationNumber(entry.number, entry.date);
  const book = texts('register.book.value', { register: entry.registerName, year: String(entry.year) });
  return [
    { term: texts('register.number'), value: <span className="num">{number}</span> },
    { term: texts('register.time'), value: entry.time },
    { term: texts('register.book'), value: book },
  ];
}

function toContentRows({ initials, subject, sheets, annexes }: VerifiedContents): SummaryRow[] {
  const sender = {
    term: texts('register.sender'),
    value: (
      <>
        {initials} <span className="muted">· {texts('register.sender.note')}</span>
      </>
    ),
  };
  return [
    ...(initials === '' ? [] : [sender]),
    { term: texts('register.subject'), value: subject },
    { term: texts('register.documents'), value: texts('register.documents.value', { sheets, annexes }) },
  ];
}
