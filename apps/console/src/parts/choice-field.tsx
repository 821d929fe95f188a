import type { FieldControl } from '@opis/ui';
import { useMemo, useState } from 'react';
import { ComboInput } from './combo-input.tsx';
import { foldText, startsWords } from './fold-text.ts';
import { useText } from './text.tsx';

/** One of a closed list; `aside` stands at the right (a code), `search` adds words that find it. */
export type ChoiceOption = { id: string; label: string; aside?: string; depth?: number };

type ChoiceFieldProps = {
  control: FieldControl;
  label: string;
  options: readonly ChoiceOption[];
  value: string | null;
  onChange: (id: string | null) => void;
  placeholder?: string;
  /** Takes the focus when its dialog opens. */
  first?: boolean;
};

/** A combobox over a closed list: typing narrows it, Enter or Tab takes the marked row, emptying it means none. */
export function ChoiceField({
  control,
  label,
  options,
  value,
  onChange,
  placeholder,
  first = false,
}: ChoiceFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = options.find((option) => option.id === value);
  const found = useMemo(() => findOptions(options, typed ?? ''), [options, typed]);
  const change = (text: string) => {
    setTyped(text);
    if (text === '') onChange(null);
  };
  return (
    <ComboInput
      control={first ? { ...control, 'data-first': true } : control}
      placeholder={placeholder}
      text={typed ?? chosen?.label ?? ''}
      onText={change}
      items={found}
      keyOf={(option) => option.id}
      draw={(option) => <OptionRow option={option} flat={typed !== null && typed !== ''} />}
      first={typed ? 0 : found.findIndex((option) => option.id === value)}
      onAccept={(option) => {
        setTyped(null);
        onChange(option.id);
      }}
      onLeave={() => setTyped(null)}
      listLabel={label}
      opensEmpty
      nothing={t('choice.nothing')}
    />
  );
}

function OptionRow({ option, flat }: { option: ChoiceOption; flat: boolean }) {
  return (
    <span className="choice-row" data-depth={flat ? 0 : Math.min(option.depth ?? 0, 4)}>
      <span className="choice-label">{option.label}</span>
      {option.aside && <span className="meta">{option.aside}</span>}
    </span>
  );
}

/** Those whose words begin as typed, then those that hold it anywhere; by code too. */
export function findOptions(options: readonly ChoiceOption[], typed: string): readonly ChoiceOption[] {
  const folded = foldText(typed);
  if (folded === '') return options;
  const starting = options.filter((option) => startsWords(`${option.label} ${option.aside ?? ''}`, typed));
  const holding = options.filter(
    (option) => !starting.includes(option) && foldText(option.label).includes(folded),
  );
  return [...starting, ...holding];
}
