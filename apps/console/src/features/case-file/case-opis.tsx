import type { CaseFileDetail } from '@opis/contracts';
import { Button, ButtonLink, Icon, StatePanel } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { apiUrl } from '../../api/http.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { showSize } from '../../parts/show-size.ts';
import { useText } from '../../parts/text.tsx';
import { PageView } from './paper-preview.tsx';

type Item = CaseFileDetail['items'][number];

/** Opis: everything that the file holds, in order, each with its pages. */
export function CaseOpis({ file }: { file: CaseFileDetail }) {
  const t = useText();
  const [position, setPosition] = useState(file.items[0]?.position);
  const shown = file.items.find((item) => item.position === position);
  if (file.items.length === 0) {
    return (
      <section className="case-main" aria-label={t('case.tab-opis')}>
        <StatePanel title={t(file.readable ? 'opis.empty' : 'opis.hidden')}>
          <p>{t(file.readable ? 'opis.empty-body' : 'opis.hidden-body')}</p>
        </StatePanel>
      </section>
    );
  }
  return (
    <>
      <section className="case-main" aria-label={t('case.tab-opis')}>
        <PrintOpis id={file.id} />
        <table className="opis">
          <thead>
            <tr>
              <th scope="col">{t('opis.position')}</th>
              <th scope="col">{t('opis.title')}</th>
              <th scope="col">{t('opis.number')}</th>
              <th scope="col">{t('opis.sheets')}</th>
              <th scope="col">{t('opis.added')}</th>
            </tr>
          </thead>
          <tbody>
            {file.items.map((item) => (
              <OpisRow
                key={item.position}
                item={item}
                current={item.position === position}
                onShow={() => setPosition(item.position)}
              />
            ))}
          </tbody>
        </table>
      </section>
      {shown && <OpisPages key={shown.position} file={file} item={shown} />}
    </>
  );
}

/** The opis on paper, with places for signatures. */
function PrintOpis({ id }: { id: string }) {
  const t = useText();
  const printing = useMutation({ mutationFn: () => printPdf(apiUrl(`/case-files/${id}/opis.pdf`)) });
  return (
    <div className="opis-acts">
      {printing.error && <FailureBand error={printing.error} />}
      <Button size="small" icon="print" onClick={() => printing.mutate()}>
        {t('opis.print')}
      </Button>
    </div>
  );
}

function OpisRow({ item, current, onShow }: { item: Item; current: boolean; onShow: () => void }) {
  const t = useText();
  return (
    <tr className={current ? 'is-current' : undefined}>
      <td className="is-centred">{item.position}</td>
      <td>
        <button type="button" className="link-button opis-title" aria-pressed={current} onClick={onShow}>
          {item.title}
        </button>
        {!item.file && <span className="meta"> {t('opis.paper')}</span>}
      </td>
      <td>{item.registrationNumber}</td>
      <td className="is-centred">{item.sheets ?? '–'}</td>
      <td>
        <span className="opis-by">{item.addedBy}</span>{' '}
        <span className="meta">{showDate(toPlainDate(item.addedAt))}</span>
      </td>
    </tr>
  );
}

/** One line's pages, one at a time, the strip under it; and the file itself to keep. */
function OpisPages({ file, item }: { file: CaseFileDetail; item: Item }) {
  const t = useText();
  const [page, setPage] = useState(1);
  const pages = item.file?.pages ?? 0;
  const first = file.items[0] === item;
  return (
    <section className="case-paper" aria-label={item.title}>
      <div className="paper-bar">
        <span className="ellipsis grow">
          {pages > 0 ? t('opis.page', { title: item.title, page, pages }) : item.title}
        </span>
        {item.file && (
          <ButtonLink
            size="small"
            kind="quiet"
            icon="download"
            href={apiUrl(`${item.file.url}/content`)}
            download={item.title}
            aria-label={t('entry.document-download-label', {
              name: item.title,
              size: showSize(item.file.size),
            })}
          >
            {showSize(item.file.size)}
          </ButtonLink>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region takes the keys that scroll it */}
      <section className="paper-desk" tabIndex={0} aria-label={t('paper.label')}>
        {pages > 0 ? (
          <PageView shown={{ item, page }} row={file} stamped={first && page === 1} />
        ) : (
          <p className="paper-none">
            <Icon name="file" /> {t(item.file ? 'entry.document-no-preview' : 'opis.paper-body')}
          </p>
        )}
      </section>
      {pages > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: buttons, not fields
        <div className="page-strip" role="group" aria-label={t('opis.pages')}>
          {Array.from({ length: pages }, (_, index) => index + 1).map((number) => (
            <Button
              key={number}
              size="small"
              aria-pressed={number === page}
              aria-label={t('opis.page', { title: item.title, page: number, pages })}
              onClick={() => setPage(number)}
            >
              {number}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}
