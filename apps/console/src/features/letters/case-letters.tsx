import type { CaseFileDetail, LetterTemplate } from '@opis/contracts';
import { Button, Icon } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { createLetter, listFileLetters, listTemplates } from '../../api/letters.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { LetterStatusTag } from './letter-head.tsx';
import { keepLetter, letterKeys } from './letter-keys.ts';
import './letters.css';

/** Letters of a file, each a link with where it stands. */
export function CaseLetters({ file }: { file: Pick<CaseFileDetail, 'id' | 'version'> }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: [...letterKeys.ofFile(file.id), file.version],
    queryFn: ({ signal }) => listFileLetters(file.id, signal),
  });
  const letters = data?.items ?? [];
  if (letters.length === 0) return null;
  return (
    <ul className="case-letters" aria-label={t('letter.of-file')}>
      {letters.map(({ id, kind, status }) => (
        <li key={id}>
          <Icon name="dispatched" />
          <Link to="/adrese/$id" params={{ id }} preload={false}>
            {t(`letter.kind.${kind}`)}
          </Link>
          <LetterStatusTag status={status} />
        </li>
      ))}
    </ul>
  );
}

/** „Redactează”: the templates that the file's procedure names first, one Enter to begin with the first of them. */
export function NewLetterButton({ file, primary }: { file: CaseFileDetail; primary: boolean }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind={primary ? 'primary' : 'secondary'} icon="corrected" onClick={() => setOpen(true)}>
        {t('letter.new')}
      </Button>
      {open && <NewLetterDialog file={file} onClose={() => setOpen(false)} />}
    </>
  );
}

function NewLetterDialog({ file, onClose }: { file: CaseFileDetail; onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const { code: procedure, version: procedureVersion } = file.procedure;
  const { data, error } = useQuery({
    queryKey: [...letterKeys.templates, procedure, procedureVersion],
    queryFn: ({ signal }) => listTemplates({ procedure, procedureVersion }, signal),
  });
  const beginning = useMutation({
    mutationFn: ({ kind, code }: LetterTemplate) =>
      createLetter(file.id, { requestId: requestId.current, kind, template: code }),
    onSuccess: (letter) => {
      keepLetter(queries, letter, { moved: true });
      void navigate({ to: '/adrese/$id', params: { id: letter.id } });
    },
    onError: () => {
      requestId.current = crypto.randomUUID();
    },
  });
  const templates = data?.items ?? [];
  return (
    <Dialog title={t('letter.new-title')} onClose={onClose}>
      <p>{t('letter.new-body')}</p>
      {(error ?? beginning.error) && <FailureBand error={error ?? beginning.error} />}
      {data && templates.length === 0 && <p>{t('letter.new-none')}</p>}
      <ul className="template-choices">
        {templates.map((template, index) => (
          <li key={template.code}>
            <button
              type="button"
              className="template-choice"
              {...(index === 0 && { 'data-first': true, autoFocus: true })}
              disabled={beginning.isPending}
              onClick={() => beginning.mutate(template)}
            >
              <span className="strong">{template.name}</span>
              <span className="meta">{t(`letter.kind.${template.kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
