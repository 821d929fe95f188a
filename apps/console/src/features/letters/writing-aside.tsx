import type { LetterDetail } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import { showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

/** What it lacks before it may go on its way; told by words, an icon beside each. */
export function LackList({ letter: { lacks } }: { letter: LetterDetail }) {
  const t = useText();
  return (
    <section aria-labelledby="letter-lacks">
      <h2 id="letter-lacks" className="letter-aside-head">
        {t('letter.lacks')}
      </h2>
      <ul className="check-list" aria-live="polite">
        {lacks.length === 0 && (
          <li className="is-ok">
            <Icon name="check" /> {t('letter.lacks-none')}
          </li>
        )}
        {lacks.map((lack) => (
          <li key={lack} className="is-warn">
            <Icon name="warning" /> {t(`letter.lack.${lack}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Texts that were kept, newest first, each to be compared with what is written now. */
export function VersionList({
  letter,
  onCompare,
}: {
  letter: LetterDetail;
  onCompare: (number: number) => void;
}) {
  const t = useText();
  return (
    <section aria-labelledby="letter-versions">
      <h2 id="letter-versions" className="letter-aside-head">
        {t('letter.versions')}
      </h2>
      {letter.versions.length === 0 ? (
        <p className="meta">{t('letter.versions-none')}</p>
      ) : (
        <ol className="version-list">
          {letter.versions.map(({ number, savedAt, savedBy }) => (
            <li key={number}>
              <span className="grow">
                {t('letter.version', { number })}
                <span className="meta">
                  {' '}
                  {t('letter.version-by', { name: savedBy, when: showInstant(savedAt) })}
                </span>
              </span>
              <Button
                size="small"
                kind="quiet"
                aria-label={`${t('letter.compare')}: ${t('letter.version', { number })}`}
                onClick={() => onCompare(number)}
              >
                {t('letter.compare')}
              </Button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
