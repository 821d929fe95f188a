import type { LetterDetail, LetterRouteChoices, LetterSigning, SignatureSlot } from '@opis/contracts';
import { letterKinds } from '@opis/contracts';
import { Field, Segmented } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readRouteChoices } from '../../api/letters.ts';
import { listAskable } from '../../api/tasks.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { StageList } from '../tasks/stage-list.tsx';
import {
  askableOptions,
  proposedStages,
  type Stage,
  type StageMistakes,
  stageMistakes,
  toSteps,
} from '../tasks/stages.ts';
import { taskKeys } from '../tasks/task-keys.ts';
import { ActForm } from './act-form.tsx';
import { letterKeys } from './letter-keys.ts';
import { useLetterAct } from './use-letter-act.ts';

type RouteDialogProps = { letter: LetterDetail; onClose: () => void };

/** Who is asked before it is signed, who signs, how; what law or procedure ask cannot be left out. */
export function RouteDialog({ letter, onClose }: RouteDialogProps) {
  const { data, error } = useQuery({
    queryKey: letterKeys.route(letter.id),
    queryFn: ({ signal }) => readRouteChoices(letter.id, signal),
  });
  if (error) return <FailureBand error={error} />;
  return data ? <RouteForm letter={letter} choices={data} onClose={onClose} /> : null;
}

const stepKinds = ['endorsement', 'visa', 'opinion', 'clarification'] as const;

type Signers = Readonly<Record<SignatureSlot, string | null>>;

/** Whom the procedure proposes in each slot; without that, the nearest, and the highest who is another. */
function firstSigners({ signers, proposed }: LetterRouteChoices): Signers {
  const planned = (slot: SignatureSlot) => proposed.signers.find((one) => one.slot === slot)?.person;
  const head = planned('institution-head');
  const inSlot = (slot: SignatureSlot, not: string | null | undefined) =>
    signers.find((one) => one.slot === slot && one.id !== not)?.id ?? null;
  const unitHead = planned('unit-head') ?? inSlot('unit-head', head);
  return { 'unit-head': unitHead, 'institution-head': head ?? inSlot('institution-head', unitHead) };
}

/** Where one signs alone: the slot that the procedure names, or that of the unit. */
const aloneSlot = ({ proposed: { signers } }: LetterRouteChoices): SignatureSlot =>
  signers.length === 1 && signers[0] ? signers[0].slot : 'unit-head';

function mustBeTwo({ signaturesRequired }: LetterDetail, { proposed }: LetterRouteChoices): boolean {
  return signaturesRequired === 2 || proposed.signers.filter(({ required }) => required).length === 2;
}

function RouteForm({ letter, choices, onClose }: RouteDialogProps & { choices: LetterRouteChoices }) {
  const t = useText();
  const today = useToday();
  const { act, pending, error } = useLetterAct(letter, 'send-on-route', onClose);
  const { proposed } = choices;
  const [signers, setSigners] = useState(() => firstSigners(choices));
  const [two, setTwo] = useState(mustBeTwo(letter, choices) || proposed.signers.length === 2);
  const [together, setTogether] = useState(proposed.signTogether);
  const [stages, setStages] = useState<readonly Stage[]>(() => proposedStages(proposed.steps));
  const [mistakes, setMistakes] = useState<readonly StageMistakes[]>([]);
  const [signing, setSigning] = useState<LetterSigning>('paper');
  const { concludes } = letterKinds[letter.kind];
  const [closes, setCloses] = useState(concludes);
  const slots = two ? (['unit-head', 'institution-head'] as const) : [aloneSlot(choices)];
  const submit = () => {
    const found = stageMistakes(stages, today);
    setMistakes(found);
    if (found.some((each) => Object.keys(each).length > 0)) return;
    void act({
      signing,
      signers: slots.flatMap((slot) => (signers[slot] ? [{ slot, person: signers[slot] }] : [])),
      steps: toSteps(stages, { today }),
      signTogether: two && together,
      closesFile: closes && concludes,
    });
  };
  return (
    <ActForm
      title={t('letter.route-title')}
      submitLabel={t('letter.route-send')}
      errors={[]}
      onSubmit={submit}
      {...{ pending, error, onClose }}
    >
      <p>{t('letter.route-body')}</p>
      <RouteSteps
        {...{ letter, stages, mistakes }}
        onChange={(next) => {
          setStages(next);
          setMistakes([]);
        }}
      />
      <SignerFields {...{ letter, choices, signers, two }} onChange={setSigners} onTwo={setTwo} />
      {two && (
        <label className="outcome">
          <input type="checkbox" checked={together} onChange={(event) => setTogether(event.target.checked)} />
          {t('letter.route-sign-together')}
        </label>
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
      {concludes && (
        <label className="outcome">
          <input type="checkbox" checked={closes} onChange={(event) => setCloses(event.target.checked)} />
          {t('letter.route-closes')}
        </label>
      )}
    </ActForm>
  );
}

type RouteStepsProps = {
  letter: LetterDetail;
  stages: readonly Stage[];
  mistakes: readonly StageMistakes[];
  onChange: (stages: readonly Stage[]) => void;
};

/** What is asked before the signatures, as the procedure declares it and the person changes it. */
function RouteSteps({ letter, stages, mistakes, onChange }: RouteStepsProps) {
  const t = useText();
  const askable = useQuery({
    queryKey: taskKeys.askable(letter.caseFile.id),
    queryFn: ({ signal }) => listAskable(letter.caseFile.id, signal),
    staleTime: 60_000,
  }).data;
  return (
    <fieldset id="letter-steps" className="letter-choice" tabIndex={-1}>
      <legend className="field-label">{t('letter.route-steps')}</legend>
      {stages.length === 0 && <p className="meta">{t('letter.route-steps-none')}</p>}
      <StageList
        kinds={stepKinds}
        options={askable ? askableOptions(askable) : []}
        {...{ stages, mistakes, onChange }}
        mayBeEmpty
      />
    </fieldset>
  );
}

type SignerFieldsProps = {
  letter: LetterDetail;
  choices: LetterRouteChoices;
  signers: Signers;
  two: boolean;
  onChange: (signers: Signers) => void;
  onTwo: (two: boolean) => void;
};

/** Who signs: one, or the head of the unit and the head of the institution (art. 13 of OG 27/2002). */
function SignerFields({ letter, choices, signers, two, onChange, onTwo }: SignerFieldsProps) {
  const t = useText();
  const first = aloneSlot(choices);
  const second = first === 'unit-head' ? 'institution-head' : 'unit-head';
  const fieldOf = (slot: SignatureSlot) => (
    <Field id={slot === first ? 'letter-signers' : 'letter-second'} label={t(`letter.slot.${slot}`)}>
      {(control) => (
        <ChoiceField
          control={control}
          first={slot === first}
          label={t(`letter.slot.${slot}`)}
          options={choices.signers
            .filter((one) => one.slot === slot)
            .map(({ id, name, title, unit }) => ({ id, label: name, aside: title || unit.shortName }))}
          value={signers[slot]}
          onChange={(person) => onChange({ ...signers, [slot]: person })}
        />
      )}
    </Field>
  );
  return (
    <>
      {fieldOf(first)}
      {!mustBeTwo(letter, choices) && (
        <label className="outcome">
          <input type="checkbox" checked={two} onChange={(event) => onTwo(event.target.checked)} />
          {t(second === 'institution-head' ? 'letter.route-second' : 'letter.route-second-unit')}
        </label>
      )}
      {two && fieldOf(second)}
    </>
  );
}
