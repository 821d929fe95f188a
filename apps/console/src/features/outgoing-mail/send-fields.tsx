import { Field } from '@opis/ui';
import type { ComponentProps } from 'react';
import { useText } from '../../parts/text.tsx';

type LineProps = { id: string; label: string; hint?: string; onText: (text: string) => void } & Omit<
  ComponentProps<'input'>,
  'id'
>;

/** One line of a form. */
export function Line({ id, label, hint, onText, ...input }: LineProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      {(control) => (
        <input {...control} {...input} className="input" onChange={(event) => onText(event.target.value)} />
      )}
    </Field>
  );
}

/** One thing to say yes to. */
export function Check({
  label,
  checked,
  onCheck,
}: {
  label: string;
  checked: boolean;
  onCheck: (checked: boolean) => void;
}) {
  return (
    <label className="outgoing-choice">
      <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.target.checked)} />
      {label}
    </label>
  );
}

/** An hour that was chosen, as the field has it; empty while none is. */
export type Later = { later: boolean; hour: string };

/** Whether an hour is to be chosen and is not. */
export const lacksHour = ({ later, hour }: Later): boolean => later && Number.isNaN(Date.parse(hour));

/** The moment before which nothing leaves; null: now. */
export const notBeforeOf = ({ later, hour }: Later): string | null =>
  later ? new Date(hour).toISOString() : null;

/** Now, or at an hour chosen. */
export function LaterFields({
  value,
  onChange,
}: {
  value: Later;
  onChange: (change: Partial<Later>) => void;
}) {
  const t = useText();
  return (
    <>
      <Check
        label={t('outgoing.send.later')}
        checked={value.later}
        onCheck={(later) => onChange({ later })}
      />
      {value.later && (
        <Line
          id="letter-notBefore"
          label={t('outgoing.send.hour')}
          type="datetime-local"
          value={value.hour}
          onText={(hour) => onChange({ hour })}
        />
      )}
    </>
  );
}
