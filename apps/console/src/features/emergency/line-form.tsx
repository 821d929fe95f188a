import type { EmergencyLine, EmergencySheetDetail } from '@opis/contracts';
import { Band, Button, Field, Segmented, type SummaryError } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { enterLine } from '../../api/emergency.ts';
import { NoAnswerError, ProblemError } from '../../api/http.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useCategories, useUnits } from '../../parts/reference-lists.ts';
import { stepOnEnter } from '../../parts/step-on-enter.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { checkLine, emptyLine, type LineDraft, type LineError, toLineRequest } from './line-draft.ts';
import { LineSender } from './line-sender.tsx';

type LineFormProps = {
  sheet: EmergencySheetDetail;
  line: EmergencyLine;
  day: string;
  onDay: (day: string) => void;
  onSettled: () => Promise<void>;
  onVoid: () => void;
};

/** One line of the paper: Enter goes on, in the last field it registers, and the next line opens by itself. */
export function LineForm({ sheet, line, day, onDay, onSettled, onVoid }: LineFormProps) {
  const t = useText();
  const keyOf = useKeyLabels();
  const today = useToday();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<LineDraft>(() => emptyLine(day));
  const [found, setFound] = useState<readonly LineError[]>([]);
  // Kept through a lost answer: sent again it gives the number that was given.
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const put = (change: Partial<LineDraft>) => setDraft((now) => ({ ...now, ...change }));
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-first]')?.focus(), []);

  const entering = useMutation({
    mutationFn: (confirmGap: boolean) =>
      enterLine(
        { sheetId: sheet.id, number: line.number },
        toLineRequest(draft, { requestId, today, confirmGap }),
      ),
    onSuccess: ({ registrationNumber }) => {
      showToast(t('sheet.done', { code: line.code, number: registrationNumber }));
      onDay(draft.date);
      void onSettled();
    },
    onError: (error) => {
      if (error instanceof NoAnswerError || !(error instanceof ProblemError)) return;
      if (['emergency.line-settled', 'request.id-reused'].includes(error.problem.code)) void onSettled();
      else if (error.problem.status < 500) setRequestId(crypto.randomUUID());
    },
  });
  const gapAsked =
    entering.error instanceof ProblemError && entering.error.problem.code === 'registry.confirm-gap';
  const submit = () => {
    if (entering.isPending) return;
    const wrong = checkLine(draft, today);
    setFound(wrong);
    if (wrong.length === 0) entering.mutate(gapAsked);
  };
  useKeys({ F9: submit });
  const errors = toErrors(t, found, entering.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form
      ref={form}
      className="sheet line-form"
      noValidate
      aria-labelledby="line-title"
      onSubmit={send}
      onKeyDown={(event) => stepOnEnter(event, submit)}
    >
      <h2 className="emergency-head" id="line-title">
        {t('sheet.line', { code: line.code })}
      </h2>
      {errors.length > 0 && <FocusedSummary title={t('emergency.summary')} errors={errors} />}
      {gapAsked && (
        <div role="alert">
          <Band tone="warn" icon="warning">
            {t('sheet.confirm-gap')}
          </Band>
        </div>
      )}
      {entering.error && errors.length === 0 && !gapAsked && <FailureBand error={entering.error} />}
      <LineFields draft={draft} put={put} errors={errors} />
      <div className="line-actions">
        <Button
          kind="primary"
          icon="registered"
          keyHint={keyOf('F9')}
          type="submit"
          aria-disabled={entering.isPending}
        >
          {entering.isPending ? t('sheet.sending') : t('sheet.submit')}
        </Button>
        <Button icon="annulled" aria-label={t('sheet.void-of', { code: line.code })} onClick={onVoid}>
          {t('sheet.void')}
        </Button>
      </div>
    </form>
  );
}

function toErrors(
  t: ReturnType<typeof useText>,
  found: readonly LineError[],
  error: unknown,
): readonly SummaryError[] {
  if (found.length > 0) return found.map(({ target, message }) => ({ target, text: t(message) }));
  if (!(error instanceof ProblemError)) return [];
  return error.problem.fields.map(({ path, detail }) => ({
    target: `line-${path.replace(/^sender\..*/, 'sender').replace(/^(subRegister|nomenclatureCode)$/, 'category')}`,
    text: detail,
  }));
}

type LineFieldsProps = {
  draft: LineDraft;
  put: (change: Partial<LineDraft>) => void;
  errors: readonly SummaryError[];
};

function LineFields({ draft, put, errors }: LineFieldsProps) {
  const t = useText();
  const units = useUnits();
  const errorAt = (target: string) => errors.find((one) => one.target === target)?.text;
  const categories = useCategories();
  type Short = 'date' | 'time' | 'sheets' | 'annexes' | 'issuerNumber' | 'issuerDate';
  const short = (name: Short, id: string, label: string, first = false) => (
    <Field id={id} label={label} error={errorAt(id)}>
      {(control) => (
        <input
          {...control}
          {...(first && { 'data-first': true })}
          data-step
          className="input"
          inputMode={name === 'sheets' || name === 'annexes' ? 'numeric' : 'text'}
          autoComplete="off"
          value={draft[name]}
          onChange={(event) => put({ [name]: event.target.value })}
          onFocus={(event) => event.target.select()}
        />
      )}
    </Field>
  );
  return (
    <div className="line-fields">
      {short('date', 'line-receivedOn', t('sheet.date'))}
      {short('time', 'line-receivedTime', t('sheet.time'), true)}
      <div className="line-wide">
        <LineSender draft={draft} put={put} error={errorAt('line-sender')} />
        {draft.party === null && (
          <Segmented
            name="line-kind"
            label={t('sheet.kind')}
            choices={(['natural', 'legal', 'public-body'] as const).map((value) => ({
              value,
              label: t(`kind.${value}`),
            }))}
            value={draft.kind}
            onChange={(kind) => put({ kind })}
          />
        )}
      </div>
      <div className="line-wide">
        <Field id="line-subject" label={t('counter.subject')} error={errorAt('line-subject')}>
          {(control) => (
            <input
              {...control}
              data-step
              className="input"
              autoComplete="off"
              maxLength={2000}
              value={draft.subject}
              onChange={(event) => put({ subject: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="line-wide">
        <Field
          id="line-category"
          label={t('counter.category')}
          hint={t('sheet.category-hint')}
          optional={t('optional')}
          error={errorAt('line-category')}
        >
          {(control) => (
            <ChoiceField
              control={control}
              label={t('counter.category')}
              options={categories.map(({ code, name }) => ({ id: code, label: name }))}
              value={draft.category?.code ?? null}
              onChange={(code) => {
                const category = categories.find((one) => one.code === code) ?? null;
                put({ category, unit: category?.unitCode ?? draft.unit });
              }}
            />
          )}
        </Field>
      </div>
      {short('issuerNumber', 'line-issuerNumber', t('sheet.issuer-number'))}
      {short('issuerDate', 'line-issuerDate', t('sheet.issuer-date'))}
      {short('sheets', 'line-sheets', t('counter.sheets'))}
      {short('annexes', 'line-annexes', t('counter.annexes'))}
      <div className="line-wide">
        <Field id="line-unit" label={t('counter.unit')} optional={t('optional')} error={errorAt('line-unit')}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('counter.unit')}
              options={units.map(({ code, name, depth }) => ({ id: code, label: name, depth }))}
              value={draft.unit}
              onChange={(unit) => put({ unit })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
