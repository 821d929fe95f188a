import { Button, type SummaryError } from '@opis/ui';
import type { KeyboardEvent, ReactNode } from 'react';
import { ProblemError } from '../../api/http.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

type InformationFormProps = {
  title: string;
  submitLabel: string;
  pending: boolean;
  error: unknown;
  onSubmit: () => void;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
};

/** The dialog of an act on a request: what is wrong on top, its fields, its own verb; Ctrl+Enter sends. */
export function InformationForm(props: InformationFormProps) {
  const { title, submitLabel, pending, error, onSubmit, onClose, wide = false, children } = props;
  const t = useText();
  const wrong = fieldErrors(error);
  const sendByKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form
        className="act-form"
        noValidate
        onKeyDown={sendByKeys}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {wrong.length > 0 && <FocusedSummary title={t('act.error')} errors={wrong} />}
        {error !== null && wrong.length === 0 && <FailureBand error={error} />}
        {children}
        <div className="dialog-actions">
          <Button kind="primary" type="submit" keyHint="Ctrl+Enter" aria-disabled={pending}>
            {pending ? t('act.saving') : submitLabel}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Fields that the server found wrong, as links to them: `reason` → the control `info-reason`. */
export function fieldErrors(error: unknown): readonly SummaryError[] {
  if (!(error instanceof ProblemError)) return [];
  return error.problem.fields.map(({ path, detail }) => ({
    target: `info-${path.split('.')[0]}`,
    text: detail,
  }));
}
