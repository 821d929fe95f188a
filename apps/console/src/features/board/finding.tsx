import { type ReactNode, useId, useState } from 'react';
import { useText } from '../../parts/text.tsx';

type FindingProps = {
  /** The finding, as a sentence. */
  title: string;
  /** What the picture measures. */
  unit: string;
  chart: ReactNode;
  /** The same figures, for who reads or hears rather than looks. */
  table: ReactNode;
  more?: ReactNode;
};

/** A chart under the sentence that it shows; the same figures as a table are one key away. */
export function Finding({ title, unit, chart, table, more }: FindingProps) {
  const t = useText();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <section className="finding" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {asTable ? table : chart}
      <p className="finding-foot">
        {more}
        <button
          type="button"
          className="link-button"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {t('board.table')}
        </button>
        <span className="meta">{unit}</span>
      </p>
    </section>
  );
}
