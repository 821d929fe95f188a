import { Field } from '@opis/ui';
import { useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { useComplainable } from '../works/acts/complaint-dialog.tsx';
import type { CounterFieldProps } from './counter-form-view.tsx';
import { usePut } from './use-put.ts';

/** Of a petition about somebody of the institution: whom. Shown when it is asked for, so that it costs no key. */
export function ComplainedField({ counter, errorOf }: CounterFieldProps) {
  const t = useText();
  const put = usePut(counter);
  const [open, setOpen] = useState(false);
  const { complained } = counter.draft.form;
  const people = useComplainable();
  const units = useUnits();
  if (counter.procedure?.code !== 'petition') return null;
  if (!open && !complained) {
    return (
      <div className="field is-beside">
        <span />
        <button type="button" className="link-button" onClick={() => setOpen(true)}>
          {t('complaint.counter-open')}
        </button>
      </div>
    );
  }
  return (
    <Field
      id="complained"
      layout="beside"
      label={t('complaint.counter')}
      optional={t('optional')}
      hint={t('complaint.counter-hint')}
      error={errorOf('complained')}
    >
      {(control) => (
        <ChoiceField
          control={control}
          first
          label={t('complaint.counter')}
          options={[
            ...people.map((one) => ({ ...one, id: `person ${one.id}` })),
            ...units.map(({ code, name: label }) => ({ id: `unit ${code}`, label })),
          ]}
          value={complained}
          onChange={(chosen) => put({ complained: chosen })}
        />
      )}
    </Field>
  );
}
