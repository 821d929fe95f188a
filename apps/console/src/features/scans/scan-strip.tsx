import type { ScanDetail, ScanStack } from '@opis/contracts';
import { Tag } from '@opis/ui';
import type { KeyboardEvent } from 'react';
import { useText } from '../../parts/text.tsx';
import { PageTile } from './page-tile.tsx';
import { isSure, type Strip } from './use-strip.ts';

type ScanStripProps = { scan: ScanDetail; strip: Strip };

/** The pages of a file that came, fallen into documents; arrows go over the pages. */
export function ScanStrip({ scan, strip }: ScanStripProps) {
  const t = useText();
  const press = (event: KeyboardEvent) => {
    const act = actOf(event, strip);
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <section className="scan-strip" aria-label={t('scans.strip')} onKeyDown={press}>
      {scan.stacks.map((stack, index) => (
        <Stack
          key={stack.pages[0]?.page}
          stack={stack}
          place={{ index, count: scan.stacks.length }}
          {...{ scan, strip }}
        />
      ))}
      {scan.aside.length > 0 && (
        <section className="scan-stack is-aside">
          <h2>{t('scans.aside')}</h2>
          <p className="meta">{t('scans.aside-hint')}</p>
          <div className="scan-tiles">
            {scan.aside.map((page) => (
              <PageTile key={page.page} scanId={scan.id} page={page} strip={strip} />
            ))}
          </div>
        </section>
      )}
    </section>
  );
}

function actOf(event: KeyboardEvent, strip: Strip): (() => void) | undefined {
  const forward = event.key === 'ArrowRight';
  if (forward || event.key === 'ArrowLeft') {
    const by = forward ? 1 : -1;
    if (event.ctrlKey) return () => void strip.move(by);
    return () => (event.shiftKey ? strip.extend(by) : strip.step(by));
  }
  if (event.key === 'ArrowDown') return () => strip.toStack(1);
  if (event.key === 'ArrowUp') return () => strip.toStack(-1);
  if (event.key === 'Delete') return strip.remove;
  return undefined;
}

type StackProps = ScanStripProps & { stack: ScanStack; place: { index: number; count: number } };

function Stack({ scan, strip, stack, place }: StackProps) {
  const t = useText();
  const isCurrent = strip.stack === stack;
  return (
    <section className={isCurrent ? 'scan-stack is-current' : 'scan-stack'}>
      <div className="scan-stack-head">
        <h2>{t('scans.document', { place: place.index + 1, count: place.count })}</h2>
        <span className="meta">{t('scans.pages-of', { count: stack.pages.length })}</span>
        <span className="grow" />
        {stack.entry && <span className="scan-number tnum">{stack.entry.registrationNumber}</span>}
        <Tag tone={isSure(stack) ? 'ok' : stack.entry || stack.doubts.length > 0 ? 'warn' : 'plain'}>
          {isSure(stack)
            ? t('scans.sure')
            : stack.entry || stack.doubts.length > 0
              ? t('scans.look')
              : t('scans.no-code')}
        </Tag>
      </div>
      <div className="scan-tiles">
        {stack.pages.map((page) => (
          <PageTile key={page.page} scanId={scan.id} page={page} strip={strip} />
        ))}
      </div>
    </section>
  );
}
