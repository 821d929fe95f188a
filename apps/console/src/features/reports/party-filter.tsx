import type { PartySuggestion } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { useId, useState } from 'react';
import { ComboInput } from '../../parts/combo-input.tsx';
import { MarkedText } from '../../parts/marked-text.tsx';
import { partyLine } from '../../parts/party-line.ts';
import { useText } from '../../parts/text.tsx';
import { usePartySuggestions } from '../counter/party-suggestions.ts';

type PartyFilterProps = {
  value: string | undefined;
  /** Of the party that the address names; null where the report does not tell it. */
  name: string | null;
  onChange: (id: string | undefined) => void;
};

/** A person or body, found as at the counter; one chosen is a label that is taken off by a press. */
export function PartyFilter({ value, name, onChange }: PartyFilterProps) {
  const t = useText();
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<PartySuggestion>();
  const { items, settled } = usePartySuggestions(text, value === undefined);
  const take = (item: PartySuggestion) => {
    setChosen(item);
    setText('');
    onChange(item.id);
  };
  if (value !== undefined) {
    const shown = (chosen?.id === value ? chosen.name : name) ?? t('reports.party-chosen');
    return (
      <button
        type="button"
        className="filter is-toggle is-on"
        aria-label={t('reports.party-off', { name: shown })}
        onClick={() => onChange(undefined)}
      >
        {t('reports.party-is', { name: shown })}
        <Icon name="close" size={14} />
      </button>
    );
  }
  return (
    <div className="report-party">
      <label className="visually-hidden" htmlFor={id}>
        {t('reports.party')}
      </label>
      <ComboInput
        control={{ id, 'aria-describedby': undefined, 'aria-invalid': undefined }}
        icon="search"
        placeholder={t('reports.party')}
        text={text}
        onText={setText}
        items={items}
        keyOf={(item) => item.id}
        draw={(item) => (
          <span className="party-row">
            <span className="ellipsis">
              <MarkedText text={item.name} typed={text} />
            </span>
            <span className="meta ellipsis party-row-line">{partyLine(item) || t(`kind.${item.kind}`)}</span>
          </span>
        )}
        first={0}
        onAccept={take}
        listLabel={t('reports.party')}
        nothing={settled && text.trim().length >= 2 ? t('reports.party-none') : undefined}
      />
    </div>
  );
}
