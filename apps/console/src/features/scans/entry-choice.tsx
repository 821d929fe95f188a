import type { ScanEntry } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { type FormEvent, type ReactNode, useState } from 'react';
import { findScanEntries } from '../../api/scans.ts';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useKeys } from '../../parts/use-keys.ts';

type EntryChoiceProps = {
  /** What a label says, until another number is written. */
  proposed: ScanEntry | null;
  busy: boolean;
  onFile: (entry: ScanEntry) => void;
  /** What speaks against the proposed one; not said of a number that a person wrote. */
  doubts?: ReactNode;
};

/** The entry that papers go to: proposed, or found by its number, and the key that puts them there. */
export function EntryChoice({ proposed, busy, onFile, doubts }: EntryChoiceProps) {
  const t = useText();
  const say = useFailureText();
  const keyOf = useKeyLabels();
  const [text, setText] = useState('');
  const [found, setFound] = useState<ScanEntry | null>(null);
  const [error, setError] = useState<string>();
  const entry = found ?? proposed;
  const file = () => entry?.mayAdd && onFile(entry);
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
      {found === null && doubts}
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
        <Button kind="primary" keyHint={keyOf('a')} aria-disabled={!entry.mayAdd || busy} onClick={file}>
          {busy ? t('scans.file-busy') : t('scans.file', { number: entry.registrationNumber })}
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
