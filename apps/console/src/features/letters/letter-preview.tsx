import type { LetterDetail } from '@opis/contracts';
import { ButtonLink, IconButton } from '@opis/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiUrl } from '../../api/http.ts';
import { readPreview } from '../../api/letters.ts';
import { useText } from '../../parts/text.tsx';
import '../case-file/paper.css';
import { letterKeys } from './letter-keys.ts';

/** The letter as it will leave, set by the server from what was last saved; the page before stays until the new one is there. */
export function LetterPreviewPages({ letter }: { letter: LetterDetail }) {
  const t = useText();
  const [asked, setPage] = useState(1);
  const { data, isError } = useQuery({
    queryKey: letterKeys.preview(letter.id, letter.version),
    queryFn: ({ signal }) => readPreview(letter.id, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const pages = data?.pages ?? 1;
  const page = Math.min(asked, pages);
  const address = apiUrl(`/letters/${letter.id}/preview/${page}.png`, { v: data?.version });
  return (
    <section className="letter-preview" aria-label={t('letter.preview')}>
      <div className="paper-bar">
        <IconButton
          icon="previous"
          label={t('paper.previous')}
          disabled={page === 1}
          onClick={() => setPage(page - 1)}
        />
        <span>{t('letter.preview-page', { page, pages })}</span>
        <IconButton
          icon="next"
          label={t('paper.next')}
          disabled={page === pages}
          onClick={() => setPage(page + 1)}
        />
        <span className="grow" />
        <ButtonLink
          size="small"
          kind="quiet"
          icon="download"
          href={apiUrl(`/letters/${letter.id}/letter.pdf`)}
          download
        >
          {t('letter.pdf')}
        </ButtonLink>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region takes the keys that scroll it */}
      <section className="paper-desk" tabIndex={0} aria-label={t('paper.label')}>
        {data ? (
          <div className="paper-page">
            <img src={address} alt={t('letter.preview-page', { page, pages })} />
          </div>
        ) : (
          isError && <p className="paper-none">{t('letter.preview-failed')}</p>
        )}
      </section>
    </section>
  );
}
