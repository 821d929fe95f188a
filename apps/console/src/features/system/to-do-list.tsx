import type { SystemLine } from '@opis/contracts';
import { Icon, IconButton } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';

/** What asks for a hand, the worst first: why, and the command that mends it. */
export function ToDoList({ lines }: { lines: readonly SystemLine[] }) {
  const t = useText();
  return (
    <section aria-labelledby="to-do-title">
      <h2 id="to-do-title" className="system-head">
        {t('system.to-do')}
      </h2>
      <ul className="sheet to-do">
        {lines.map((line) => (
          <li key={line.name} className={`to-do-item is-${line.state}`}>
            <Icon name={line.state === 'bad' ? 'warning' : 'note'} />
            <div className="to-do-words">
              <h3>
                {line.title}: <span className="to-do-value">{line.value}</span>
              </h3>
              {line.cause && <p>{line.cause}</p>}
              {line.command && <Command command={line.command} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Command({ command }: { command: string }) {
  const t = useText();
  const copy = async () => {
    await navigator.clipboard?.writeText(command);
    showToast(t('system.copied'));
  };
  return (
    <div className="command">
      <span className="meta">{t('system.command')}</span>
      <code className="command-text">{command}</code>
      <IconButton icon="copy" label={t('system.copy')} onClick={() => void copy()} />
    </div>
  );
}
