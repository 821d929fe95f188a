import { Field } from '@opis/ui';
import { useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useUnits } from '../../parts/reference-lists.ts';
import { type MessageId, useText } from '../../parts/text.tsx';
import type { ActProps } from './act-dialog.tsx';
import { ActForm, useActErrors } from './act-form.tsx';
import { useAmendment } from './use-amendment.ts';

/** Column 8: to which unit the document goes. */
export function RouteDialog({ entryKey, entry, onDone, onClose }: ActProps) {
  const t = useText();
  const units = useUnits();
  const [unit, setUnit] = useState<string | null>(entry.unit?.code ?? null);
  const [wrong, setWrong] = useState<readonly { target: string; message: MessageId }[]>([]);
  const { act, ...state } = useAmendment('routing', { key: entryKey, entry, onDone });
  const errors = useActErrors(state.error)(wrong);
  const nameOf = (code: string | null) => units.find((one) => one.code === code)?.name ?? t('entry.unset');
  const submit = () => {
    setWrong(unit === null ? [{ target: 'act-unit', message: 'entry.error.unit' }] : []);
    if (unit !== null) void act({ unit });
  };
  return (
    <Dialog title={t('entry.route.title', { number: entry.registrationNumber })} onClose={onClose}>
      <ActForm
        {...state}
        errors={errors}
        conflict={[
          {
            label: t('entry.unit'),
            theirs: state.theirs?.unit?.name ?? t('entry.unset'),
            mine: nameOf(unit),
          },
        ]}
        submitLabel={t('entry.act.route')}
        onSubmit={submit}
        onClose={onClose}
      >
        <Field
          id="act-unit"
          label={t('entry.unit')}
          error={errors.find((one) => one.target === 'act-unit')?.text}
        >
          {(control) => (
            <ChoiceField
              control={control}
              first
              label={t('entry.unit')}
              options={units.map(({ code, name, depth }) => ({ id: code, label: name, depth }))}
              value={unit}
              onChange={setUnit}
            />
          )}
        </Field>
      </ActForm>
    </Dialog>
  );
}
