import type { CaseFileDetail } from '@opis/contracts';
import { Button, ButtonContent, buttonClass, IconButton, NumberFrame } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { apiUrl } from '../../api/http.ts';
import { readCaseFile } from '../../api/read-case-file.ts';
import { maskDocument, readPageWords } from '../../api/signatures.ts';
import { FailureBand, FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { caseFileKeys } from '../works/keep-case-file.ts';
import { MaskDesk } from './mask-desk.tsx';
import { isOnPage, type Mask } from './masks.ts';

const from = '/lucrari/$id/mascare/$document';
type Item = CaseFileDetail['items'][number];

/** Covers parts of a document and keeps the result as a copy beside it. */
export function MaskPage() {
  const t = useText();
  const { id, document } = useParams({ from });
  const { data, error, refetch } = useQuery({
    queryKey: caseFileKeys.detail(id),
    queryFn: ({ signal }) => readCaseFile(id, signal),
  });
  usePageTitle(t('mask.title'));
  const item = data?.items.find(({ file }) => file?.documentId === document);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data || !item?.file) return null;
  return <Masking key={document} file={data} item={item} document={item.file} />;
}

type MaskingProps = { file: CaseFileDetail; item: Item; document: NonNullable<Item['file']> };

function Masking({ file, item, document }: MaskingProps) {
  const t = useText();
  const [page, setPage] = useState(1);
  const [masks, setMasks] = useState<readonly Mask[]>([]);
  const pages = Math.max(1, document.pages);
  const words = useWords(file.id, document.documentId, page);
  const saving = useSaving(file.id, document.documentId);
  const save = () => masks.length > 0 && !saving.isPending && saving.mutate(masks);
  const leave = useLeave(file.id);
  useKeys({ Escape: leave, 'Ctrl+Enter': save });
  return (
    <article className="masking">
      <header className="page-head">
        <NumberFrame text={file.registrationNumber} />
        <h1>{t('mask.title')}</h1>
        <span className="grow" />
        <Button
          kind="primary"
          icon="annulled"
          keyHint="Ctrl+Enter"
          aria-disabled={masks.length === 0 || saving.isPending}
          onClick={save}
        >
          {t(saving.isPending ? 'mask.saving' : 'mask.save')}
        </Button>
        <Link
          className={buttonClass({})}
          to="/lucrari/$id"
          params={{ id: file.id }}
          search={{ fila: 'opis' }}
          preload={false}
        >
          <ButtonContent icon="previous" keyHint="Esc">
            {t('mask.back')}
          </ButtonContent>
        </Link>
      </header>
      <p className="second">{t('mask.lead')}</p>
      {saving.error && <FailureBand error={saving.error} />}
      <div className="mask-layout">
        <MaskDesk
          key={page}
          pictureUrl={apiUrl(`${document.url}/pages/${page}.png`)}
          alt={t('mask.page', { page, pages, name: item.title })}
          {...{ page, words, masks, onChange: setMasks }}
        />
        <aside className="mask-aside">
          <PageStrip {...{ page, pages, masks, onPage: setPage }} />
          <Covered masks={masks} onChange={setMasks} />
        </aside>
      </div>
    </article>
  );
}

function useWords(caseFileId: string, documentId: string, page: number) {
  const { data, isError } = useQuery({
    queryKey: ['case-files', 'words', documentId, page],
    queryFn: ({ signal }) => readPageWords({ caseFileId, documentId, page }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  // Without words a frame still covers what must be covered.
  return isError ? [] : data?.words.filter(isOnPage);
}

function useLeave(id: string) {
  const navigate = useNavigate();
  return () => void navigate({ to: '/lucrari/$id', params: { id }, search: { fila: 'opis' } });
}

function useSaving(caseFileId: string, documentId: string) {
  const t = useText();
  const queries = useQueryClient();
  const leave = useLeave(caseFileId);
  // The same copy is asked for again after a lost answer; other masks are another request.
  const request = useRef({ masks: '', requestId: '' });
  return useMutation({
    mutationFn: (masks: readonly Mask[]) => {
      const regions = masks.map(({ words: _words, ...region }) => region);
      const text = JSON.stringify(regions);
      if (request.current.masks !== text) request.current = { masks: text, requestId: crypto.randomUUID() };
      return maskDocument({ caseFileId, documentId }, { requestId: request.current.requestId, regions });
    },
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: caseFileKeys.detail(caseFileId) });
      showToast(t('mask.saved'));
      leave();
    },
  });
}

type StripProps = { page: number; pages: number; masks: readonly Mask[]; onPage: (page: number) => void };

function PageStrip({ page, pages, masks, onPage }: StripProps) {
  const t = useText();
  if (pages < 2) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons, not fields
    <div className="mask-strip" role="group" aria-label={t('mask.pages')}>
      {Array.from({ length: pages }, (_, index) => index + 1).map((number) => (
        <Button
          key={number}
          size="small"
          aria-pressed={number === page}
          aria-label={t('mask.page-button', {
            page: number,
            masks: masks.filter((mask) => mask.page === number).length,
          })}
          onClick={() => onPage(number)}
        >
          {String(number)}
        </Button>
      ))}
    </div>
  );
}

/** What is covered so far, as a list: the same by hand, by keys and by ear. */
function Covered({
  masks,
  onChange,
}: {
  masks: readonly Mask[];
  onChange: (masks: readonly Mask[]) => void;
}) {
  const t = useText();
  const nameOf = (mask: Mask, index: number) =>
    mask.words
      ? t('mask.zone-words', { text: mask.words, page: mask.page })
      : t('mask.zone', { number: index + 1, page: mask.page });
  return (
    <section aria-label={t('mask.covered')}>
      <h2>
        {t('mask.covered')}: {t('mask.count', { count: masks.length })}
      </h2>
      {masks.length === 0 && <p className="second">{t('mask.none')}</p>}
      <ol className="mask-list">
        {masks.map((mask, index) => (
          // Two equal masks are one as far as anybody can see.
          <li key={JSON.stringify(mask)}>
            <span>{nameOf(mask, index)}</span>
            <IconButton
              icon="remove"
              label={t('mask.remove-label', { zone: nameOf(mask, index) })}
              onClick={() => onChange(masks.filter((one) => one !== mask))}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
