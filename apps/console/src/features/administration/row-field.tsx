import { Field, type FieldControl, Segmented } from '@opis/ui';
import { ChoiceField, type ChoiceOption } from '../../parts/choice-field.tsx';
import { useText } from '../../parts/text.tsx';
import { useRowOptions } from './row-options.ts';
import type { FieldSpec } from './row-specs.ts';

type RowFieldProps = {
  field: FieldSpec;
  first: boolean;
  /** The key of a row that is there already: papers and acts name it. */
  fixed: boolean;
  value: string | boolean | null;
  error: string | undefined;
  onChange: (value: string | boolean | null) => void;
};

/** One field of a row, asked for as its kind wants. */
export function RowField({ field, first, fixed, value, error, onChange }: RowFieldProps) {
  const t = useText();
  const options = useRowOptions(field.kind);
  const id = `row-${field.name}`;
  if (field.kind === 'yes') {
    return (
      <label className="check">
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
        {t(field.label)}
      </label>
    );
  }
  if (field.kind === 'day-kind') {
    const choices = [
      { value: 'off', label: t('admin.day.off') },
      { value: 'worked', label: t('admin.day.worked') },
    ] as const;
    return (
      <div className="field is-above">
        <span className="field-label">{t(field.label)}</span>
        <Segmented
          name={id}
          label={t(field.label)}
          choices={choices}
          value={value === 'worked' ? 'worked' : 'off'}
          onChange={onChange}
        />
      </div>
    );
  }
  return (
    <Field
      id={id}
      label={t(field.label)}
      optional={field.optional ? t('optional') : undefined}
      hint={field.hint && !fixed ? t(field.hint) : undefined}
      error={error}
    >
      {(control) =>
        options === undefined ? (
          <input
            {...control}
            {...(first ? { 'data-first': true } : {})}
            className="input"
            type="text"
            autoComplete="off"
            readOnly={fixed}
            value={String(value ?? '')}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Choice
            control={control}
            options={options}
            label={t(field.label)}
            value={value}
            fixed={fixed}
            onChange={onChange}
          />
        )
      }
    </Field>
  );
}

type ChoiceProps = {
  control: FieldControl;
  options: readonly ChoiceOption[];
  label: string;
  value: string | boolean | null;
  fixed: boolean;
  onChange: (value: string | null) => void;
};

function Choice({ control, options, label, value, fixed, onChange }: ChoiceProps) {
  const chosen = typeof value === 'string' && value !== '' ? value : null;
  if (fixed) {
    const shown = options.find((option) => option.id === chosen)?.label ?? chosen ?? '';
    return <input {...control} className="input" readOnly value={shown} />;
  }
  return <ChoiceField control={control} label={label} options={options} value={chosen} onChange={onChange} />;
}
