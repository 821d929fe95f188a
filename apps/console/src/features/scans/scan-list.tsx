import type { ScanBatch } from '@opis/contracts';
import { Icon, Tag } from '@opis/ui';
import { showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

type ScanListProps = {
  items: readonly ScanBatch[];
  current: string | undefined;
  onOpen: (id: string) => void;
};

/** Files that came and wait, the oldest first. */
export function ScanList({ items, current, onOpen }: ScanListProps) {
  const t = useText();
  return (
    <ul className="scan-list" aria-label={t('scans.list')}>
      {items.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            className="scan-item"
            aria-current={item.id === current ? 'true' : undefined}
            onClick={() => onOpen(item.id)}
          >
            <span className="line">
              <Icon name="file" />
              <span className="scan-name">{item.name}</span>
            </span>
            <span className="meta">{showInstant(item.arrivedAt)}</span>
            <span className="line">
              <span className="meta grow">
                {item.counter
                  ? t('scans.from-counter', { counter: item.counter })
                  : item.office && t('scans.from-office', { office: item.office.name })}
              </span>
              <State item={item} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function State({ item }: { item: ScanBatch }) {
  const t = useText();
  if (item.state === 'refused') return <Tag tone="late">{t('scans.refused')}</Tag>;
  if (item.state === 'ready')
    return <span className="meta">{t('scans.pages-waiting', { count: item.pagesWaiting })}</span>;
  if (item.pages === null) return <span className="meta">{t('scans.reading-begins')}</span>;
  return <span className="meta">{t('scans.reading', { read: item.pagesRead, pages: item.pages })}</span>;
}
