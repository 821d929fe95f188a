import { useText } from '../../parts/text.tsx';
import type { ListSpec, Row } from './row-specs.ts';
import { useShowValue } from './show-value.ts';

/** Two values of each field on which two people differ; the buttons under the form name whose stays. */
export function RowConflict({ spec, theirs, mine }: { spec: ListSpec; theirs: Row | null; mine: Row }) {
  const t = useText();
  const show = useShowValue();
  const differing = spec.fields.filter(({ name }) => show(name, theirs?.[name]) !== show(name, mine[name]));
  return (
    <section className="conflict" role="alert">
      <h3>{t('admin.conflict.title')}</h3>
      <p className="second">{t(theirs === null ? 'admin.conflict.gone' : 'admin.conflict.body')}</p>
      {differing.map(({ name, label }) => (
        <div className="versions" key={name}>
          <div className="version is-kept">
            <p className="meta">{t('entry.conflict.theirs')}</p>
            <p className="strong">
              {t(label)}: {show(name, theirs?.[name])}
            </p>
          </div>
          <div className="version">
            <p className="meta">{t('entry.conflict.mine')}</p>
            <p className="strong">
              {t(label)}: {show(name, mine[name])}
            </p>
          </div>
        </div>
      ))}
    </section>
  );
}
