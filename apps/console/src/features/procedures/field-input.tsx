import type { ProcedureField } from '@opis/contracts';
import type { FieldControl } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { suggestParties } from '../../api/suggest-parties.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { ComboInput } from '../../parts/combo-input.tsx';
import { showDate } from '../../parts/dates.ts';
import { partyLine } from '../../parts/party-line.ts';
import { useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import type { FieldDraft } from './field-draft.ts';

type FieldInputProps = {
  field: ProcedureField;
  control: FieldControl;
  draft: FieldDraft;
  onChange: (draft: FieldDraft) => void;
  /** The name behind a person's id, while it is known. */
  shown?: string | null;
};

/** The control of one field of a procedure, by its kind. */
export function FieldInput(props: FieldInputProps) {
  const { kind } = props.field;
  if (kind === 'choice' || kind === 'yes-no' || kind === 'unit') return <ListInput {...props} />;
  if (kind === 'party') return <PartyInput {...props} />;
  return <TextInput {...props} />;
}

const long = 200;

function TextInput({ field, control, draft, onChange }: FieldInputProps) {
  const today = useToday();
  const { kind, measure, max } = field;
  if (kind === 'text' && typeof max === 'number' && max > long) {
    return (
      <textarea
        {...control}
        data-step
        className="input"
        rows={3}
        value={draft}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const complete = () => {
    const date = kind === 'date' ? readTypedDate(draft, today) : undefined;
    if (date) onChange(showDate(date));
  };
  const size = { date: 'is-date', number: 'is-number', money: 'is-number' }[kind as string] ?? '';
  const after = kind === 'money' ? 'lei' : measure;
  return (
    <span className="field-pair">
      <input
        {...control}
        data-step
        className={`input ${size}`}
        type="text"
        inputMode={kind === 'number' || kind === 'money' ? 'decimal' : undefined}
        autoComplete="off"
        value={draft}
        onChange={(event) => onChange(event.target.value)}
        onBlur={complete}
      />
      {after && <span className="second">{after}</span>}
    </span>
  );
}

function ListInput({ field, control, draft, onChange }: FieldInputProps) {
  const t = useText();
  const units = useUnits();
  const options =
    field.kind === 'unit'
      ? units.map(({ code, name, depth }) => ({ id: code, label: name, depth }))
      : field.kind === 'yes-no'
        ? (['yes', 'no'] as const).map((id) => ({ id, label: t(`fields.${id}`) }))
        : (field.options ?? []).map(({ code, label }) => ({ id: code, label }));
  return (
    <ChoiceField
      control={control}
      label={field.label}
      options={options}
      value={draft === '' ? null : draft}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}

function PartyInput({ field, control, draft, onChange, shown }: FieldInputProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const [name, setName] = useState(shown ?? '');
  const query = typed?.trim() ?? '';
  const { data } = useQuery({
    queryKey: ['parties', 'suggest', query],
    queryFn: ({ signal }) => suggestParties(query, signal),
    enabled: query.length >= 2,
  });
  return (
    <ComboInput
      control={control}
      icon="search"
      text={typed ?? (draft === '' ? '' : name)}
      onText={(text) => {
        setTyped(text);
        if (text === '') onChange('');
      }}
      items={data?.items ?? []}
      keyOf={({ id }) => id}
      draw={(party) => (
        <span className="choice-row">
          <span className="choice-label">{party.name}</span>
          <span className="meta">{partyLine(party)}</span>
        </span>
      )}
      first={0}
      onAccept={(party) => {
        setTyped(null);
        setName(party.name);
        onChange(party.id);
      }}
      onLeave={() => setTyped(null)}
      listLabel={field.label}
      nothing={query.length >= 2 && data ? t('choice.nothing') : undefined}
    />
  );
}
