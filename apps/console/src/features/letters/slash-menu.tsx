import type { LetterMergeField, RichText } from '@opis/contracts';
import { useText } from '../../parts/text.tsx';

/** What „/” may bring: a kept text, or a field. */
export type SlashItem = { id: string; label: string } & (
  | { kind: 'text'; body: RichText }
  | { kind: 'field'; name: LetterMergeField }
);

type SlashMenuProps = {
  items: readonly SlashItem[];
  marked: number;
  place: { top: number; left: number };
  onChoose: (item: SlashItem) => void;
};

const tallest = 300;
const lineHeight = 28;

/** The list under the caret. The focus stays in the text; the marked row is told by colour and by `aria-selected`. */
export function SlashMenu({ items, marked, place, onChoose }: SlashMenuProps) {
  const t = useText();
  // Near the lower edge it opens upwards, over the line that is being written.
  const above = place.top > window.innerHeight - tallest;
  return (
    <div
      className={above ? 'slash-menu is-above' : 'slash-menu'}
      style={{ top: above ? place.top - lineHeight : place.top + 4, left: place.left }}
    >
      <div role="listbox" aria-label={t('letter.slash')} tabIndex={-1}>
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrows and Enter act from the text, which keeps the focus
          <div
            key={item.id}
            role="option"
            tabIndex={-1}
            aria-selected={index === marked}
            className="slash-row"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
          >
            <span className="grow ellipsis">{item.label}</span>
            <span className="meta">{t(`letter.slash-${item.kind}`)}</span>
          </div>
        ))}
      </div>
      {items.length === 0 && <p className="meta slash-none">{t('letter.slash-none')}</p>}
      <p className="visually-hidden" role="status">
        {items[marked]?.label ?? t('letter.slash-none')}
      </p>
    </div>
  );
}
