import { type MessageId, useText } from '../../parts/text.tsx';

type Column = { number: number; label: MessageId; centred?: boolean };
const columns: readonly Column[] = [
  { number: 1, label: 'book.column.1' },
  { number: 2, label: 'book.column.2' },
  { number: 3, label: 'book.column.3' },
  { number: 4, label: 'book.column.4', centred: true },
  { number: 5, label: 'book.column.5', centred: true },
  { number: 6, label: 'book.column.6' },
  { number: 7, label: 'book.column.7' },
  { number: 8, label: 'book.column.8' },
  { number: 9, label: 'book.column.9' },
  { number: 10, label: 'book.column.10' },
  { number: 11, label: 'book.column.11' },
  { number: 12, label: 'book.column.12' },
  { number: 13, label: 'book.column.13' },
];

/** REG-02: names of the thirteen columns over their legal numbers. */
export function BookHeadRows() {
  const t = useText();
  return (
    <>
      <colgroup>
        {columns.map(({ number }) => (
          <col key={number} className={`book-col-${number}`} />
        ))}
      </colgroup>
      <thead>
        <tr className="book-groups">
          <td className="is-frozen" />
          <th colSpan={7} scope="colgroup">
            {t('book.group.in')}
          </th>
          <th colSpan={3} scope="colgroup">
            {t('book.group.out')}
          </th>
          <th colSpan={2} scope="colgroup">
            {t('book.group.links')}
          </th>
        </tr>
        <tr className="book-names">
          {columns.map(({ number, label, centred }) => (
            <th
              key={number}
              scope="col"
              className={number === 1 ? 'is-frozen' : centred ? 'is-centred' : undefined}
            >
              {t(label)}
            </th>
          ))}
        </tr>
        <tr className="book-numbers">
          {columns.map(({ number }) => (
            <td key={number} className={number === 1 ? 'is-frozen' : undefined}>
              {number}
            </td>
          ))}
        </tr>
      </thead>
    </>
  );
}
