import type { ReactNode } from 'react';

/** One term with its value. */
export type SummaryRow = { term: string; value: ReactNode };

/** Terms and values, as on a form that was filled in. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="summary">
      {rows.map((row) => (
        <div key={row.term}>
          <dt>{row.term}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
