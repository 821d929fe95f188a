import type { PartySuggestion } from '@opis/contracts';
import { Field, Icon, Kbd } from '@opis/ui';
import { ComboInput } from '../../parts/combo-input.tsx';
import { MarkedText } from '../../parts/marked-text.tsx';
import { partyLine } from '../../parts/party-line.ts';
import { useText } from '../../parts/text.tsx';
import type { SenderDraft } from './counter-form.ts';
import type { CounterFieldProps } from './counter-form-view.tsx';
import { usePartySuggestions } from './party-suggestions.ts';
import { firstMatch, knownSender, newSender, senderAgain } from './sender-match.ts';

type Row = { party: PartySuggestion } | { party: null };

/** Who sent it: known parties as the name is typed, the last row adds a new one. Arrow up takes the sender before. */
export function SenderField({ counter, errorOf }: CounterFieldProps) {
  const t = useText();
  const { form, previous } = counter.draft;
  const { sender } = form;
  const open = sender.party === null && !sender.isNew;
  const { items, settled } = usePartySuggestions(sender.text, open);
  const rows: Row[] = [...items.map((party) => ({ party })), { party: null }];
  const match = firstMatch(items, sender.text);
  // Rows of a moment ago may be taken only if they match what stands there now; otherwise the server is asked first.
  const first = match ? items.indexOf(match) : settled ? items.length : -1;
  const put = (next: SenderDraft) => counter.changeForm((now) => ({ ...now, sender: next }));
  const before = previous?.sender;
  const own = form.direction !== 'in';
  const takePrevious = (sent: SenderDraft) => {
    put(senderAgain(sent));
    void counter.settleTypedSender();
  };
  return (
    <Field
      id="sender"
      layout="beside"
      label={t(own ? 'counter.issuer' : 'counter.sender')}
      optional={own ? t('optional') : undefined}
      error={errorOf('sender')}
      hint={<SenderHint sender={sender} before={before} />}
    >
      {(control) => (
        <ComboInput
          control={control}
          icon="search"
          text={sender.text}
          onText={(text) => put({ ...sender, text, party: null, isNew: false })}
          items={open && sender.text.trim().length >= 2 ? rows : []}
          keyOf={(row) => row.party?.id ?? 'new'}
          draw={(row) =>
            row.party ? <PartyRow party={row.party} typed={sender.text} /> : <AddRow name={sender.text} />
          }
          first={first}
          onAccept={(row) => put(row.party ? knownSender(row.party) : newSender(sender))}
          onLeave={() => void counter.settleTypedSender()}
          onUpInEmpty={before?.text ? () => takePrevious(before) : undefined}
          listLabel={t('counter.sender-list')}
          placeholder={t(own ? 'counter.issuer-placeholder' : 'counter.sender-placeholder')}
        />
      )}
    </Field>
  );
}

function SenderHint({ sender, before }: { sender: SenderDraft; before: SenderDraft | undefined }) {
  const t = useText();
  if (sender.party) return <span className="ellipsis">{partyLine(sender.party)}</span>;
  if (sender.isNew) return t(`counter.sender-new.${sender.kind}`);
  if (!before?.text || sender.text !== '') return ' ';
  return (
    <>
      <Kbd>↑</Kbd>
      <span className="ellipsis">{t('counter.sender-previous', { name: before.text })}</span>
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
      <span className="meta">{t('counter.sender-works', { count: party.entryCount })}</span>
      <span className="meta ellipsis party-row-line">{partyLine(party) || t(`kind.${party.kind}`)}</span>
    </span>
  );
}

function AddRow({ name }: { name: string }) {
  const t = useText();
  return (
    <span className="party-row-add">
      <Icon name="add-person" />
      <span className="ellipsis">{t('counter.sender-add', { name })}</span>
    </span>
  );
}
