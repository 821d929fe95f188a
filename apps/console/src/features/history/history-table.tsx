import type { HistoryRow } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import { type MessageId, useText } from '../../parts/text.tsx';

const columns: readonly { id: MessageId; show: (row: HistoryRow) => string | number | null }[] = [
  { id: 'book.column.1', show: (row) => `${row.number}${row.suffix && ` ${row.suffix}`}` },
  { id: 'book.column.2', show: (row) => showDate(row.registeredOn) },
  { id: 'book.column.3', show: (row) => row.issuerReference },
  { id: 'book.column.4', show: (row) => row.sheets },
  { id: 'book.column.5', show: (row) => row.annexes },
  { id: 'book.column.6', show: (row) => row.issuer },
  { id: 'book.column.7', show: (row) => row.subject },
  { id: 'book.column.8', show: (row) => row.unit },
  { id: 'book.column.9', show: (row) => (row.dispatchedOn ? showDate(row.dispatchedOn) : null) },
  { id: 'book.column.10', show: (row) => row.resolution },
  { id: 'book.column.11', show: (row) => row.addressee },
  { id: 'book.column.12', show: (row) => row.joinedTo },
  { id: 'book.column.13', show: (row) => row.nomenclature },
];

/** The thirteen columns as the old register had them; on a grey ground, so that nobody takes them for the book. */
export function HistoryTable({ rows, caption }: { rows: readonly HistoryRow[]; caption: string }) {
  const t = useText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keys
    <section className="history-scroll" aria-label={caption} tabIndex={0}>
      <table className="history-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id }) => (
              <th key={id} scope="col">
                {t(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.year}-${row.number}-${row.suffix}`}>
              {columns.map(({ id, show }, index) =>
                index === 0 ? (
                  <th key={id} scope="row">
                    {show(row)}
                  </th>
                ) : (
                  <td key={id}>{show(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
