import type { PartyPage, PartySuggestion, RepresentationBasis } from '@opis/contracts';
import { Field, type SummaryError } from '@opis/ui';
import { useState } from 'react';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { ComboInput } from '../../parts/combo-input.tsx';
import { showDate } from '../../parts/dates.ts';
import { MarkedText } from '../../parts/marked-text.tsx';
import { partyLine } from '../../parts/party-line.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import { usePartySuggestions } from '../counter/party-suggestions.ts';
import { errorAt, PartyActDialog, toFieldErrors } from './party-act-dialog.tsx';
import { usePartyAct } from './use-party-act.ts';

const bases: readonly RepresentationBasis[] = ['legal-guardian', 'attorney', 'mandate'];

/** Whom this party acts for, by what right, from when to when. */
export function AddRepresentationDialog({ party, onClose }: { party: PartyPage; onClose: () => void }) {
  const t = useText();
  const today = useToday();
  const [other, setOther] = useState<PartySuggestion | null>(null);
  const [basis, setBasis] = useState<RepresentationBasis | null>(null);
  const [days, setDays] = useState({ from: showDate(today), until: '' });
  const [note, setNote] = useState('');
  const [found, setFound] = useState<readonly SummaryError[]>([]);
  const [requestId] = useState(() => crypto.randomUUID());
  const acting = usePartyAct(party.id, () => {
    showToast(t('party.representation-saved'));
    onClose();
  });
  const errors = toFieldErrors(found, acting.error);
  const submit = () => {
    const from = readTypedDate(days.from, today);
    const until = days.until.trim() === '' ? undefined : readTypedDate(days.until, today, 'future');
    const wrong = [
      other === null && { target: 'act-representedId', text: t('party.represented-missing') },
      basis === null && { target: 'act-basis', text: t('party.basis-missing') },
      from === undefined && { target: 'act-from', text: t('party.date-wrong') },
      days.until.trim() !== '' && until === undefined && { target: 'act-until', text: t('party.date-wrong') },
    ].filter((one) => one !== false);
    setFound(wrong);
    if (wrong.length > 0 || other === null || basis === null || from === undefined) return;
    const body = { requestId, representedId: other.id, basis, note, from, ...(until && { until }) };
    acting.mutate({ path: 'representations', body });
  };
  return (
    <PartyActDialog
      title={t('party.representation-title', { name: party.name })}
      submitLabel={t('party.save')}
      state={acting}
      errors={errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <PartyField error={errorAt(errors, 'act-representedId')} chosen={other} onChoose={setOther} />
      <Field id="act-basis" label={t('party.basis')} error={errorAt(errors, 'act-basis')}>
        {(control) => (
          <ChoiceField
            control={control}
            label={t('party.basis')}
            options={bases.map((one) => ({ id: one, label: t(`party.basis.${one}`) }))}
            value={basis}
            onChange={(id) => setBasis(bases.find((one) => one === id) ?? null)}
          />
        )}
      </Field>
      {(['from', 'until'] as const).map((side) => (
        <Field
          key={side}
          id={`act-${side}`}
          label={t(`party.${side}`)}
          optional={side === 'until' ? t('optional') : undefined}
          error={errorAt(errors, `act-${side}`)}
        >
          {(control) => (
            <input
              {...control}
              data-step
              className="input"
              autoComplete="off"
              value={days[side]}
              onChange={(event) => setDays({ ...days, [side]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field
        id="act-note"
        label={t('party.representation-note')}
        optional={t('optional')}
        error={errorAt(errors, 'act-note')}
      >
        {(control) => (
          <input
            {...control}
            data-step
            className="input"
            autoComplete="off"
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </PartyActDialog>
  );
}

type PartyFieldProps = {
  error: string | undefined;
  chosen: PartySuggestion | null;
  onChoose: (party: PartySuggestion | null) => void;
};

function PartyField({ error, chosen, onChoose }: PartyFieldProps) {
  const t = useText();
  const [text, setText] = useState('');
  const { items, settled } = usePartySuggestions(text, chosen === null);
  const type = (typed: string) => {
    setText(typed);
    onChoose(null);
  };
  return (
    <Field id="act-representedId" label={t('party.represented')} error={error}>
      {(control) => (
        <ComboInput
          control={{ ...control, 'data-first': true }}
          icon="search"
          text={chosen?.name ?? text}
          onText={type}
          items={items}
          keyOf={(item) => item.id}
          draw={(item) => (
            <span className="party-row">
              <span className="ellipsis">
                <MarkedText text={item.name} typed={text} />
              </span>
              <span className="meta ellipsis party-row-line">
                {partyLine(item) || t(`kind.${item.kind}`)}
              </span>
            </span>
          )}
          first={0}
          onAccept={onChoose}
          listLabel={t('party.represented')}
          nothing={settled && text.trim().length >= 2 ? t('party.represented-none') : undefined}
        />
      )}
    </Field>
  );
}
