import type { BookClosing } from '@opis/contracts';
import { useText } from '../../parts/text.tsx';

const count = new Intl.NumberFormat('ro');

/** What the closing record says. */
export function ClosingFacts({ closing }: { closing: BookClosing }) {
  const t = useText();
  const { first, last, gaps, unsolved, unclassified, hash, closed } = closing;
  const missing = gaps.length === 0 ? t('closing.gaps-none') : gaps.join(', ');
  const facts = [
    [t('closing.numbers'), t('closing.numbers-value', { first: String(first), last: String(last) })],
    [t('closing.count'), count.format(closing.count)],
    [t('closing.annulled'), count.format(closing.annulled.length)],
    [t('closing.gaps'), missing],
    [t('closing.unsolved'), count.format(unsolved)],
    [t('closing.unclassified'), count.format(unclassified)],
  ];
  const hashes = [
    [t('closing.hash'), hash],
    ...(closed === null ? [] : [[t('closing.closing-hash'), closed.hash]]),
  ];
  return (
    <section aria-labelledby="closing-facts">
      <h2 className="closing-head" id="closing-facts">
        {t(closed === null ? 'closing.facts' : 'closing.facts-closed')}
      </h2>
      <dl className="closing-facts sheet">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {hashes.map(([label, value = '']) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="closing-hash">{(value.match(/.{4}/g) ?? []).join(' ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
