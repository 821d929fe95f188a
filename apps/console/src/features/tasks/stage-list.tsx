import type { AskedKind } from '@opis/contracts';
import { Button, Field, IconButton, Segmented, Tag } from '@opis/ui';
import { ChoiceField, type ChoiceOption } from '../../parts/choice-field.tsx';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import './awaited-tasks.css';
import { newStage, optionsOf, type Stage, type StageMistakes } from './stages.ts';

type StageListProps = {
  stages: readonly Stage[];
  mistakes: readonly StageMistakes[];
  /** Kinds that one may choose among. */
  kinds: readonly AskedKind[];
  options: readonly ChoiceOption[];
  onChange: (stages: readonly Stage[]) => void;
  /** A circuit may begin with no stage at all: of a letter that is only signed. */
  mayBeEmpty?: boolean;
};

/** Stages one after another, each with what is asked, of whom and by when. */
export function StageList({
  stages,
  mistakes,
  kinds,
  options,
  onChange,
  mayBeEmpty = false,
}: StageListProps) {
  const t = useText();
  const change = (key: number, part: Partial<Stage>) =>
    onChange(stages.map((stage) => (stage.key === key ? { ...stage, ...part } : stage)));
  const numbered = stages.length > 1 || mayBeEmpty;
  return (
    <div className="stages">
      <ol className="stage-list">
        {stages.map((stage, index) => (
          <li key={stage.key} className={numbered ? 'stage is-numbered' : 'stage'}>
            <StageFields
              {...{ stage, kinds, index }}
              options={optionsOf(stage, options)}
              mistakes={mistakes[index] ?? {}}
              onChange={(part) => change(stage.key, part)}
            />
            {numbered && !stage.required && (mayBeEmpty || stages.length > 1) && (
              <IconButton
                icon="remove"
                label={t('stage.remove', { number: index + 1, kind: t(`task.kind.${stage.kind}`) })}
                onClick={() => onChange(stages.filter(({ key }) => key !== stage.key))}
              />
            )}
          </li>
        ))}
      </ol>
      <Button
        size="small"
        icon="add"
        onClick={() => onChange([...stages, newStage(stages.at(-1)?.kind ?? kinds[0] ?? 'opinion')])}
      >
        {t('stage.add')}
      </Button>
    </div>
  );
}

type StageFieldsProps = {
  stage: Stage;
  index: number;
  kinds: readonly AskedKind[];
  options: readonly ChoiceOption[];
  mistakes: StageMistakes;
  onChange: (part: Partial<Stage>) => void;
};

function StageFields({ stage, index, kinds, options, mistakes, onChange }: StageFieldsProps) {
  const t = useText();
  const id = index === 0 ? 'ask' : `ask-${index + 1}`;
  return (
    <div className="stage-fields">
      {stage.required ? (
        <p className="stage-required">
          <span className="strong">{t(`task.kind.${stage.kind}`)}</span> <Tag>{t('stage.required')}</Tag>
        </p>
      ) : (
        kinds.length > 1 && (
          <Segmented
            name={`${id}-kind`}
            label={t('ask.kind')}
            value={stage.kind}
            choices={kinds.map((value) => ({ value, label: t(`task.kind.${value}`) }))}
            onChange={(kind) => onChange({ kind })}
          />
        )
      )}
      <div className="ask-row">
        <Field id={`${id}-to`} label={t('ask.to')} error={mistakes.to && t(mistakes.to)}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('ask.to')}
              options={options.filter((option) => !stage.to.includes(option.id))}
              value={null}
              onChange={(chosen) => chosen && onChange({ to: [...stage.to, chosen] })}
              placeholder={t('ask.to-placeholder')}
            />
          )}
        </Field>
        <StageDay {...{ stage, id, onChange }} mistake={mistakes.day} />
      </div>
      <StagePeople {...{ stage, options, onChange }} />
      {stage.to.length > 1 && (
        <Segmented
          name={`${id}-order`}
          label={t('ask.order')}
          value={stage.order}
          choices={(['together', 'in-turn'] as const).map((value) => ({ value, label: t(`ask.${value}`) }))}
          onChange={(order) => onChange({ order })}
        />
      )}
      {index > 0 && stage.order === 'together' && (
        <label className="outcome">
          <input
            type="checkbox"
            checked={stage.withBefore}
            onChange={(event) => onChange({ withBefore: event.target.checked })}
          />
          {t('stage.with-before')}
        </label>
      )}
    </div>
  );
}

type StageDayProps = Pick<StageFieldsProps, 'stage' | 'onChange'> & {
  id: string;
  mistake: StageMistakes['day'];
};

function StageDay({ stage, id, mistake, onChange }: StageDayProps) {
  const t = useText();
  const today = useToday();
  const label = t(stage.kind === 'clarification' ? 'ask.day' : 'ask.day-optional');
  return (
    <Field id={`${id}-day`} label={label} error={mistake && t(mistake)}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="text"
          autoComplete="off"
          placeholder={t('book.day-placeholder')}
          value={stage.day}
          onChange={(event) => onChange({ day: event.target.value })}
          onBlur={() => {
            const read = readTypedDate(stage.day, today, 'future');
            if (read) onChange({ day: showDate(read) });
          }}
        />
      )}
    </Field>
  );
}

function StagePeople({ stage, options, onChange }: Pick<StageFieldsProps, 'stage' | 'options' | 'onChange'>) {
  const t = useText();
  if (stage.to.length === 0) return null;
  const nameOf = (id: string) => options.find((option) => option.id === id)?.label ?? '';
  return (
    <ul className="ask-chosen" aria-label={t('ask.chosen')}>
      {stage.to.map((id, index) => (
        <li key={id} className="chip">
          {stage.order === 'in-turn' && stage.to.length > 1 && <span className="meta">{index + 1}.</span>}
          {nameOf(id)}
          <IconButton
            icon="close"
            label={t('ask.remove', { name: nameOf(id) })}
            onClick={() => onChange({ to: stage.to.filter((each) => each !== id) })}
          />
        </li>
      ))}
    </ul>
  );
}
