import { Band, Icon } from '@opis/ui';
import { toClockTime } from '../parts/dates.ts';
import { useText } from '../parts/text.tsx';
import { useLiveState } from './use-live.ts';

/** At the foot of the rail: how fresh the screen is. */
export function LiveMark() {
  const t = useText();
  const known = useLiveState();
  if (known === null) return null;
  return (
    <p className={`live-mark is-${known.state}`} title={t(`live.${known.state}-hint`)}>
      <Icon name={known.state === 'cut' ? 'offline' : 'live'} size={14} />
      <span className="rail-label">{t(`live.${known.state}`)}</span>
    </p>
  );
}

/** Under the top bar, only while the server does not answer: what is shown may be old. */
export function CutBand() {
  const t = useText();
  const known = useLiveState();
  return (
    <div role="status">
      {known?.state === 'cut' && (
        <Band tone="late" icon="offline">
          {t('live.cut-band', { at: toClockTime(known.since) })}
        </Band>
      )}
    </div>
  );
}
