import type { CropBox, ScanPage } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { type FormEvent, useState } from 'react';
import { scanPageUrl } from '../../api/scans.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';

type CropDialogProps = {
  scanId: string;
  page: ScanPage;
  onCrop: (box: CropBox | null) => void;
  onClose: () => void;
};

const sides = ['left', 'top', 'right', 'bottom'] as const;
type Cuts = Record<(typeof sides)[number], number>;

const toCuts = (box: CropBox | null): Cuts =>
  box === null
    ? { left: 0, top: 0, right: 0, bottom: 0 }
    : {
        left: percent(box.x),
        top: percent(box.y),
        right: percent(1 - box.x - box.width),
        bottom: percent(1 - box.y - box.height),
      };
const percent = (part: number) => Math.round(part * 100);

/** How much goes from each side, in hundredths of the page as it came: with arrows, without a mouse. */
export function CropDialog({ scanId, page, onCrop, onClose }: CropDialogProps) {
  const t = useText();
  const [cuts, setCuts] = useState(() => toCuts(page.crop));
  const box = toBox(cuts);
  const save = (event: FormEvent) => {
    event.preventDefault();
    onCrop(sides.every((side) => cuts[side] === 0) ? null : box);
  };
  return (
    <Dialog title={t('scans.crop-title', { page: page.page })} onClose={onClose} wide>
      <form className="scan-crop" noValidate onSubmit={save}>
        <div className="scan-crop-fields">
          {sides.map((side, index) => (
            <Field key={side} id={`crop-${side}`} label={t(`scans.crop.${side}`)}>
              {(control) => (
                <input
                  {...control}
                  {...(index === 0 && { 'data-first': true })}
                  className="input is-count"
                  type="number"
                  min={0}
                  max={45}
                  value={cuts[side]}
                  onChange={(event) => setCuts({ ...cuts, [side]: toPercent(event.target.value) })}
                />
              )}
            </Field>
          ))}
          <p className="meta">{t('scans.crop-hint')}</p>
        </div>
        <div className="scan-crop-page">
          <img src={scanPageUrl(scanId, page.page, 'came')} alt="" />
          <span
            className="scan-crop-kept"
            style={{
              left: `${cuts.left}%`,
              top: `${cuts.top}%`,
              right: `${cuts.right}%`,
              bottom: `${cuts.bottom}%`,
            }}
          />
        </div>
        <div className="dialog-actions">
          <Button onClick={() => onCrop(null)}>{t('scans.crop-none')}</Button>
          <Button kind="primary" type="submit">
            {t('scans.crop-save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const toPercent = (text: string) => Math.min(45, Math.max(0, Math.round(Number(text) || 0)));

const toBox = ({ left, top, right, bottom }: Cuts): CropBox => ({
  x: left / 100,
  y: top / 100,
  width: (100 - left - right) / 100,
  height: (100 - top - bottom) / 100,
});
