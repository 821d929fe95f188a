import {
  type IntakeRule,
  type IntakeRuleDraft,
  NotRegisteredReason,
  type RuleEffect,
  type RuleTrial,
} from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { retireIntakeRule, saveIntakeRule, tryIntakeRule } from '../../api/mail-intake.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { toPlainDate } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useCategories, useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { kindsByDigit } from './intake-words.ts';
import { RuleTrialTable } from './rule-trial.tsx';

type RuleFormProps = { rule: IntakeRule | undefined; last: number; onDone: () => void };

const lists = ['words', 'subjectWords', 'bodyWords', 'domains', 'addresses', 'attachmentNames'] as const;
type Lists = Record<(typeof lists)[number], string>;

/** A rule as it is written; it is tried on old mail before it is saved. */
export function RuleForm({ rule, last, onDone }: RuleFormProps) {
  const t = useText();
  const units = useUnits();
  const categories = useCategories();
  const [id] = useState(() => rule?.id ?? crypto.randomUUID());
  const [name, setName] = useState(rule?.name ?? '');
  const [position, setPosition] = useState(String(rule?.position ?? last + 10));
  const [validFrom, setValidFrom] = useState(rule?.validFrom ?? toPlainDate(new Date()));
  const [texts, setTexts] = useState<Lists>(() => toTexts(rule));
  const [kind, setKind] = useState<RuleEffect['kind']>(rule?.effect.kind ?? 'petition');
  const [reason, setReason] = useState<NotRegisteredReason>(rule?.effect.reason ?? 'spam');
  const [unit, setUnit] = useState(rule?.effect.unit ?? null);
  const [category, setCategory] = useState(rule?.effect.category ?? null);
  const [trial, setTrial] = useState<RuleTrial>();
  const draft = (): IntakeRuleDraft => ({
    ...{ name, position: Number(position) || 1, validFrom, validTo: rule?.validTo ?? null },
    conditions: {
      ...{ mailboxes: [], messageKinds: [], knownSender: null },
      ...rule?.conditions,
      ...toConditions(texts),
    },
    effect: {
      ...{ kind, reason: kind === 'not-registered' ? reason : null, unit, category },
      ...{ procedure: rule?.effect.procedure ?? null, register: rule?.effect.register ?? null },
    },
  });
  const trying = useMutation({
    mutationFn: () => tryIntakeRule({ ruleId: rule?.id ?? null, rule: draft(), last: 500 }),
    onSuccess: setTrial,
  });
  const saving = useMutation({
    mutationFn: () =>
      saveIntakeRule(id, {
        requestId: crypto.randomUUID(),
        ...(rule && { version: rule.version }),
        rule: draft(),
      }),
    onSuccess: () => {
      showToast(t('mail.rules.saved'));
      onDone();
    },
  });
  const retiring = useMutation({
    mutationFn: () => retireIntakeRule(id, { requestId: crypto.randomUUID(), version: rule?.version ?? 1 }),
    onSuccess: () => {
      showToast(t('mail.rules.retired'));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    trying.mutate();
  };
  const error = saving.error ?? retiring.error ?? trying.error;
  const kinds = [...kindsByDigit, 'not-registered'] as const;
  return (
    <form className="intake-rule-form" noValidate onSubmit={submit}>
      <h2>{rule ? t('mail.rules.edit', { number: rule.number }) : t('mail.rules.add')}</h2>
      {error && <FailureBand error={error} />}
      <div className="intake-rule-fields">
        <TextField id="rule-name" label={t('mail.rules.name')} value={name} onChange={setName} />
        <TextField
          id="rule-position"
          label={t('mail.rules.position')}
          value={position}
          onChange={setPosition}
        />
        <Field id="rule-from" label={t('mail.rules.from')}>
          {(control) => (
            <input
              {...control}
              type="date"
              className="input"
              value={validFrom}
              onChange={(event) => setValidFrom(event.target.value)}
            />
          )}
        </Field>
        {lists.map((list) => (
          <TextField
            key={list}
            id={`rule-${list}`}
            label={t(`mail.rules.list.${list}`)}
            value={texts[list]}
            onChange={(text) => setTexts((now) => ({ ...now, [list]: text }))}
          />
        ))}
        <Field id="rule-kind" label={t('mail.rules.then')}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('mail.rules.then')}
              options={kinds.map((one) => ({ id: one, label: t(`mail.kind.${one}`) }))}
              value={kind}
              onChange={(one) => one && setKind(one as RuleEffect['kind'])}
            />
          )}
        </Field>
        {kind === 'not-registered' ? (
          <Field id="rule-reason" label={t('mail.rules.reason')}>
            {(control) => (
              <ChoiceField
                control={control}
                label={t('mail.rules.reason')}
                options={NotRegisteredReason.options.map((one) => ({
                  id: one,
                  label: t(`mail.reason.${one}`),
                }))}
                value={reason}
                onChange={(one) => one && setReason(one as NotRegisteredReason)}
              />
            )}
          </Field>
        ) : (
          <>
            <Field id="rule-unit" label={t('mail.unit')} optional={t('optional')}>
              {(control) => (
                <ChoiceField
                  control={control}
                  label={t('mail.unit')}
                  options={units.map(({ code, name: label }) => ({ id: code, label }))}
                  value={unit}
                  onChange={setUnit}
                />
              )}
            </Field>
            <Field id="rule-category" label={t('mail.rules.category')} optional={t('optional')}>
              {(control) => (
                <ChoiceField
                  control={control}
                  label={t('mail.rules.category')}
                  options={categories.map(({ code, name: label }) => ({ id: code, label }))}
                  value={category}
                  onChange={setCategory}
                />
              )}
            </Field>
          </>
        )}
      </div>
      <p className="second">{t('mail.rules.hint')}</p>
      <div className="line">
        <Button kind={trial ? 'secondary' : 'primary'} type="submit" aria-disabled={trying.isPending}>
          {t('mail.rules.try')}
        </Button>
        <Button
          kind={trial ? 'primary' : 'secondary'}
          aria-disabled={saving.isPending}
          onClick={() => saving.mutate()}
        >
          {t('mail.rules.save')}
        </Button>
        {rule && (
          <Button kind="danger" onClick={() => retiring.mutate()}>
            {t('mail.rules.retire')}
          </Button>
        )}
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
      {trial && <RuleTrialTable trial={trial} />}
    </form>
  );
}

type TextFieldProps = { id: string; label: string; value: string; onChange: (text: string) => void };

function TextField({ id, label, value, onChange }: TextFieldProps) {
  return (
    <Field id={id} label={label}>
      {(control) => (
        <input
          {...control}
          className="input"
          autoComplete="off"
          maxLength={1000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

const toTexts = (rule: IntakeRule | undefined) =>
  Object.fromEntries(lists.map((list) => [list, rule?.conditions[list].join('; ') ?? ''])) as Lists;

const toConditions = (texts: Lists) =>
  Object.fromEntries(
    lists.map((list) => [
      list,
      texts[list]
        .split(';')
        .map((word) => word.trim())
        .filter(Boolean),
    ]),
  ) as Record<(typeof lists)[number], string[]>;
