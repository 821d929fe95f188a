import { diffWordsWithSpace } from 'diff';
import { useText } from '../../parts/text.tsx';

/** Two texts as one, word by word: what was taken out struck, what came in underlined, both told to readers too. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const t = useText();
  const parts = diffWordsWithSpace(before, after);
  if (parts.every(({ added, removed }) => !added && !removed)) return <p>{t('letter.compare-same')}</p>;
  return (
    <div className="word-diff">
      {parts.map(({ value, added, removed }, index) =>
        added ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity
          <ins key={index}>
            <span className="visually-hidden">{t('letter.compare-added')} </span>
            {value}
          </ins>
        ) : removed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity
          <del key={index}>
            <span className="visually-hidden">{t('letter.compare-removed')} </span>
            {value}
          </del>
        ) : (
          value
        ),
      )}
    </div>
  );
}
