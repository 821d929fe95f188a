import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type Choice<Value extends string> = { value: Value; label: string; icon?: IconName };

type SegmentedProps<Value extends string> = {
  name: string;
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | undefined;
  onChange?: (value: Value) => void;
  /** What stands after the last segment, such as „…” with the rest. */
  children?: ReactNode;
};

/** Two to five fixed choices. They are radio buttons: one stop for Tab, arrows inside, and they work without script. */
export function Segmented<Value extends string>({
  name,
  label,
  choices,
  value,
  onChange,
  children,
}: SegmentedProps<Value>) {
  return (
    <div className="segmented" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label className="segment" key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            {...(onChange
              ? { checked: choice.value === value, onChange: () => onChange(choice.value) }
              : { defaultChecked: choice.value === value })}
          />
          <span>
            {choice.icon && <Icon name={choice.icon} />}
            {choice.label}
          </span>
        </label>
      ))}
      {children}
    </div>
  );
}
