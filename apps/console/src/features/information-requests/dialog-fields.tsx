import type { InformationRequest } from '@opis/contracts';
import { Field } from '@opis/ui';

/** What every dialog of an act on a request is handed. */
export type ActDialogProps = {
  request: InformationRequest;
  onDone: (after: InformationRequest) => void;
  onClose: () => void;
};

type AreaProps = {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  rows?: number;
  first?: boolean;
};

/** Some lines of text with their label. */
export function Area({ id, label, value, onChange, hint, rows = 4, first = false }: AreaProps) {
  return (
    <Field id={`info-${id}`} label={label} hint={hint}>
      {(control) => (
        <textarea
          {...control}
          {...(first && { 'data-first': true })}
          className="input"
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** One line of text with its label; `type` as a browser knows it. */
export function Line({
  id,
  label,
  value,
  onChange,
  hint,
  type = 'text',
  first = false,
}: Omit<AreaProps, 'rows'> & { type?: 'text' | 'date' | 'number' }) {
  return (
    <Field id={`info-${id}`} label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          {...(first && { 'data-first': true })}
          className="input"
          type={type}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** One of a closed list; the empty one says that nobody said. */
export function Pick<Value extends string>({
  id,
  label,
  value,
  options,
  onChange,
  empty,
}: {
  id: string;
  label: string;
  value: Value | null;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | null) => void;
  empty?: string;
}) {
  return (
    <Field id={`info-${id}`} label={label}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value ?? ''}
          onChange={(event) =>
            onChange(options.find((option) => option.value === event.target.value)?.value ?? null)
          }
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Yes or no in a line. */
export function Tick({
  id,
  label,
  checked,
  onChange,
}: {
  id: string;
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className="check" htmlFor={`info-${id}`}>
      <input
        id={`info-${id}`}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}
