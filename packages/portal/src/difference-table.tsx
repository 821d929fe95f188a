import { formatPlainDate } from '@opis/contracts';
import { texts } from './portal-texts.ts';
import type { Difference } from './verification.ts';

/** The paper beside the register; only the rows that differ are marked. */
export function DifferenceTable({ rows }: { rows: readonly Difference[] }) {
  return (
    <table>
      <caption>{texts('difference.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{texts('difference.field')}</span>
          </th>
          <th scope="col">{texts('difference.paper')}</th>
          <th scope="col">{texts('difference.register')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field} className={row.differs ? 'differs' : undefined}>
            <th scope="row">{texts(`register.${row.field}`)}</th>
            <td>{written(row.field, row.paper)}</td>
            <td>{written(row.field, row.register)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A value as people write it: a date with dots. */
export function written(field: Difference['field'], value: string): string {
  return field === 'date' ? formatPlainDate(value) : value;
}
