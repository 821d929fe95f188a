import type { EntryDetail, EntryDocument } from '@opis/contracts';
import { ButtonLink, Icon } from '@opis/ui';
import { useState } from 'react';
import type { EntryKey } from '../../api/entry-address.ts';
import { documentPageUrl, documentUrl } from '../../api/print-address.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { showSize } from '../../parts/show-size.ts';
import { useText } from '../../parts/text.tsx';

/** The documents of the entry, for whoever may read the file; others learn only that there are some. */
export function EntryDocuments({ entryKey, entry }: { entryKey: EntryKey; entry: EntryDetail }) {
  const t = useText();
  const { documents, documentCount } = entry;
  const hidden = documents.length === 0 && documentCount > 0;
  return (
    <section className="entry-section" aria-labelledby="documents-title">
      <h3 id="documents-title">{t('entry.documents')}</h3>
      {hidden && <p className="second">{t('entry.documents-hidden', { count: documentCount })}</p>}
      {documentCount === 0 && <p className="second">{t('entry.documents-none')}</p>}
      {documents.map((document) => (
        <DocumentView key={document.id} entryKey={entryKey} document={document} />
      ))}
    </section>
  );
}

function DocumentView({ entryKey, document }: { entryKey: EntryKey; document: EntryDocument }) {
  const t = useText();
  const [page, setPage] = useState<number | null>(null);
  const { id, name, size, pages } = document;
  return (
    <div className="document">
      <div className="line">
        <Icon name="file" />
        <span className="ellipsis strong">{name}</span>
        <span className="meta">{showSize(size)}</span>
        <span className="grow" />
        <ButtonLink
          size="small"
          kind="quiet"
          icon="download"
          href={documentUrl(entryKey, id)}
          download={name}
          aria-label={t('entry.document-download-label', { name, size: showSize(size) })}
        >
          {t('entry.document-download')}
        </ButtonLink>
      </div>
      {pages === 0 ? (
        <p className="meta">{t('entry.document-no-preview')}</p>
      ) : (
        <ul className="document-pages">
          {Array.from({ length: pages }, (_, index) => index + 1).map((number) => (
            <li key={number}>
              <button type="button" className="document-page" onClick={() => setPage(number)}>
                <img
                  src={documentPageUrl(entryKey, id, number)}
                  alt={t('entry.document-page', { name, page: String(number) })}
                  loading="lazy"
                />
              </button>
            </li>
          ))}
        </ul>
      )}
      {page !== null && (
        <Dialog
          title={t('entry.document-page', { name, page: String(page) })}
          onClose={() => setPage(null)}
          wide
        >
          <img
            className="document-large"
            src={documentPageUrl(entryKey, id, page)}
            alt={t('entry.document-page', { name, page: String(page) })}
          />
        </Dialog>
      )}
    </div>
  );
}
