import { DayCountMode, type GivenDate, type ListedRule } from '@opis/contracts';
import { Button, Field, Segmented } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { checkRule } from '../../api/deadlines.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { UnverifiedNote } from './unverified.tsx';

/** The lawyer vouches for what they read, with their name and today's day; or takes it back. */
export function CheckRuleDialog({ rule, onClose }: { rule: ListedRule; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [value, setValue] = useState(rule.checkedOn !== null);
  const [countMode, setCountMode] = useState(rule.countModeCheckedOn !== null);
  const [given, setGiven] = useState<GivenDate>(rule.given);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const [mode, setMode] = useState(rule.countMode);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const chosen = countMode ? given : 'target';
  const corrected = DayCountMode.safeParse(mode).data;
  const correction = corrected && mode !== rule.countMode ? { countMode: corrected, reason } : undefined;
  const saving = useMutation({
    mutationFn: () =>
      checkRule(rule, {
        ...{ requestId, version: rule.version, rule: value, countMode, given: chosen },
        ...(correction && { correction }),
      }),
    onSuccess: async ({ moved }) => {
      await queries.invalidateQueries({ queryKey: ['deadlines'] });
      const about = { rule: rule.id, count: moved };
      showToast(moved > 0 ? t('law.check-done-moved', about) : t('law.check-done', about));
      onClose();
    },
    // What is sent next is another request.
    onError: () => setRequestId(crypto.randomUUID()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const short = correction !== undefined && reason.trim().length < 3;
    setMissing(short);
    if (!saving.isPending && !short) saving.mutate();
  };
  const unit = rule.direction === 'before' ? ('law.before' as const) : (`law.${rule.unit}` as const);
  return (
    <Dialog title={t('law.check-title', { rule: rule.id })} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {saving.error && <FailureBand error={saving.error} />}
        <p className="law-said">
          <b className="strong">{rule.name}</b>: {t(unit, { value: rule.value })} {rule.startsFrom};{' '}
          {rule.act}, {rule.article}
        </p>
        <p className="second">{t('law.source', { source: rule.source })}</p>
        <UnverifiedNote doubts={rule.doubts} />
        <label className="check">
          <input data-first type="checkbox" checked={value} onChange={() => setValue((now) => !now)} />
          <span>{t('law.check-value')}</span>
        </label>
        {isCorrectable(rule) && (
          <Field id="law-mode" label={t('law.correct-mode')} hint={t('law.correct-hint')}>
            {(control) => (
              <select
                {...control}
                className="input"
                value={mode}
                onChange={(event) => {
                  const next = DayCountMode.parse(event.target.value);
                  setMode(next);
                  // Who corrects it answers for it.
                  if (next !== rule.countMode) setCountMode(true);
                }}
              >
                {DayCountMode.options.map((option) => (
                  <option key={option} value={option}>
                    {t(`law.mode.${option}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {correction && (
          <Field
            id="law-reason"
            label={t('law.correct-reason')}
            error={missing ? t('law.correct-missing') : undefined}
          >
            {(control) => (
              <textarea
                {...control}
                className="input"
                rows={2}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
        <label className="check">
          <input
            type="checkbox"
            checked={countMode}
            disabled={correction !== undefined}
            onChange={() => setCountMode((now) => !now)}
          />
          <span>{t('law.check-mode', { mode: t(`law.mode.${mode}`) })}</span>
        </label>
        <Segmented
          name="given"
          label={t('law.check-given')}
          value={chosen}
          choices={[
            { value: 'target', label: t('law.given-target') },
            { value: 'limit', label: t('law.given-limit') },
          ]}
          onChange={(next) => countMode && setGiven(next === 'limit' ? 'limit' : 'target')}
        />
        <p className="second">
          {countMode
            ? t(chosen === 'limit' ? 'law.check-limit' : 'law.check-target')
            : t('law.check-limit-hint')}
        </p>
        {(chosen !== rule.given || correction) && rule.running > 0 && (
          <p>{t(correction ? 'law.correct-moves' : 'law.check-moves', { count: rule.running })}</p>
        )}
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={saving.isPending}>
            {t(saving.isPending ? 'law.check-saving' : 'law.check-save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

// As the server: counted back there is one way, and of hours and months the value would be another.
const isCorrectable = ({ direction, countMode }: ListedRule) =>
  direction === 'after' && DayCountMode.safeParse(countMode).success;
