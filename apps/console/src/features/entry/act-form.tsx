import type { EntryDetail, ErrorCode } from '@opis/contracts';
import { Band, Button, type SummaryError } from '@opis/ui';
import type { FormEvent, ReactNode } from 'react';
import { ProblemError } from '../../api/http.ts';
import { showInstant } from '../../parts/dates.ts';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { stepOnEnter } from '../../parts/step-on-enter.ts';
import { type MessageId, useText } from '../../parts/text.tsx';

/** One value that two people wrote at the same time. */
export type ConflictValue = { label: string; theirs: string; mine: string };

type ActFormProps = {
  submitLabel: string;
  danger?: boolean;
  pending: boolean;
  errors: readonly SummaryError[];
  error: unknown;
  theirs: EntryDetail | null;
  conflict: readonly ConflictValue[];
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The form inside an act's dialog: summary on top, fields, the act's own verb. What was typed stays through any failure. */
export function ActForm(props: ActFormProps) {
  const t = useText();
  const { errors, error, pending, theirs, onClose } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  const changed = theirs !== null && isRefusal(error, 'registry.changed-meanwhile');
  // The act had been done before its answer was lost: once more would be a second one.
  const arrived = isRefusal(error, 'request.id-reused');
  return (
    <form
      className="act-form"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => stepOnEnter(event, props.onSubmit)}
    >
      {errors.length > 0 && <FocusedSummary title={t('entry.error.summary')} errors={errors} />}
      {arrived && (
        <div role="alert">
          <Band tone="warn" icon="warning">
            {t('entry.arrived')}
          </Band>
        </div>
      )}
      {error !== null && errors.length === 0 && !changed && !arrived && <FailureBand error={error} />}
      {changed && <Conflict theirs={theirs} values={props.conflict} />}
      {props.children}
      <div className="dialog-actions">
        <Button kind={props.danger ? 'danger' : 'primary'} type="submit" aria-disabled={pending}>
          {pending ? t('entry.saving') : changed ? t('entry.conflict.keep-mine') : props.submitLabel}
        </Button>
        <Button onClick={onClose}>{t(changed ? 'entry.conflict.keep-theirs' : 'cancel')}</Button>
      </div>
    </form>
  );
}

function Conflict({ theirs, values }: { theirs: EntryDetail; values: readonly ConflictValue[] }) {
  const t = useText();
  const last = theirs.history.at(-1);
  return (
    <section className="conflict" role="alert">
      <h3>
        {last
          ? t('entry.conflict.title', { by: last.by, at: showInstant(last.at) })
          : t('entry.conflict.title-unknown')}
      </h3>
      <p className="second">{t('entry.conflict.body')}</p>
      {values.map((value) => (
        <div className="versions" key={value.label}>
          <div className="version is-kept">
            <p className="meta">{t('entry.conflict.theirs')}</p>
            <p className="strong">
              {value.label}: {value.theirs}
            </p>
          </div>
          <div className="version">
            <p className="meta">{t('entry.conflict.mine')}</p>
            <p className="strong">
              {value.label}: {value.mine}
            </p>
          </div>
        </div>
      ))}
    </section>
  );
}

function isRefusal(error: unknown, code: ErrorCode): boolean {
  return error instanceof ProblemError && error.problem.code === code;
}

/** Wrong fields of an act: found here, or by the server, each at its control. */
export function useActErrors(
  error: unknown,
): (found: readonly { target: string; message: MessageId }[]) => SummaryError[] {
  const t = useText();
  return (found) => {
    if (found.length > 0) return found.map(({ target, message }) => ({ target, text: t(message) }));
    if (!(error instanceof ProblemError)) return [];
    return error.problem.fields.map(({ path, detail }) => ({ target: `act-${path}`, text: detail }));
  };
}
