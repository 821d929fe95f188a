import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** What the control inside a field has to carry, so that label, hint and error are tied to it. */
export type FieldControl = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type FieldProps = {
  id: string;
  label: string;
  /** „opțional”; the required is never marked. */
  optional?: string | undefined;
  hint?: ReactNode;
  error?: string | undefined;
  /** Label left at the counter, above elsewhere. */
  layout?: 'beside' | 'above';
  /** The portal puts the hint before the control. */
  hintFirst?: boolean;
  children: (control: FieldControl) => ReactNode;
};

/** Label, control, hint and error: the only way to draw an input. */
export function Field({
  id,
  label,
  optional,
  hint,
  error,
  layout = 'above',
  hintFirst = false,
  children,
}: FieldProps) {
  const hintText = hint ? (
    <p className="field-hint" id={`${id}-hint`}>
      {hint}
    </p>
  ) : null;
  const control: FieldControl = {
    id,
    'aria-describedby': describedBy(id, { hint: hintText !== null, error: error !== undefined }),
    'aria-invalid': error === undefined ? undefined : true,
  };
  return (
    <div className={`field is-${layout}`}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="field-optional"> {optional}</span>}
      </label>
      <div className="field-body">
        {hintFirst && hintText}
        {children(control)}
        {error !== undefined && <FieldError id={`${id}-error`} text={error} />}
        {!hintFirst && hintText}
      </div>
    </div>
  );
}

/** The same words stand in the summary on top. */
export function FieldError({ id, text }: { id: string; text: string }) {
  return (
    <p className="field-error" id={id}>
      <Icon name="error" />
      {text}
    </p>
  );
}

function describedBy(id: string, shown: { hint: boolean; error: boolean }): string | undefined {
  const ids = [shown.error && `${id}-error`, shown.hint && `${id}-hint`].filter((part) => part !== false);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
