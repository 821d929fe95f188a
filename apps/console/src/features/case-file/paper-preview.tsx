import type { CaseFileDetail, CaseFileRow } from '@opis/contracts';
import { IconButton, Stamp } from '@opis/ui';
import { useState } from 'react';
import { apiUrl } from '../../api/http.ts';
import { useText } from '../../parts/text.tsx';
import { useInstitution } from '../../parts/use-institution.ts';
import './paper.css';

type Item = CaseFileDetail['items'][number];
/** A page that can be seen: which line of the opis, and which of its pages. */
export type PaperPage = { item: Item; page: number };

/** Every page of a file that has a picture, in the order of the opis. */
export function pagesOf(items: readonly Item[]): readonly PaperPage[] {
  return items.flatMap((item) =>
    Array.from({ length: item.file?.pages ?? 0 }, (_, index) => ({ item, page: index + 1 })),
  );
}

export function pageUrl({ item, page }: PaperPage): string {
  return apiUrl(`${item.file?.url ?? ''}/pages/${page}.png`);
}

type PaperPreviewProps = { row: CaseFileRow; items: readonly Item[] | undefined };

/** The pages of a file one by one, the first with its stamp; paper that was not scanned says so. */
export function PaperPreview({ row, items }: PaperPreviewProps) {
  const t = useText();
  const [index, setIndex] = useState(0);
  if (!items) return <div className="paper-desk" />;
  const pages = pagesOf(items);
  const shown = pages[index];
  return (
    <div className="paper">
      {shown && (
        <div className="paper-bar">
          <IconButton
            icon="previous"
            label={t('paper.previous')}
            disabled={index === 0}
            onClick={() => setIndex(index - 1)}
          />
          <span>{t('paper.of', { page: index + 1, pages: pages.length })}</span>
          <IconButton
            icon="next"
            label={t('paper.next')}
            disabled={index === pages.length - 1}
            onClick={() => setIndex(index + 1)}
          />
          <span className="ellipsis grow">{shown.item.title}</span>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region takes the keys that scroll it */}
      <section className="paper-desk" tabIndex={0} aria-label={t('paper.label')}>
        {shown ? (
          <PageView shown={shown} row={row} stamped={index === 0} />
        ) : (
          <NotScanned row={row} items={items} />
        )}
      </section>
    </div>
  );
}

/** A page as it is, white in the light and in the dark, with the stamp of its registration on the first. */
export function PageView({ shown, row, stamped }: { shown: PaperPage; row: CaseFileRow; stamped: boolean }) {
  const t = useText();
  return (
    <div className="paper-page">
      <img
        src={pageUrl(shown)}
        alt={t('entry.document-page', { name: shown.item.title, page: String(shown.page) })}
      />
      {stamped && <PaperStamp row={row} />}
    </div>
  );
}

function PaperStamp({ row }: { row: CaseFileRow }) {
  const institution = useInstitution();
  return (
    <div className="paper-stamp">
      <Stamp
        face="paper"
        institution={institution?.shortName ?? ''}
        content={{ number: row.number, date: row.registeredOn, time: row.registeredTime }}
      />
    </div>
  );
}

/** The paper lies in the folder: what is known of it stands in its place. */
function NotScanned({ row, items }: { row: CaseFileRow; items: readonly Item[] }) {
  const t = useText();
  const sheets = items.reduce((sum, item) => sum + (item.sheets ?? 0), 0);
  return (
    <div className="paper-page is-blank">
      <PaperStamp row={row} />
      <p className="paper-words">{row.subject}</p>
      <p className="paper-meta">{row.issuer}</p>
      <p className="paper-meta">{sheets > 0 ? t('paper.not-scanned', { sheets }) : t('paper.nothing')}</p>
    </div>
  );
}
