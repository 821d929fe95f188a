import { Button, type SummaryError } from '@opis/ui';
import type { ReactNode } from 'react';
import { ProblemError } from '../../api/http.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

type ActFormProps = {
  title: string;
  submitLabel: string;
  danger?: boolean;
  pending: boolean;
  error: unknown;
  /** Wrong fields found before anything was sent. */
  errors: readonly SummaryError[];
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The dialog of an act on a letter: what is wrong on top, its fields, its own verb. */
export function ActForm({
  title,
  submitLabel,
  danger = false,
  pending,
  error,
  errors,
  onSubmit,
  onClose,
  children,
}: ActFormProps) {
  const t = useText();
  const wrong = errors.length > 0 ? errors : fieldErrors(error);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="act-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {wrong.length > 0 && <FocusedSummary title={t('act.error')} errors={wrong} />}
        {error !== null && wrong.length === 0 && <FailureBand error={error} />}
        {children}
        <div className="dialog-actions">
          <Button kind={danger ? 'danger' : 'primary'} type="submit" aria-disabled={pending}>
            {pending ? t('act.saving') : submitLabel}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function fieldErrors(error: unknown): readonly SummaryError[] {
  if (!(error instanceof ProblemError)) return [];
  return error.problem.fields.map(({ path, detail }) => ({
    target: `letter-${path.split('.')[0]}`,
    text: detail,
  }));
}
