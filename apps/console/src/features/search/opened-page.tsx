import type { DocumentMarks, FoundDocument, FoundEntry } from '@opis/contracts';
import { ButtonContent, buttonClass, IconButton } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { apiUrl } from '../../api/http.ts';
import { readDocumentMarks } from '../../api/search-everywhere.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { FoundText } from './found-text.tsx';
import './opened-page.css';
import { entryHref } from './palette-items.tsx';

/** The document that the address names, of those found, at its page, what was sought marked in it. */
export function OpenedPage({ items, text }: { items: readonly FoundEntry[]; text: string }) {
  const { document: id, pagina = 1 } = useSearch({ from: '/cautare' });
  const entry = items.find(({ why }) => why.some(({ document }) => document?.id === id));
  const document = entry?.why.find((reason) => reason.document?.id === id)?.document;
  if (id === undefined || entry === undefined || document === undefined) return null;
  return <PageDialog key={id} entry={entry} document={document} page={pagina} text={text} />;
}

type PageDialogProps = { entry: FoundEntry; document: FoundDocument; page: number; text: string };

function PageDialog({ entry, document, page, text }: PageDialogProps) {
  const t = useText();
  const navigate = useNavigate();
  const { id, name, pages } = document;
  const { data, error } = useQuery({
    queryKey: ['search', 'marks', id, page, text],
    queryFn: ({ signal }) => readDocumentMarks({ document: id, page, text }, signal),
    staleTime: 60_000,
  });
  const turn = (to: number) =>
    void navigate({ to: '/cautare', search: (address) => ({ ...address, pagina: to }), replace: true });
  const close = () =>
    void navigate({
      to: '/cautare',
      search: ({ document: _document, pagina: _page, ...address }) => address,
      resetScroll: false,
    });
  const nextFound = data?.pages.find((one) => one > page) ?? data?.pages.find((one) => one !== page);
  return (
    <Dialog title={t('search.page.title', { name, page: String(page) })} onClose={close} wide>
      <div className="opened-bar">
        <IconButton
          icon="previous"
          label={t('search.page.previous')}
          disabled={page <= 1}
          onClick={() => turn(page - 1)}
        />
        <IconButton
          icon="next"
          label={t('search.page.next')}
          disabled={page >= pages}
          onClick={() => turn(page + 1)}
        />
        {nextFound !== undefined && (
          <button type="button" className="link-button" onClick={() => turn(nextFound)}>
            {t('search.page.next-found')}
          </button>
        )}
        <span className="grow" />
        <Link className={buttonClass({ size: 'small', kind: 'quiet' })} to={entryHref(entry)}>
          <ButtonContent icon="file">{entry.registrationNumber}</ButtonContent>
        </Link>
      </div>
      {error && <FailureBand error={error} />}
      {page <= pages ? (
        <MarkedPicture document={document} page={page} marks={data} />
      ) : (
        <p className="meta">{t('search.page.no-picture')}</p>
      )}
      {data && <Passages marks={data} pictured={page <= pages} />}
    </Dialog>
  );
}

/** The picture of the page; what was sought lies under boxes of colour, as with a highlighter. */
function MarkedPicture({
  document,
  page,
  marks,
}: {
  document: FoundDocument;
  page: number;
  marks: DocumentMarks | undefined;
}) {
  const t = useText();
  const [drawn, setDrawn] = useState(false);
  const { name, url } = document;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another picture
  useEffect(() => setDrawn(false), [page]);
  return (
    <div className="opened-page" data-drawn={drawn || undefined}>
      <img
        src={apiUrl(`${url}/pages/${page}.png`)}
        alt={t('entry.document-page', { name, page: String(page) })}
        onLoad={() => setDrawn(true)}
      />
      {marks?.boxes.map((box) => (
        <span
          key={`${box.x}-${box.y}`}
          className="opened-mark"
          aria-hidden="true"
          style={{
            left: `${box.x * 100}%`,
            top: `${box.y * 100}%`,
            width: `${box.width * 100}%`,
            height: `${box.height * 100}%`,
          }}
        />
      ))}
    </div>
  );
}

/** The words around each place, for who cannot see the picture and for pages that are pictures themselves. */
function Passages({ marks, pictured }: { marks: DocumentMarks; pictured: boolean }) {
  const t = useText();
  const count = marks.boxes.length || marks.passages.reduce((sum, passage) => sum + passage.marks.length, 0);
  return (
    <section className="opened-passages" aria-label={t('search.page.passages')}>
      <p className="meta" role="status">
        {t('search.page.marks', { count })}
      </p>
      {pictured && marks.boxes.length === 0 && marks.passages.length > 0 && (
        <p className="meta">{t('search.page.scan')}</p>
      )}
      {marks.passages.map((passage) => (
        <p key={passage.text}>
          <FoundText {...passage} />
        </p>
      ))}
    </section>
  );
}
