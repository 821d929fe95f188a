import type { ScanDetail, ScanEntry, ScanStack } from '@opis/contracts';
import { Button, Field, Icon } from '@opis/ui';
import { type FormEvent, useState } from 'react';
import { findScanEntries, scanPageUrl } from '../../api/scans.ts';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import type { FilingActs } from './use-filing.ts';
import type { Strip } from './use-strip.ts';

type FilingPaneProps = { scan: ScanDetail; strip: Strip; filing: FilingActs };

/** The page to be read, the entry that it goes to, and why that is or is not certain. */
export function FilingPane({ scan, strip, filing }: FilingPaneProps) {
  const t = useText();
  const { current, stack } = strip;
  return (
    <section className="scan-pane">
      {current && (
        <div className="scan-shown">
          <img
            src={scanPageUrl(scan.id, current.page, scan.version)}
            alt={t('scans.shown-page', { page: current.page })}
          />
        </div>
      )}
      {stack && <Filing key={stack.pages[0]?.page} stack={stack} filing={filing} />}
    </section>
  );
}

function Filing({ stack, filing }: { stack: ScanStack; filing: FilingActs }) {
  const t = useText();
  const say = useFailureText();
  const keyOf = useKeyLabels();
  const [text, setText] = useState('');
  const [found, setFound] = useState<ScanEntry | null>(null);
  const [error, setError] = useState<string>();
  const entry = found ?? stack.entry;
  const file = () => entry?.mayAdd && filing.file({ stack, entry });
  useKeys({ a: file, n: () => document.getElementById('scan-number')?.focus() });
  const find = async (event: FormEvent) => {
    event.preventDefault();
    // The number was written and is shown with its subject: the same key files.
    if (found !== null && text === found.registrationNumber) return void file();
    setError(undefined);
    try {
      const { items } = await findScanEntries(text.trim());
      const [first] = items;
      setFound(first ?? null);
      if (first) setText(first.registrationNumber);
      else setError(t('scans.not-found'));
    } catch (failure) {
      setError(say(failure));
    }
  };
  return (
    <div className="scan-filing">
      {entry && <EntryCard entry={entry} />}
      {found === null && stack.doubts.length > 0 && (
        <div className="scan-doubts">
          <h3>{t('scans.doubts')}</h3>
          <ul>
            {stack.doubts.map((doubt) => (
              <li key={doubt}>
                <Icon name="warning" size={14} />
                {t(`scans.doubt.${doubt}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <form className="scan-number-form" noValidate onSubmit={(event) => void find(event)}>
        <Field id="scan-number" label={t('scans.to-label')} hint={t('scans.to-hint')} error={error}>
          {(control) => (
            <div className="field-pair">
              <input
                {...control}
                className="input"
                type="text"
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
              <Button type="submit" keyHint={keyOf('n')}>
                {t('scans.to-find')}
              </Button>
            </div>
          )}
        </Field>
      </form>
      {entry && (
        <Button
          kind="primary"
          keyHint={keyOf('a')}
          aria-disabled={!entry.mayAdd || filing.busy}
          onClick={file}
        >
          {filing.busy ? t('scans.file-busy') : t('scans.file', { number: entry.registrationNumber })}
        </Button>
      )}
    </div>
  );
}

function EntryCard({ entry }: { entry: ScanEntry }) {
  const t = useText();
  return (
    <div className="scan-entry">
      <h3>{t('scans.to')}</h3>
      <p className="scan-number tnum">{entry.registrationNumber}</p>
      <p className="scan-subject">{entry.subject}</p>
      <p className="meta">{entry.sender}</p>
      <p className="meta">{t('scans.sheets', { count: entry.sheets })}</p>
      {!entry.mayAdd && <p className="field-error">{t('scans.doubt.not-allowed')}</p>}
    </div>
  );
}
