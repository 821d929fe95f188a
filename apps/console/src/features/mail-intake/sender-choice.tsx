import type { PartyKind, PartySuggestion } from '@opis/contracts';
import { Field, Segmented } from '@opis/ui';
import { ComboInput } from '../../parts/combo-input.tsx';
import { MarkedText } from '../../parts/marked-text.tsx';
import { partyLine } from '../../parts/party-line.ts';
import { useText } from '../../parts/text.tsx';
import { usePartySuggestions } from '../counter/party-suggestions.ts';

/** Who a message is from, as a person says it: a known party, or a name that is new. */
export type ChosenSender = { name: string; kind: PartyKind; partyId: string | null };

type SenderChoiceProps = { value: ChosenSender; onChange: (sender: ChosenSender) => void };

/** The sender's name: known parties come as it is typed and are taken by arrow and Enter; else it is a new one. */
export function SenderChoice({ value, onChange }: SenderChoiceProps) {
  const t = useText();
  const { items } = usePartySuggestions(value.name, value.partyId === null);
  return (
    <>
      <Field
        id="intake-sender"
        label={t('mail.sender')}
        hint={t(value.partyId === null ? 'mail.sender-new' : 'mail.sender-known')}
      >
        {(control) => (
          <ComboInput
            control={control}
            icon="search"
            text={value.name}
            onText={(name) => onChange({ ...value, name, partyId: null })}
            items={value.partyId === null ? items : []}
            keyOf={(party) => party.id}
            draw={(party) => <PartyRow party={party} typed={value.name} />}
            // Another person is never taken unless the hands go to them.
            first={-1}
            onAccept={({ id, name, kind }) => onChange({ name, kind, partyId: id })}
            listLabel={t('mail.sender')}
          />
        )}
      </Field>
      {value.partyId === null && (
        <Segmented
          label={t('mail.sender-kind')}
          name="intake-sender-kind"
          choices={(['natural', 'legal', 'public-body'] as const).map((kind) => ({
            value: kind,
            label: t(`mail.party.${kind}`),
          }))}
          value={value.kind}
          onChange={(kind) => onChange({ ...value, kind })}
        />
      )}
    </>
  );
}

function PartyRow({ party, typed }: { party: PartySuggestion; typed: string }) {
  const t = useText();
  return (
    <span className="party-row">
      <span className="ellipsis">
        <MarkedText text={party.name} typed={typed} />
      </span>
      <span className="meta ellipsis party-row-line">{partyLine(party) || t(`kind.${party.kind}`)}</span>
    </span>
  );
}
