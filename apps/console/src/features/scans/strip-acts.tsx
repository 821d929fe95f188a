import type { ScanDetail } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { useText } from '../../parts/text.tsx';
import type { Strip } from './use-strip.ts';

type StripActsProps = { scan: ScanDetail; strip: Strip; onCrop: () => void };

/** What can be done with the page, each with its key. */
export function StripActs({ scan, strip, onCrop }: StripActsProps) {
  const t = useText();
  const keyOf = useKeyLabels();
  return (
    <div className="scan-acts" role="toolbar" aria-label={t('scans.acts')}>
      <Button size="small" keyHint={keyOf('r')} onClick={() => strip.turn(90)}>
        {t('scans.act.turn')}
      </Button>
      <Button size="small" keyHint={keyOf('d')} onClick={strip.straighten}>
        {t('scans.act.straighten')}
      </Button>
      <Button size="small" keyHint={keyOf('c')} onClick={onCrop}>
        {t('scans.act.crop')}
      </Button>
      <Button size="small" keyHint={keyOf('s')} onClick={strip.split}>
        {t('scans.act.split')}
      </Button>
      <Button size="small" keyHint={keyOf('m')} onClick={strip.merge}>
        {t('scans.act.merge')}
      </Button>
      <Button size="small" keyHint="Ctrl ←" onClick={() => strip.move(-1)}>
        {t('scans.act.earlier')}
      </Button>
      <Button size="small" keyHint="Ctrl →" onClick={() => strip.move(1)}>
        {t('scans.act.later')}
      </Button>
      <Button size="small" keyHint="Delete" onClick={strip.remove}>
        {t(strip.isAside ? 'scans.act.restore' : 'scans.act.remove')}
      </Button>
      <Button
        size="small"
        keyHint={keyOf('z')}
        aria-disabled={!scan.canUndo}
        onClick={() => scan.canUndo && strip.act('undo')}
      >
        {t('scans.act.undo')}
      </Button>
    </div>
  );
}
