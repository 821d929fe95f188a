import type { ScanBatch, ScanTray } from '@opis/contracts';
import { Button, StatePanel } from '@opis/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { bringScans, listScans, separatorsUrl } from '../../api/scans.ts';
import { uploadFile } from '../../api/upload-file.ts';
import { changePreferences, usePreferences } from '../../parts/preferences.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import { FailureState, useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useDropzone } from '../counter/use-dropzone.ts';
import { ScanDesk } from './scan-desk.tsx';
import { scanKeys } from './scan-keys.ts';
import { ScanList } from './scan-list.tsx';
import './scans.css';

const soon = 2_000;
const calm = 10_000;

const isUnderWay = ({ state, lines }: ScanBatch) =>
  state === 'reading' || lines.some(({ tone }) => tone === 'busy');

/** Scanări: what came from the scanner, until each page is where it belongs. */
export function ScansPage() {
  const t = useText();
  const navigate = useNavigate();
  const { scanare } = useSearch({ from: '/scanari' });
  const tray = useQuery({
    queryKey: scanKeys.tray,
    queryFn: ({ signal }) => listScans(signal),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? soon : calm),
  });
  const bring = useBringing();
  const dropping = useDropzone((files) => void bring(files));
  usePageTitle(t('scans.title'));
  if (tray.error) {
    return (
      <div className="scans">
        <div className="page-head">
          <h1>{t('scans.title')}</h1>
        </div>
        <FailureState error={tray.error} onRetry={() => void tray.refetch()} />
      </div>
    );
  }
  if (!tray.data) return null;
  const items = tray.data.items.filter((item) => item.state !== 'ready' || item.pagesWaiting > 0);
  const open = items.find(({ id }) => id === scanare) ?? items[0];
  const waits = items.reduce((sum, { pagesWaiting }) => sum + pagesWaiting, 0);
  return (
    <div className={dropping ? 'scans is-dropping' : 'scans'}>
      <div className="page-head">
        <h1>{t('scans.title')}</h1>
        {waits > 0 && <span className="second">{t('scans.waits', { count: waits })}</span>}
        <span className="grow" />
        <CounterChoice tray={tray.data} />
        <Button icon="print" onClick={() => void printPdf(separatorsUrl())}>
          {t('scans.separators')}
        </Button>
        <BringFiles onFiles={(files) => void bring(files)} />
      </div>
      {open === undefined ? (
        <StatePanel title={t('scans.empty')}>
          <p>{t(tray.data.watching ? 'scans.empty-watching' : 'scans.empty-not-watching')}</p>
        </StatePanel>
      ) : (
        <div className="scan-panes">
          <ScanList
            items={items}
            current={open.id}
            onOpen={(id) => void navigate({ to: '/scanari', search: { scanare: id } })}
          />
          <ScanDesk key={open.id} batch={open} />
        </div>
      )}
      {dropping && <div className="drop-here">{t('scans.drop')}</div>}
    </div>
  );
}

function useBringing() {
  const t = useText();
  const say = useFailureText();
  const queries = useQueryClient();
  return async (files: readonly File[]) => {
    if (files.length === 0) return;
    try {
      const { signal } = new AbortController();
      const uploads = [];
      for (const file of files) uploads.push((await uploadFile(file, { onProgress: () => {}, signal })).id);
      await bringScans({ requestId: crypto.randomUUID(), uploads });
      showToast(t('scans.brought', { count: uploads.length }));
    } catch (error) {
      showToast(say(error), { failed: true });
    }
    await queries.invalidateQueries({ queryKey: scanKeys.all });
  };
}

function BringFiles({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useText();
  const ref = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="upload" onClick={() => ref.current?.click()}>
        {t('scans.bring')}
      </Button>
      <input
        ref={ref}
        hidden
        type="file"
        multiple
        accept="application/pdf,image/tiff,image/jpeg,image/png"
        aria-label={t('scans.bring-files')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}

/** Which counter's scanner is this computer's: kept in the browser, as a printer is. */
function CounterChoice({ tray }: { tray: ScanTray }) {
  const t = useText();
  const { scanCounter } = usePreferences();
  if (tray.counters.length === 0) return null;
  return (
    <label className="scan-counter">
      <span className="second">{t('scans.counter')}</span>
      <select
        className="input"
        value={scanCounter ?? ''}
        onChange={(event) => changePreferences({ scanCounter: event.target.value || null })}
      >
        <option value="">{t('scans.counter-none')}</option>
        {tray.counters.map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </select>
    </label>
  );
}
