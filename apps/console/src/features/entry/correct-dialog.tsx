import { Field } from '@opis/ui';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { type MessageId, useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import type { ActProps } from './act-dialog.tsx';
import { ActForm, useActErrors } from './act-form.tsx';
import {
  type CorrectionField,
  changedFields,
  checkCorrection,
  correctionFields,
  toCorrection,
  toDraft,
} from './correction.ts';
import { useAmendment } from './use-amendment.ts';

/** A correction is appended: the old value stays in the history, and beside the field while it is being changed. */
export function CorrectDialog({ entryKey, entry, onDone, onClose }: ActProps) {
  const t = useText();
  const today = useToday();
  const [registered] = useState(entry);
  const [draft, setDraft] = useState(() => toDraft(entry));
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<readonly { target: string; message: MessageId }[]>([]);
  const { act, ...state } = useAmendment('correction', { key: entryKey, entry, onDone });
  const errors = useActErrors(state.error)(wrong);
  const changed = changedFields(draft, registered);
  const submit = () => {
    const found = checkCorrection(draft, reason, { changed, today });
    setWrong(found);
    if (found.length === 0) void act(toCorrection(draft, reason, { changed, today }));
  };
  const was = toDraft(registered);
  const theirs = state.theirs && toDraft(state.theirs);
  const errorOf = (target: string) => errors.find((one) => one.target === target)?.text;
  const shown = (value: string | undefined) => value || t('entry.unset');
  const hintOf = (field: CorrectionField) =>
    changed.includes(field) ? t('entry.correct.was', { value: shown(was[field]) }) : undefined;
  return (
    <Dialog title={t('entry.correct.title', { number: entry.registrationNumber })} onClose={onClose}>
      <p>{t('entry.correct.body')}</p>
      <ActForm
        {...state}
        errors={errors}
        conflict={changed.map((field) => ({
          label: t(`entry.field.${field}`),
          theirs: shown(theirs?.[field]),
          mine: shown(draft[field]),
        }))}
        submitLabel={t('entry.act.correct')}
        onSubmit={submit}
        onClose={onClose}
      >
        <div className="act-grid">
          {correctionFields.map((field) => (
            <Field
              key={field}
              id={`act-${field}`}
              label={t(`entry.field.${field}`)}
              hint={hintOf(field)}
              error={errorOf(`act-${field}`)}
            >
              {(control) => (
                <CorrectionInput
                  field={field}
                  control={{ ...control, 'data-step': true, 'data-first': field === 'issuer' || undefined }}
                  value={draft[field]}
                  onChange={(value) => setDraft({ ...draft, [field]: value })}
                />
              )}
            </Field>
          ))}
        </div>
        <Field id="act-reason" label={t('entry.correct.reason')} error={errorOf('act-reason')}>
          {(control) => (
            <input
              {...control}
              data-step
              className="input"
              type="text"
              autoComplete="off"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </ActForm>
    </Dialog>
  );
}

type CorrectionInputProps = {
  field: CorrectionField;
  control: object;
  value: string;
  onChange: (value: string) => void;
};

function CorrectionInput({ field, control, value, onChange }: CorrectionInputProps) {
  if (field === 'subject') {
    return (
      <textarea
        {...control}
        className="input"
        rows={3}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <input
      {...control}
      className="input"
      type="text"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
