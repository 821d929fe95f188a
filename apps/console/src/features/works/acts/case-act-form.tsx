import { Button, type SummaryError } from '@opis/ui';
import type { FormEvent, ReactNode } from 'react';
import { ProblemError } from '../../../api/http.ts';
import { FocusedSummary } from '../../../parts/focused-summary.tsx';
import { FailureBand } from '../../../parts/problem-view.tsx';
import { useText } from '../../../parts/text.tsx';
import { CaseConflictView } from './case-conflict.tsx';
import { RefusedList } from './refused-list.tsx';
import type { CaseAct } from './use-case-act.ts';

type CaseActFormProps = {
  state: Omit<CaseAct, 'act' | 'forget'>;
  /** Wrong fields found before anything was sent. */
  errors: readonly SummaryError[];
  submitLabel: string;
  danger?: boolean;
  /** What this act would make of the file, beside what others made of it. */
  mine: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The form inside an act's dialog: what is wrong on top, fields, the act's own verb. What was typed stays through all. */
export function CaseActForm({ state, onClose, ...props }: CaseActFormProps) {
  const t = useText();
  const errors = props.errors.length > 0 ? props.errors : fieldErrors(state.error);
  const { conflict } = state;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <form className="act-form" noValidate onSubmit={submit}>
      {errors.length > 0 && <FocusedSummary title={t('act.error')} errors={errors} />}
      {state.error !== null && errors.length === 0 && conflict === null && (
        <FailureBand error={state.error} />
      )}
      {conflict && <CaseConflictView conflict={conflict} mine={props.mine} />}
      <RefusedList refused={state.refused} />
      {props.children}
      <div className="dialog-actions">
        <Button kind={props.danger ? 'danger' : 'primary'} type="submit" aria-disabled={state.pending}>
          {state.pending
            ? t('act.saving')
            : conflict
              ? t('act.keep-mine', { mine: props.mine })
              : props.submitLabel}
        </Button>
        <Button onClick={onClose}>{t(conflict ? 'act.keep-theirs' : 'cancel')}</Button>
      </div>
    </form>
  );
}

function fieldErrors(error: unknown): readonly SummaryError[] {
  if (!(error instanceof ProblemError)) return [];
  return error.problem.fields.map(({ path, detail }) => ({
    target: `act-${path.split('.')[0]}`,
    text: detail,
  }));
}
