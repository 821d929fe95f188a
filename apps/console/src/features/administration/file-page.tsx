import type { ImportPreview } from '@opis/contracts';
import { Band, Button, ButtonLink, Icon, StatePanel } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type ChangeEvent, useState } from 'react';
import { applyImport, exportAddress, previewImport } from '../../api/administration.ts';
import { showDate } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { AdminSection } from './admin-section.tsx';
import { ChangeLines } from './change-lines.tsx';
import { useForgetHouse } from './use-organisation.ts';

type Given = { name: string; content: string };

/** The organisation as one file: taken out, changed elsewhere, seen line by line, brought back whole or not at all. */
export function FilePage() {
  const t = useText();
  const forget = useForgetHouse();
  const [given, setGiven] = useState<Given | null>(null);
  const [complete, setComplete] = useState(false);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const looking = useMutation({ mutationFn: previewImport });
  const doing = useMutation({
    mutationFn: (digest: string) =>
      applyImport({ requestId, complete, digest, ...(given ?? { name: '', content: '' }) }),
    onSuccess: async () => {
      await forget();
      showToast(t('admin.file-done'));
      looking.reset();
      setGiven(null);
    },
  });
  const look = (file: Given, whole: boolean) => {
    setRequestId(crypto.randomUUID());
    doing.reset();
    looking.mutate({ ...file, complete: whole });
  };
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (file === undefined) return;
    const read = { name: file.name, content: toBase64(new Uint8Array(await file.arrayBuffer())) };
    setGiven(read);
    look(read, complete);
  };
  return (
    <AdminSection id="file" title={t('admin.file-title')} body={t('admin.file-body')}>
      <div className="admin-actions">
        <ButtonLink icon="download" href={exportAddress('yaml')} download>
          {t('admin.export-yaml')}
        </ButtonLink>
        <ButtonLink icon="download" href={exportAddress('csv')} download>
          {t('admin.export-csv')}
        </ButtonLink>
      </div>
      <h3 className="admin-subhead">{t('admin.bring-in')}</h3>
      <label className="check">
        <input
          type="checkbox"
          checked={complete}
          onChange={(event) => {
            setComplete(event.target.checked);
            if (given) look(given, event.target.checked);
          }}
        />
        {t('admin.file-complete')}
      </label>
      <div className="admin-actions">
        <label className="button is-primary is-normal file-button">
          <Icon name="upload" />
          {t('admin.choose-file')}
          <input
            className="visually-hidden"
            type="file"
            accept=".yaml,.yml,.json,.csv,.txt"
            onChange={(event) => void choose(event)}
          />
        </label>
        {given && <span className="second">{given.name}</span>}
      </div>
      {(looking.error ?? doing.error) && <FailureBand error={looking.error ?? doing.error} />}
      {looking.data && (
        <Preview
          preview={looking.data}
          pending={doing.isPending}
          onApply={(digest) => doing.mutate(digest)}
        />
      )}
    </AdminSection>
  );
}

type PreviewProps = { preview: ImportPreview; pending: boolean; onApply: (digest: string) => void };

function Preview({ preview, pending, onApply }: PreviewProps) {
  const t = useText();
  const { mistakes, changes, closings, digest } = preview;
  const handing = closings.filter(({ openFiles }) => openFiles > 0);
  if (mistakes.length > 0) {
    return (
      <div role="alert">
        <Band tone="late" icon="error">
          <p className="strong">{t('admin.file-mistakes', { count: mistakes.length })}</p>
          <ol className="mistakes">
            {mistakes.map((mistake) => (
              <li key={`${mistake.line}:${mistake.column}:${mistake.path}:${mistake.detail}`}>
                <span className="strong">
                  {t('admin.mistake-at', { line: mistake.line, column: mistake.column })}
                </span>{' '}
                {mistake.path && <span className="meta">{mistake.path}</span>} {mistake.detail}
              </li>
            ))}
          </ol>
        </Band>
      </div>
    );
  }
  if (changes.length === 0) {
    return (
      <StatePanel title={t('admin.file-same')}>
        <p>{t('admin.file-same-body')}</p>
      </StatePanel>
    );
  }
  return (
    <div className="file-preview" role="status">
      <div className="admin-head">
        <h3>{t('admin.file-changes', { count: changes.length })}</h3>
        <span className="grow" />
        <Button
          kind="primary"
          icon="check"
          aria-disabled={pending}
          onClick={() => !pending && onApply(digest)}
        >
          {t('admin.file-apply')}
        </Button>
      </div>
      {handing.length > 0 && (
        <Band tone="note" icon="assigned">
          <ul>
            {handing.map(({ unit, heir, openFiles, closedOn }) => (
              <li key={unit}>
                {t('admin.file-hands-over', {
                  ...{ unit, heir: heir ?? '–' },
                  count: openFiles,
                  date: showDate(closedOn),
                })}
              </li>
            ))}
          </ul>
        </Band>
      )}
      <div className="sheet file-changes">
        <ChangeLines changes={changes} />
      </div>
    </div>
  );
}

/** In pieces: a call cannot take a million arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
