import type { CaseFileDetail, FileNotes } from '@opis/contracts';
import { Button, ButtonContent, ButtonLink, buttonClass, Icon, IconButton, StatePanel } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { apiUrl } from '../../api/http.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { showSize } from '../../parts/show-size.ts';
import { useText } from '../../parts/text.tsx';
import { FileWorkLines } from '../file-works/file-work-lines.tsx';
import { useFileWorks } from '../file-works/use-file-works.ts';
import { SignatureList } from '../signatures/signature-list.tsx';
import { SignatureMark } from '../signatures/signature-mark.tsx';
import { type SignedDocument, useSignatures } from '../signatures/use-signatures.ts';
import { AddDocuments, DescribeDialog, useOrderOpis } from './opis-editing.tsx';
import { PageView } from './paper-preview.tsx';

type Item = CaseFileDetail['items'][number];

/** Opis: everything that the file holds, in order, each with its pages. */
export function CaseOpis({ file }: { file: CaseFileDetail }) {
  const t = useText();
  const [position, setPosition] = useState(file.items[0]?.position);
  const shown = file.items.find((item) => item.position === position);
  const { move, documents, error } = useOrderOpis(file);
  const [described, setDescribed] = useState<Item | null>(null);
  const mayEdit = file.actions.includes('edit');
  const signatures = useSignatures(file.id);
  const works = useFileWorks(file.id);
  const signedOf = (item: Item) => signatures.get(item.file?.documentId ?? '');
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
        <div className="opis-acts">
          {mayEdit && <AddDocuments file={file} />}
          <PrintOpis id={file.id} />
        </div>
        {error && <FailureBand error={error} />}
        <table className="opis">
          <thead>
            <tr>
              <th scope="col">{t('opis.position')}</th>
              <th scope="col">{t('opis.title')}</th>
              <th scope="col">{t('opis.number')}</th>
              <th scope="col">{t('opis.sheets')}</th>
              <th scope="col">{t('opis.added')}</th>
              {mayEdit && (
                <th scope="col">
                  <span className="visually-hidden">{t('case.actions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {file.items.map((item) => (
              <OpisRow
                key={item.position}
                item={item}
                signed={signedOf(item)}
                current={item.position === position}
                onShow={() => setPosition(item.position)}
                edit={mayEdit ? { move, documents, onDescribe: () => setDescribed(item) } : undefined}
              />
            ))}
          </tbody>
        </table>
      </section>
      {described && <DescribeDialog file={file} item={described} onClose={() => setDescribed(null)} />}
      {shown && (
        <OpisPages
          key={shown.position}
          file={file}
          item={shown}
          signed={signedOf(shown)}
          notes={works.get(shown.file?.documentId ?? '')}
          mayMask={mayEdit}
        />
      )}
    </>
  );
}

/** The opis on paper, with places for signatures. */
function PrintOpis({ id }: { id: string }) {
  const t = useText();
  const printing = useMutation({ mutationFn: () => printPdf(apiUrl(`/case-files/${id}/opis.pdf`)) });
  return (
    <>
      {printing.error && <FailureBand error={printing.error} />}
      <Button size="small" icon="print" onClick={() => printing.mutate()}>
        {t('opis.print')}
      </Button>
    </>
  );
}

type Editing = {
  move: (documentId: string, step: 1 | -1) => void;
  documents: readonly string[];
  onDescribe: () => void;
};
type OpisRowProps = {
  item: Item;
  signed: SignedDocument | undefined;
  current: boolean;
  onShow: () => void;
  edit: Editing | undefined;
};

function OpisRow({ item, signed, current, onShow, edit }: OpisRowProps) {
  const t = useText();
  return (
    <tr className={current ? 'is-current' : undefined}>
      <td className="is-centred">{item.position}</td>
      <td>
        <button type="button" className="link-button opis-title" aria-pressed={current} onClick={onShow}>
          {item.title}
        </button>
        {!item.file && <span className="meta"> {t('opis.paper')}</span>}
        {signed && (
          <>
            {' '}
            <SignatureMark signed={signed} />
          </>
        )}
      </td>
      <td>{item.registrationNumber ?? <span className="meta">{t('opis.own')}</span>}</td>
      <td className="is-centred">{item.sheets ?? '–'}</td>
      <td>
        <span className="opis-by">{item.addedBy}</span>{' '}
        <span className="meta">{showDate(toPlainDate(item.addedAt))}</span>
      </td>
      {edit && <td className="opis-row-acts">{item.file && <RowActs item={item} edit={edit} />}</td>}
    </tr>
  );
}

function RowActs({ item: { file, title }, edit }: { item: Item; edit: Editing }) {
  const t = useText();
  const id = file?.documentId ?? '';
  const place = edit.documents.indexOf(id);
  return (
    <>
      <IconButton
        icon="previous"
        label={t('opis.up', { title })}
        disabled={place === 0}
        onClick={() => edit.move(id, -1)}
      />
      <IconButton
        icon="next"
        label={t('opis.down', { title })}
        disabled={place === edit.documents.length - 1}
        onClick={() => edit.move(id, 1)}
      />
      <IconButton icon="written" label={t('opis.describe', { title })} onClick={edit.onDescribe} />
    </>
  );
}

type OpisPagesProps = {
  file: CaseFileDetail;
  item: Item;
  signed: SignedDocument | undefined;
  notes: FileNotes | undefined;
  mayMask: boolean;
};

/** One line's pages, one at a time, the strip under it; who signed it; and the file itself to keep. */
function OpisPages({ file, item, signed, notes, mayMask }: OpisPagesProps) {
  const t = useText();
  const [page, setPage] = useState(1);
  const opens = notes?.openable ?? true;
  const pages = opens ? (item.file?.pages ?? 0) : 0;
  const first = file.items[0] === item;
  const noPages = item.file ? 'entry.document-no-preview' : 'opis.paper-body';
  return (
    <section className="case-paper" aria-label={item.title}>
      <div className="paper-bar">
        <span className="ellipsis grow">
          {pages > 0 ? t('opis.page', { title: item.title, page, pages }) : item.title}
        </span>
        {mayMask && item.file && pages > 0 && (
          <Link
            className={buttonClass({ size: 'small', kind: 'quiet' })}
            to="/lucrari/$id/mascare/$document"
            params={{ id: file.id, document: item.file.documentId }}
            preload={false}
          >
            <ButtonContent icon="annulled">{t('mask.open')}</ButtonContent>
          </Link>
        )}
        {item.file && opens && (
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
      {notes && <FileWorkLines lines={notes.lines} />}
      {signed && <SignatureList signed={signed} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region takes the keys that scroll it */}
      <section className="paper-desk" tabIndex={0} aria-label={t('paper.label')}>
        {pages > 0 ? (
          <PageView shown={{ item, page }} row={file} stamped={first && page === 1} />
        ) : (
          <p className="paper-none">
            <Icon name="file" /> {t(opens ? noPages : 'entry.document-closed')}
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
