import { useEffect, useId, useRef } from 'react';
import { useText } from '../../parts/text.tsx';
import { type PaletteGroup, type PaletteItem, PaletteRow } from './palette-items.tsx';

type PaletteListProps = {
  id: string;
  groups: readonly PaletteGroup[];
  active: number;
  onTake: (item: PaletteItem) => void;
  onPoint: (item: PaletteItem) => void;
};

/** The rows in their groups; the chosen one stays in sight. */
export function PaletteList({ id, groups, active, onTake, onPoint }: PaletteListProps) {
  const t = useText();
  let index = -1;
  return (
    <div className="palette-list" role="listbox" id={id} aria-label={t('find.list')}>
      {groups.map(({ title, items }) => (
        <Group key={title} title={t(title)}>
          {items.map((item) => {
            index += 1;
            const at = index;
            return (
              <Row
                key={item.id}
                id={`${id}-${at}`}
                item={item}
                active={at === active}
                onTake={() => onTake(item)}
                onPoint={() => onPoint(item)}
              />
            );
          })}
        </Group>
      ))}
    </div>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options within a list box
    <div className="palette-group" role="group" aria-labelledby={id}>
      <p className="palette-title" id={id}>
        {title}
      </p>
      {children}
    </div>
  );
}

type RowProps = { id: string; item: PaletteItem; active: boolean; onTake: () => void; onPoint: () => void };

function Row({ id, item, active, onTake, onPoint }: RowProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the focus stays in the box, whose keys choose the row
    <div
      ref={ref}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className="palette-row"
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={onPoint}
      onClick={onTake}
    >
      <PaletteRow item={item} />
    </div>
  );
}
