import type { LetterDetail, LetterRouteChoices, LetterSigning, SignatureSlot } from '@opis/contracts';
import { letterKinds } from '@opis/contracts';
import { Button, Field, IconButton, Segmented } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readRouteChoices } from '../../api/letters.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { ActForm } from './act-form.tsx';
import { letterKeys } from './letter-keys.ts';
import { useLetterAct } from './use-letter-act.ts';

type RouteDialogProps = { letter: LetterDetail; onClose: () => void };

/** Who endorses, who signs, how; what the law asks cannot be left out. */
export function RouteDialog({ letter, onClose }: RouteDialogProps) {
  const { data, error } = useQuery({
    queryKey: letterKeys.route(letter.id),
    queryFn: ({ signal }) => readRouteChoices(letter.id, signal),
  });
  if (error) return <FailureBand error={error} />;
  return data ? <RouteForm letter={letter} choices={data} onClose={onClose} /> : null;
}

function RouteForm({ letter, choices, onClose }: RouteDialogProps & { choices: LetterRouteChoices }) {
  const t = useText();
  const { act, pending, error } = useLetterAct(letter, 'send-on-route', onClose);
  const inSlot = (slot: SignatureSlot) => choices.signers.filter((one) => one.slot === slot);
  const [unitHead, setUnitHead] = useState(inSlot('unit-head')[0]?.id ?? null);
  const proposed = inSlot('institution-head').find(({ id }) => id !== unitHead)?.id ?? null;
  const [head, setHead] = useState(proposed);
  const mustBeTwo = letter.signaturesRequired === 2;
  const [two, setTwo] = useState(mustBeTwo);
  const [endorsers, setEndorsers] = useState<readonly string[]>([]);
  const [signing, setSigning] = useState<LetterSigning>('paper');
  const [closes, setCloses] = useState(letterKinds[letter.kind].concludes);
  const signers = [
    ...(unitHead ? [{ slot: 'unit-head' as const, person: unitHead }] : []),
    ...(two && head ? [{ slot: 'institution-head' as const, person: head }] : []),
  ];
  const submit = () => {
    void act({
      signing,
      signers,
      endorsers: endorsers.map((unit) => ({ unit })),
      closesFile: closes && letterKinds[letter.kind].concludes,
    });
  };
  const options = (slot: SignatureSlot) =>
    inSlot(slot).map(({ id, name, title, unit }) => ({ id, label: name, aside: title || unit.shortName }));
  return (
    <ActForm
      title={t('letter.route-title')}
      submitLabel={t('letter.route-send')}
      errors={[]}
      onSubmit={submit}
      {...{ pending, error, onClose }}
    >
      <p>{t('letter.route-body')}</p>
      <Endorsers units={choices.units} chosen={endorsers} onChange={setEndorsers} />
      <Field id="letter-signers" label={t('letter.slot.unit-head')}>
        {(control) => (
          <ChoiceField
            control={control}
            first
            label={t('letter.slot.unit-head')}
            options={options('unit-head')}
            value={unitHead}
            onChange={setUnitHead}
          />
        )}
      </Field>
      {!mustBeTwo && (
        <label className="outcome">
          <input type="checkbox" checked={two} onChange={(event) => setTwo(event.target.checked)} />
          {t('letter.route-second')}
        </label>
      )}
      {two && (
        <Field id="letter-second" label={t('letter.slot.institution-head')}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('letter.slot.institution-head')}
              options={options('institution-head')}
              value={head}
              onChange={setHead}
            />
          )}
        </Field>
      )}
      <div className="letter-choice">
        <span className="field-label">{t('letter.route-signing')}</span>
        <Segmented
          name="letter-signing"
          label={t('letter.route-signing')}
          choices={(['paper', 'electronic'] as const).map((value) => ({
            value,
            label: t(`letter.signing.${value}`),
          }))}
          value={signing}
          onChange={setSigning}
        />
      </div>
      {letterKinds[letter.kind].concludes && (
        <label className="outcome">
          <input type="checkbox" checked={closes} onChange={(event) => setCloses(event.target.checked)} />
          {t('letter.route-closes')}
        </label>
      )}
    </ActForm>
  );
}

type EndorsersProps = {
  units: LetterRouteChoices['units'];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
};

/** Units that endorse, one after another. */
function Endorsers({ units, chosen, onChange }: EndorsersProps) {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const nameOf = (code: string) => units.find((unit) => unit.code === code)?.name ?? code;
  return (
    <div className="letter-choice">
      <span className="field-label">{t('letter.route-endorsers')}</span>
      {chosen.length === 0 && !adding && <p className="meta">{t('letter.route-endorsers-none')}</p>}
      <ol className="endorsers">
        {chosen.map((code) => (
          <li key={code}>
            <span className="grow">{nameOf(code)}</span>
            <IconButton
              icon="remove"
              label={t('letter.route-remove', { name: nameOf(code) })}
              onClick={() => onChange(chosen.filter((one) => one !== code))}
            />
          </li>
        ))}
      </ol>
      {adding ? (
        <Field id="letter-endorser" label={t('letter.route-unit')}>
          {(control) => (
            <ChoiceField
              control={control}
              first
              label={t('letter.route-unit')}
              options={units
                .filter(({ code }) => !chosen.includes(code))
                .map(({ code, name, shortName }) => ({ id: code, label: name, aside: shortName }))}
              value={null}
              onChange={(code) => {
                if (code === null) return;
                onChange([...chosen, code]);
                setAdding(false);
              }}
            />
          )}
        </Field>
      ) : (
        <Button size="small" icon="add" onClick={() => setAdding(true)}>
          {t('letter.route-add')}
        </Button>
      )}
    </div>
  );
}
