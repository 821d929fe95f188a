import type { EntryDetail, EntryDocument, FileNotes } from '@opis/contracts';
import { ButtonLink, Icon } from '@opis/ui';
import { useState } from 'react';
import type { EntryKey } from '../../api/entry-address.ts';
import { documentPageUrl, documentUrl } from '../../api/print-address.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { showSize } from '../../parts/show-size.ts';
import { useText } from '../../parts/text.tsx';
import { FileWorkLines } from '../file-works/file-work-lines.tsx';
import { useEntryWorks } from '../file-works/use-file-works.ts';

/** The documents of the entry, for whoever may read the file; others learn only that there are some. */
export function EntryDocuments({ entryKey, entry }: { entryKey: EntryKey; entry: EntryDetail }) {
  const t = useText();
  const { documents, documentCount } = entry;
  const works = useEntryWorks(entryKey, documents.length > 0);
  const hidden = documents.length === 0 && documentCount > 0;
  return (
    <section className="entry-section" aria-labelledby="documents-title">
      <h3 id="documents-title">{t('entry.documents')}</h3>
      {hidden && <p className="second">{t('entry.documents-hidden', { count: documentCount })}</p>}
      {documentCount === 0 && <p className="second">{t('entry.documents-none')}</p>}
      {documents.map((document) => (
        <DocumentView
          key={document.id}
          {...{ entryKey, document }}
          notes={works && (works.get(document.id) ?? nothingToSay)}
        />
      ))}
    </section>
  );
}

const nothingToSay: FileNotes = { lines: [], openable: true };

type DocumentViewProps = {
  entryKey: EntryKey;
  document: EntryDocument;
  /** Undefined until it is known: nothing is drawn that may not be. */
  notes: FileNotes | undefined;
};

function DocumentView({ entryKey, document, notes }: DocumentViewProps) {
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
        {notes?.openable !== false && (
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
        )}
      </div>
      {notes && notes.lines.length > 0 && <FileWorkLines lines={notes.lines} />}
      {pages === 0 && <p className="meta">{t('entry.document-no-preview')}</p>}
      {notes?.openable && pages > 0 && (
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
