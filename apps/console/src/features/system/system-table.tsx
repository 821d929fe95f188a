import type { SystemLine } from '@opis/contracts';
import { Icon, Tag } from '@opis/ui';
import { useText } from '../../parts/text.tsx';

/** Everything that is watched, always in the same order: a quiet page is a true statement. */
export function SystemTable({ lines }: { lines: readonly SystemLine[] }) {
  const t = useText();
  return (
    <section aria-labelledby="watched-title">
      <h2 id="watched-title" className="system-head">
        {t('system.all')}
      </h2>
      <table className="system-table">
        <thead>
          <tr>
            <th scope="col">{t('system.column-line')}</th>
            <th scope="col">{t('system.column-value')}</th>
            <th scope="col">{t('system.column-state')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.name}>
              <th scope="row">{line.title}</th>
              <td>{line.value}</td>
              <td>
                <State state={line.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta system-foot">{t('system.all-body')}</p>
    </section>
  );
}

function State({ state }: { state: SystemLine['state'] }) {
  const t = useText();
  if (state === 'bad')
    return (
      <Tag tone="late" icon="warning">
        {t('system.state-bad')}
      </Tag>
    );
  if (state === 'notice')
    return (
      <Tag tone="warn" icon="note">
        {t('system.state-notice')}
      </Tag>
    );
  return (
    <span className="state-good">
      <Icon name="check" size={14} />
      {t('system.state-good')}
    </span>
  );
}
