import { Button } from '@opis/ui';
import { thumbnailUrl } from '../../api/scans.ts';
import { toClockTime } from '../../parts/dates.ts';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { useText } from '../../parts/text.tsx';
import type { LastScanOfCounter } from './use-last-scan.ts';

/** The last scan of the counter beside the form: small, with its key. */
export function LastScanCard({ last }: { last: LastScanOfCounter }) {
  const t = useText();
  const keyOf = useKeyLabels();
  const { scan } = last;
  if (scan === null) return null;
  const [first = 1] = scan.pages;
  const { name, pages } = scan;
  return (
    <section className="sheet last-scan" aria-label={t('scans.last')}>
      <img src={thumbnailUrl(scan.id, first)} alt="" />
      <div className="last-scan-words">
        <h2>{t('scans.last')}</h2>
        <p className="second">
          {t('scans.last-of', { name, pages: pages.length, time: toClockTime(scan.arrivedAt) })}
        </p>
        <Button keyHint={keyOf('Insert')} aria-disabled={last.busy} onClick={last.take}>
          {t('scans.last-take')}
        </Button>
      </div>
    </section>
  );
}
