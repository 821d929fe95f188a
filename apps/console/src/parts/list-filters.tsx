import { Icon } from '@opis/ui';
import { useEffect, useRef, useState } from 'react';
import { showDate } from './dates.ts';
import './list-filters.css';
import { useText } from './text.tsx';
import { readTypedDate } from './typed-date.ts';
import { useToday } from './use-institution.ts';

type DayFilterProps = {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
};

/** A day as at the counter: `21`, `21.11`, `ieri`. */
export function DayFilter({ label, value, onChange }: DayFilterProps) {
  const t = useText();
  const today = useToday();
  const shown = value ? showDate(value) : '';
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const day = readTypedDate(text, today);
  const wrong = text.trim() !== '' && day === undefined;
  const finish = () => {
    if (wrong) return;
    if (day !== value) onChange(day);
    setText(day ? showDate(day) : '');
  };
  return (
    <label className={value ? 'filter is-day is-on' : 'filter is-day'}>
      <span>{label}</span>
      <input
        type="text"
        autoComplete="off"
        placeholder={t('book.day-placeholder')}
        aria-invalid={wrong || undefined}
        title={wrong ? t('book.day-wrong') : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
        }}
      />
    </label>
  );
}

type SelectFilterProps = {
  label: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
};

/** One of a list; none chosen leaves everything in. */
export function SelectFilter({ label, value, options, onChange }: SelectFilterProps) {
  return (
    <label className={value ? 'filter is-select is-on' : 'filter is-select'}>
      <span className="visually-hidden">{label}</span>
      <select value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
        <option value="">{label}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} />
    </label>
  );
}

/** On or not. */
export function ToggleFilter({
  label,
  on,
  onChange,
}: {
  label: string;
  on: boolean;
  onChange: (on: true | undefined) => void;
}) {
  return (
    <button
      type="button"
      className={on ? 'filter is-toggle is-on' : 'filter is-toggle'}
      aria-pressed={on}
      onClick={() => onChange(on ? undefined : true)}
    >
      {on && <Icon name="check" size={14} />}
      {label}
    </button>
  );
}

/** Words; what is typed is put once the hands rest. */
export function TextFilter({
  label,
  value = '',
  onChange,
}: Omit<DayFilterProps, 'value'> & { value: string | undefined }) {
  const [text, setText] = useState(value);
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => change.current(text.trim() === '' ? undefined : text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <label className={value ? 'filter is-text is-on' : 'filter is-text'}>
      <Icon name="search" size={14} />
      <span className="visually-hidden">{label}</span>
      <input
        type="search"
        placeholder={label}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}
