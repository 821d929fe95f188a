import type { CaseFileDetail, CaseItem } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { addCaseDocuments, describeDocument, orderOpis } from '../../api/procedures.ts';
import { uploadFile } from '../../api/upload-file.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { caseFileKeys } from '../works/keep-case-file.ts';

/** Puts the opis as the server answered it into the page of the file; opening that again would leave an access record. */
function useKeepOpis(id: string) {
  const queries = useQueryClient();
  return ({ items }: { items: CaseItem[] }) => {
    queries.setQueryData<CaseFileDetail>(caseFileKeys.detail(id), (page) => page && { ...page, items });
    void queries.invalidateQueries({ queryKey: caseFileKeys.chronology(id) });
  };
}

/** Adds files from this computer to the opis, after what is there. */
export function AddDocuments({ file }: { file: CaseFileDetail }) {
  const t = useText();
  const ref = useRef<HTMLInputElement>(null);
  const keep = useKeepOpis(file.id);
  const adding = useMutation({
    async mutationFn(files: readonly File[]) {
      const uploads: string[] = [];
      for (const one of files) {
        const { signal } = new AbortController();
        uploads.push((await uploadFile(one, { onProgress: () => undefined, signal })).id);
      }
      return addCaseDocuments(file.id, { requestId: crypto.randomUUID(), uploads });
    },
    onSuccess: keep,
  });
  return (
    <>
      {adding.error && <FailureBand error={adding.error} />}
      <Button
        size="small"
        icon="upload"
        aria-disabled={adding.isPending}
        onClick={() => !adding.isPending && ref.current?.click()}
      >
        {t(adding.isPending ? 'opis.adding' : 'opis.add')}
      </Button>
      <input
        ref={ref}
        hidden
        type="file"
        multiple
        aria-label={t('opis.add')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) adding.mutate(files);
        }}
      />
    </>
  );
}

/** Moves a document one place up or down among the documents of the file. */
export function useOrderOpis(file: CaseFileDetail) {
  const keep = useKeepOpis(file.id);
  const ordering = useMutation({
    mutationFn: (documents: string[]) => orderOpis(file.id, { requestId: crypto.randomUUID(), documents }),
    onSuccess: keep,
  });
  const documents = file.items.flatMap(({ file: scan }) => (scan ? [scan.documentId] : []));
  const move = (id: string, step: 1 | -1) => {
    const from = documents.indexOf(id);
    const to = from + step;
    if (from < 0 || to < 0 || to >= documents.length || ordering.isPending) return;
    const next = documents.filter((one) => one !== id);
    next.splice(to, 0, id);
    ordering.mutate(next);
  };
  return { move, documents, error: ordering.error };
}

/** What a document is in the opis, and of how many sheets. */
export function DescribeDialog({
  file,
  item,
  onClose,
}: {
  file: CaseFileDetail;
  item: CaseItem;
  onClose: () => void;
}) {
  const t = useText();
  const keep = useKeepOpis(file.id);
  const [title, setTitle] = useState(item.title);
  const [sheets, setSheets] = useState(item.sheets === null ? '' : String(item.sheets));
  const describing = useMutation({
    mutationFn: () =>
      describeDocument(file.id, {
        requestId: crypto.randomUUID(),
        documentId: item.file?.documentId ?? '',
        title: title.trim() === '' ? null : title,
        sheets: /^\d{1,5}$/.test(sheets.trim()) ? Number(sheets) : null,
      }),
    onSuccess(answer) {
      keep(answer);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    describing.mutate();
  };
  return (
    <Dialog title={t('opis.describe-title', { position: item.position })} onClose={onClose}>
      <form className="act-form" onSubmit={submit} noValidate>
        {describing.error && <FailureBand error={describing.error} />}
        <Field id="opis-title" label={t('opis.describe-what')} hint={t('opis.describe-hint')}>
          {(control) => (
            <input
              {...control}
              data-first
              className="input"
              maxLength={300}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field id="opis-sheets" label={t('opis.describe-sheets')} optional={t('optional')}>
          {(control) => (
            <input
              {...control}
              className="input is-count"
              inputMode="numeric"
              value={sheets}
              onChange={(event) => setSheets(event.target.value)}
            />
          )}
        </Field>
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={describing.isPending}>
            {t('opis.describe-save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
