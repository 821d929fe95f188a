import { Field } from '@opis/ui';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { useText } from '../../parts/text.tsx';

type ChoiceProps = {
  id: string;
  label: string;
  options: readonly { id: string; label: string }[];
  value: string | null;
  onChange: (id: string | null) => void;
  first?: boolean;
  optional?: boolean;
};

/** One of a list, by typing, with its label above. */
export function Choice({ id, label, optional = false, ...choice }: ChoiceProps) {
  const t = useText();
  return (
    <Field id={id} label={label} optional={optional ? t('optional') : undefined}>
      {(control) => <ChoiceField control={control} label={label} {...choice} />}
    </Field>
  );
}
