import { Button, type SummaryError } from '@opis/ui';
import type { FormEvent, ReactNode } from 'react';
import { ProblemError } from '../../api/http.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { stepOnEnter } from '../../parts/step-on-enter.ts';
import { useText } from '../../parts/text.tsx';

type PartyActDialogProps = {
  title: string;
  submitLabel: string;
  state: { isPending: boolean; error: unknown };
  errors: readonly SummaryError[];
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A small form over a person's page. What was typed stays through any failure; Enter goes on, Ctrl+Enter sends. */
export function PartyActDialog(props: PartyActDialogProps) {
  const t = useText();
  const { state, errors, onSubmit } = props;
  const submit = () => {
    if (!state.isPending) onSubmit();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form className="act-form" noValidate onSubmit={send} onKeyDown={(event) => stepOnEnter(event, submit)}>
        {errors.length > 0 && <FocusedSummary title={t('party.summary')} errors={errors} />}
        {state.error !== null && errors.length === 0 && <FailureBand error={state.error} />}
        {props.children}
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={state.isPending}>
            {state.isPending ? t('party.saving') : props.submitLabel}
          </Button>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Wrong fields: those found here, else those the server named, each at its control `act-…`. */
export function toFieldErrors(found: readonly SummaryError[], error: unknown): readonly SummaryError[] {
  if (found.length > 0) return found;
  if (!(error instanceof ProblemError)) return [];
  return error.problem.fields.map(({ path, detail }) => ({ target: `act-${path}`, text: detail }));
}

export const errorAt = (errors: readonly SummaryError[], target: string) =>
  errors.find((one) => one.target === target)?.text;
