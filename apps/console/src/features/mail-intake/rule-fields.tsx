import { type IntakeRules, MessageKind, NotRegisteredReason, type RuleEffect } from '@opis/contracts';
import { Field, Segmented } from '@opis/ui';
import { useCategories, useRegisters, useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { useProcedures } from '../procedures/use-procedures.ts';
import { Choice } from './choice.tsx';
import { kindsByDigit } from './intake-words.ts';
import { type RuleText, type SenderKnown, wordLists } from './rule-draft.ts';

type RuleFieldsProps = {
  text: RuleText;
  mailboxes: IntakeRules['mailboxes'];
  onChange: (changes: Partial<RuleText>) => void;
};

/** Everything that a rule says: when it speaks, on which days, and what it proposes. */
export function RuleFields(props: RuleFieldsProps) {
  return (
    <>
      <Naming {...props} />
      <Conditions {...props} />
      <Effect {...props} />
    </>
  );
}

function Naming({ text, onChange }: RuleFieldsProps) {
  const t = useText();
  return (
    <div className="intake-rule-fields">
      {(['name', 'position', 'validFrom', 'validTo'] as const).map((field) => (
        <TextField
          key={field}
          id={`rule-${field}`}
          label={t(`mail.rules.field.${field}`)}
          type={field.startsWith('valid') ? 'date' : 'text'}
          optional={field === 'validTo'}
          value={text[field]}
          onChange={(value) => onChange({ [field]: value })}
        />
      ))}
    </div>
  );
}

function Conditions({ text, mailboxes, onChange }: RuleFieldsProps) {
  const t = useText();
  return (
    <fieldset className="intake-rule-part">
      <legend>{t('mail.rules.when')}</legend>
      <p className="second">{t('mail.rules.hint')}</p>
      <div className="intake-rule-fields">
        {wordLists.map((list) => (
          <TextField
            key={list}
            id={`rule-${list}`}
            label={t(`mail.rules.list.${list}`)}
            optional
            value={text[list]}
            onChange={(value) => onChange({ [list]: value })}
          />
        ))}
      </div>
      <fieldset className="intake-ticks">
        <legend>{t('mail.rules.sender')}</legend>
        <Segmented
          name="rule-sender"
          label={t('mail.rules.sender')}
          choices={(['anybody', 'known', 'unknown'] as const).map((value) => ({
            value,
            label: t(`mail.rules.sender.${value}`),
          }))}
          value={text.sender}
          onChange={(sender: SenderKnown) => onChange({ sender })}
        />
      </fieldset>
      <Ticks
        legend={t('mail.rules.message-kinds')}
        hint={t('mail.rules.message-kinds-hint')}
        options={MessageKind.options.map((id) => ({ id, label: t(`mail.rules.message-kind.${id}`) }))}
        chosen={text.messageKinds}
        onChange={(messageKinds) => onChange({ messageKinds })}
      />
      {(mailboxes.length > 1 || text.mailboxes.length > 0) && (
        <Ticks
          legend={t('mail.rules.mailboxes')}
          hint={t('mail.rules.mailboxes-hint')}
          options={mailboxes.map(({ id, address }) => ({ id, label: address }))}
          chosen={text.mailboxes}
          onChange={(chosen) => onChange({ mailboxes: chosen })}
        />
      )}
    </fieldset>
  );
}

function Effect({ text, onChange }: RuleFieldsProps) {
  const t = useText();
  return (
    <fieldset className="intake-rule-part">
      <legend>{t('mail.rules.then')}</legend>
      <div className="intake-rule-fields">
        <Choice
          {...{ id: 'rule-kind', label: t('mail.as'), value: text.kind }}
          options={[...kindsByDigit, 'not-registered' as const].map((id) => ({
            id,
            label: t(`mail.kind.${id}`),
          }))}
          onChange={(kind) => kind && onChange({ kind: kind as RuleEffect['kind'] })}
        />
        {text.kind === 'not-registered' ? (
          <Choice
            {...{ id: 'rule-reason', label: t('mail.rules.reason'), value: text.reason }}
            options={NotRegisteredReason.options.map((id) => ({ id, label: t(`mail.reason.${id}`) }))}
            onChange={(reason) => reason && onChange({ reason: reason as NotRegisteredReason })}
          />
        ) : (
          <Place text={text} onChange={onChange} />
        )}
      </div>
    </fieldset>
  );
}

/** Where it goes; the confidential registers are numbered by those who are named on them alone. */
function Place({ text, onChange }: Pick<RuleFieldsProps, 'text' | 'onChange'>) {
  const t = useText();
  const units = useUnits();
  const categories = useCategories();
  const procedures = useProcedures().filter(({ active }) => active);
  const registers = (useRegisters().data?.items ?? []).filter(({ confidential }) => !confidential);
  const places = { unit: units, category: categories, procedure: procedures, register: registers };
  return (['unit', 'category', 'procedure', 'register'] as const).map((place) => (
    <Choice
      key={place}
      {...{ id: `rule-${place}`, label: t(`mail.rules.place.${place}`), value: text[place], optional: true }}
      options={places[place].map(({ code, name }) => ({ id: code, label: name }))}
      onChange={(code) => onChange({ [place]: code })}
    />
  ));
}

type TicksProps<Id extends string> = {
  legend: string;
  hint: string;
  options: readonly { id: Id; label: string }[];
  chosen: readonly Id[];
  onChange: (chosen: Id[]) => void;
};

function Ticks<Id extends string>({ legend, hint, options, chosen, onChange }: TicksProps<Id>) {
  return (
    <fieldset className="intake-ticks">
      <legend>{legend}</legend>
      <p className="second">{hint}</p>
      <div className="line">
        {options.map(({ id, label }) => (
          <label className="check" key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type TextFieldProps = {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  type?: 'text' | 'date';
  optional?: boolean;
};

function TextField({ id, label, value, onChange, type = 'text', optional = false }: TextFieldProps) {
  const t = useText();
  return (
    <Field id={id} label={label} optional={optional ? t('optional') : undefined}>
      {(control) => (
        <input
          {...control}
          className="input"
          type={type}
          autoComplete="off"
          maxLength={1000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
