import type { PartySuggestion } from '@opis/contracts';
import { Field } from '@opis/ui';
import { ComboInput } from '../../parts/combo-input.tsx';
import { MarkedText } from '../../parts/marked-text.tsx';
import { partyLine } from '../../parts/party-line.ts';
import { useText } from '../../parts/text.tsx';
import { usePartySuggestions } from '../counter/party-suggestions.ts';
import type { LineDraft } from './line-draft.ts';

type LineSenderProps = {
  draft: LineDraft;
  put: (change: Partial<LineDraft>) => void;
  error: string | undefined;
};

/** Who sent it: known parties are shown as the name is typed and taken by arrow; else the name stays as typed. */
export function LineSender({ draft, put, error }: LineSenderProps) {
  const t = useText();
  const { items } = usePartySuggestions(draft.sender, draft.party === null);
  return (
    <Field
      id="line-sender"
      label={t('counter.sender')}
      error={error}
      hint={draft.party ? partyLine(draft.party) : undefined}
    >
      {(control) => (
        <ComboInput
          control={control}
          icon="search"
          text={draft.sender}
          onText={(sender) => put({ sender, party: null })}
          items={draft.party === null && draft.sender.trim().length >= 2 ? items : []}
          keyOf={(party) => party.id}
          draw={(party) => <Row party={party} typed={draft.sender} />}
          first={-1}
          onAccept={(party) => put({ party, sender: party.name, kind: party.kind })}
          listLabel={t('sheet.sender-list')}
        />
      )}
    </Field>
  );
}

function Row({ party, typed }: { party: PartySuggestion; typed: string }) {
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
