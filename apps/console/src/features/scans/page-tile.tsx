import type { ScanPage } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { useEffect, useRef } from 'react';
import { thumbnailUrl } from '../../api/scans.ts';
import { useText } from '../../parts/text.tsx';
import type { Strip } from './use-strip.ts';

type PageTileProps = { scanId: string; page: ScanPage; strip: Strip };

/** A page of the strip: small, as it lies, with what was seen on it in words. */
export function PageTile({ scanId, page, strip }: PageTileProps) {
  const t = useText();
  const ref = useRef<HTMLButtonElement>(null);
  const isCurrent = strip.current?.page === page.page;
  const isChosen = strip.chosen.includes(page.page);
  useEffect(() => {
    const inStrip = ref.current?.closest('.scan-strip')?.contains(document.activeElement);
    if (isCurrent && inStrip) ref.current?.focus();
    if (isCurrent) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const marks = useMarks(page);
  const codes = page.codes.map(({ kind, text }) => t(`scans.code.${kind}`, { text }));
  const unseen = isChosen ? [...codes, t('scans.page-chosen')] : codes;
  return (
    <button
      ref={ref}
      type="button"
      className={`scan-tile${page.blank ? ' is-blank' : ''}${isChosen ? ' is-chosen' : ''}`}
      aria-current={isCurrent ? 'true' : undefined}
      tabIndex={isCurrent ? 0 : -1}
      onClick={(event) => (event.ctrlKey ? strip.choose(page.page) : strip.point(page.page))}
      onFocus={() => strip.point(page.page)}
    >
      <span className="scan-paper">
        <img
          className={`is-turned-${page.turn}`}
          src={thumbnailUrl(scanId, page.page)}
          alt=""
          loading="lazy"
        />
      </span>
      <span className="scan-foot">
        <span className="visually-hidden">{t('scans.page', { page: page.page })}</span>
        <span className="tnum" aria-hidden="true">
          {page.page}
        </span>
        {page.codes.some(({ kind }) => kind === 'label' || kind === 'receipt') && (
          <Icon name="registered" size={14} />
        )}
        {page.codes.some(({ kind }) => kind === 'unreadable') && <Icon name="warning" size={14} />}
        {isChosen && <Icon name="check" size={14} />}
        {marks.length > 0 && <span className="ellipsis">{marks.join(', ')}</span>}
        {unseen.length > 0 && <span className="visually-hidden">{unseen.join(', ')}</span>}
      </span>
    </button>
  );
}

function useMarks({ blank, turn, straighten, crop }: ScanPage): string[] {
  const t = useText();
  return [
    ...(blank ? [t('scans.page-blank')] : []),
    ...(turn === 0 ? [] : [t('scans.page-turned', { angle: turn })]),
    ...(straighten === 0 ? [] : [t('scans.page-straightened')]),
    ...(crop === null ? [] : [t('scans.page-cropped')]),
  ];
}
