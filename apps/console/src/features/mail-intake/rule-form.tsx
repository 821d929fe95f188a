import type { IntakeRule, IntakeRules, RuleTrial } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { retireIntakeRule, saveIntakeRule, tryIntakeRule } from '../../api/mail-intake.ts';
import { toPlainDate } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { type RuleText, toRuleDraft, toRuleText } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { RuleTrialTable } from './rule-trial.tsx';

type RuleFormProps = {
  rule: IntakeRule | undefined;
  last: number;
  mailboxes: IntakeRules['mailboxes'];
  onDone: () => void;
};

/** A rule as it is written. It goes live only as it was tried: whatever changes after a trial asks for another. */
export function RuleForm({ rule, last, mailboxes, onDone }: RuleFormProps) {
  const t = useText();
  const [text, setText] = useState(() => toRuleText(rule, { last, today: toPlainDate(new Date()) }));
  const { trial, trying, saving, retiring, forget } = useRuleActs(rule, text, onDone);
  const change = (changes: Partial<RuleText>) => {
    setText((now) => ({ ...now, ...changes }));
    if (Object.keys(changes).some((field) => field !== 'name')) forget();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!trying.isPending) trying.mutate();
  };
  const error = saving.error ?? retiring.error ?? trying.error;
  return (
    <form className="intake-rule-form" noValidate onSubmit={submit}>
      <h2>{rule ? t('mail.rules.edit', { number: rule.number }) : t('mail.rules.add')}</h2>
      {error && <FailureBand error={error} />}
      <RuleFields text={text} mailboxes={mailboxes} onChange={change} />
      <p className="second">{t(trial ? 'mail.rules.tried' : 'mail.rules.try-first')}</p>
      <div className="line">
        <Button kind={trial ? 'secondary' : 'primary'} type="submit" aria-disabled={trying.isPending}>
          {t('mail.rules.try')}
        </Button>
        <Button
          kind={trial ? 'primary' : 'secondary'}
          aria-disabled={trial === undefined || saving.isPending}
          onClick={() => trial && !saving.isPending && saving.mutate()}
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

function useRuleActs(rule: IntakeRule | undefined, text: RuleText, onDone: () => void) {
  const t = useText();
  const [id] = useState(() => rule?.id ?? crypto.randomUUID());
  const [trial, setTrial] = useState<RuleTrial>();
  const done = (said: string) => () => {
    showToast(said);
    onDone();
  };
  const trying = useMutation({
    mutationFn: () => tryIntakeRule({ ruleId: id, rule: toRuleDraft(text), last: 500 }),
    onSuccess: setTrial,
  });
  const saving = useMutation({
    mutationFn: () => {
      const seen = rule && { version: rule.version };
      return saveIntakeRule(id, { requestId: crypto.randomUUID(), ...seen, rule: toRuleDraft(text) });
    },
    onSuccess: done(t('mail.rules.saved')),
    // The rules are others by now, or this one is: what was tried says nothing any more.
    onError: () => setTrial(undefined),
  });
  const retiring = useMutation({
    mutationFn: () => retireIntakeRule(id, { requestId: crypto.randomUUID(), version: rule?.version ?? 1 }),
    onSuccess: done(t('mail.rules.retired')),
  });
  const forget = () => {
    setTrial(undefined);
    saving.reset();
  };
  return { trial, trying, saving, retiring, forget };
}
