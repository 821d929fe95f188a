import { Field } from '@opis/ui';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { useText } from '../../parts/text.tsx';
import { useRowOptions } from './row-options.ts';

type UnitFieldProps = {
  id: string;
  label: string;
  hint: string;
  value: string | null;
  onChange: (code: string | null) => void;
};

/** One of the open units, or none: the whole institution. */
export function UnitField({ id, label, hint, value, onChange }: UnitFieldProps) {
  const t = useText();
  const units = useRowOptions('unit') ?? [];
  return (
    <Field id={id} label={label} optional={t('optional')} hint={hint}>
      {(control) => (
        <ChoiceField control={control} label={label} options={units} value={value} onChange={onChange} />
      )}
    </Field>
  );
}
