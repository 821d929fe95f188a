import type { ScanBatch, ScanDetail } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { bringBackScan, putAwayScan, readScan } from '../../api/scans.ts';
import { FailureState, useFailureText } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { FileWorkLines } from '../file-works/file-work-lines.tsx';
import { CropDialog } from './crop-dialog.tsx';
import { FilingPane } from './filing-pane.tsx';
import { scanKeys } from './scan-keys.ts';
import { ScanStrip } from './scan-strip.tsx';
import { StripActs } from './strip-acts.tsx';
import { useFiling } from './use-filing.ts';
import { useStrip } from './use-strip.ts';
import { WholeScan } from './whole-scan.tsx';

/** One file that came: its pages at the middle, the decision at the right. */
export function ScanDesk({ batch }: { batch: ScanBatch }) {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: scanKeys.detail(batch.id),
    queryFn: ({ signal }) => readScan(batch.id, signal),
    enabled: batch.state === 'ready',
  });
  const putAway = usePuttingAway();
  if (batch.state === 'reading') {
    return (
      <div className="scan-file" role="status">
        <p>{t('scans.reading', { read: batch.pagesRead, pages: batch.pages ?? 0 })}</p>
        <progress max={Math.max(1, batch.pages ?? 1)} value={batch.pagesRead} aria-label={batch.name} />
        {batch.lines.length > 0 && <FileWorkLines lines={batch.lines} />}
      </div>
    );
  }
  if (batch.state === 'refused') {
    return <WholeScan batch={batch} onPutAway={() => void putAway(batch)} />;
  }
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return <ReadyScan scan={data} lines={batch.lines} onPutAway={() => void putAway(batch)} />;
}

function usePuttingAway() {
  const t = useText();
  const say = useFailureText();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: scanKeys.all });
  return async ({ id, name }: ScanBatch) => {
    try {
      await putAwayScan(id);
      const undo = () => void bringBackScan(id).then(refresh);
      showToast(t('scans.put-away-done', { name }), { undo });
    } catch (error) {
      showToast(say(error), { failed: true });
    }
    await refresh();
  };
}

type ReadyScanProps = { scan: ScanDetail; lines: ScanBatch['lines']; onPutAway: () => void };

function ReadyScan({ scan, lines, onPutAway }: ReadyScanProps) {
  const t = useText();
  const strip = useStrip(scan);
  const filing = useFiling(scan);
  const [cropping, setCropping] = useState(false);
  // What was decided is gone, and the focus with it: the hands go on at the next document.
  useEffect(() => {
    if (scan.filed.length > 0 && document.activeElement === document.body) focusStrip();
  }, [scan.filed.length]);
  useKeys({
    r: (event) => strip.turn(event.shiftKey ? 270 : 90),
    s: strip.split,
    m: strip.merge,
    d: strip.straighten,
    c: () => setCropping(true),
    x: () => strip.current && strip.choose(strip.current.page),
    z: () => scan.canUndo && strip.act('undo'),
    j: () => strip.toStack(1),
    k: () => strip.toStack(-1),
    'Ctrl+Enter': filing.fileSure,
    Escape: strip.clear,
  });
  return (
    <>
      <div className="scan-middle">
        <StripActs scan={scan} strip={strip} onCrop={() => setCropping(true)} />
        <div className="scan-sure">
          <Button
            kind={filing.sure > 0 ? 'primary' : 'secondary'}
            keyHint="Ctrl+Enter"
            aria-disabled={filing.sure === 0 || filing.busy}
            onClick={filing.fileSure}
          >
            {t('scans.file-sure', { count: filing.sure })}
          </Button>
          <Filed scan={scan} />
          <span className="grow" />
          <Button kind="quiet" onClick={onPutAway}>
            {t('scans.put-away')}
          </Button>
        </div>
        {lines.length > 0 && <FileWorkLines lines={lines} />}
        <ScanStrip scan={scan} strip={strip} />
      </div>
      <FilingPane scan={scan} strip={strip} filing={filing} />
      {cropping && strip.current && (
        <CropDialog
          scanId={scan.id}
          page={strip.current}
          onClose={() => setCropping(false)}
          onCrop={(box) => {
            if (strip.current) strip.act({ act: 'crop', pages: [strip.current.page], box });
            setCropping(false);
          }}
        />
      )}
    </>
  );
}

const focusStrip = () => document.querySelector<HTMLElement>('.scan-tile[tabindex="0"]')?.focus();

/** Where pages of this file went already. */
function Filed({ scan }: { scan: ScanDetail }) {
  const t = useText();
  if (scan.filed.length === 0) return null;
  const numbers = scan.filed.map(
    ({ registrationNumber }) => registrationNumber ?? t('scans.filed-at-counter'),
  );
  return (
    <span className="meta ellipsis">
      {t('scans.filed-list')}: {numbers.join(', ')}
    </span>
  );
}
